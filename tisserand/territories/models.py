"""Communes, what a unit is on the ground, and who covers which commune when.

The organisation is public inside the service: no table here says anything of a person who comes for help.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from tisserand.access.history import before_each_change
from tisserand.access.walls import Open
from tisserand.kernel.ids import new_id
from tisserand.territories.rules.organisation import Mission, UnitKind

PUBLIC = Open("L’organisation est publique dans le service.")


class Validity(Func):
    """[starts_on, ends_before), without end when ends_before is empty (decision D14)."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, starts_on="starts_on", ends_before="ends_before", **extra):
        super().__init__(starts_on, ends_before, **extra)


class ClockSpan(Func):
    """[opens, closes) on any day: PostgreSQL has no range of times, so an arbitrary date carries them."""

    template = "tsrange(%(expressions)s + date '2000-01-01')"
    arg_joiner = " + date '2000-01-01', "


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_before=None) | Q(ends_before__gt=F("starts_on")),
        name=name,
        violation_error_message="La fin est avant le début.",
    )


class Commune(models.Model):
    """A commune as INSEE knows it; `polygon` is GeoJSON geometry, when somebody gave it."""

    wall = PUBLIC

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=100, db_collation="C")
    department = models.CharField(max_length=3)
    population = models.IntegerField()
    epci = models.CharField(max_length=9)
    epci_name = models.CharField(max_length=100)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    polygon = models.JSONField(null=True)
    source = models.CharField(max_length=200)
    as_of = models.DateField()

    class Meta:
        ordering = ("sort_key", "code")
        indexes = (models.Index(fields=("department", "sort_key"), name="commune_by_name"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(population__gte=0),
                name="commune_population",
                violation_error_message="Une population n’est pas négative.",
            ),
        )


class SiteDetails(models.Model):
    """Where people come: the unit is in `access`, its address here (decision D1)."""

    wall = PUBLIC

    unit = models.OneToOneField("access.Unit", models.PROTECT, primary_key=True, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    latitude = models.FloatField()
    longitude = models.FloatField()
    phone = models.CharField(max_length=20)
    rooms = models.SmallIntegerField(default=1)


class PoleDetails(models.Model):
    """R13: what a pôle is for, and which publics it is meant for."""

    wall = PUBLIC

    unit = models.OneToOneField("access.Unit", models.PROTECT, primary_key=True, related_name="+")
    mission = models.CharField(max_length=20)
    publics = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(mission__in=[mission.value for mission in Mission]),
                name="pole_mission",
                violation_error_message="Un pôle est fait pour l’accueil ou pour l’accompagnement.",
            ),
        )


class OpeningHours(models.Model):
    """Open that weekday (ISO: Monday is 1) between two local times, as long as the row is valid."""

    wall = PUBLIC

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    weekday = models.SmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ("site", "weekday", "opens", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7),
                name="opening_weekday",
                violation_error_message="Un jour va de lundi (1) à dimanche (7).",
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_times_in_order",
                violation_error_message="La fermeture est avant l’ouverture.",
            ),
            dates_in_order("opening_dates_in_order"),
            ExclusionConstraint(
                name="opening_without_overlap",
                expressions=(
                    ("site", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (ClockSpan("opens", "closes"), RangeOperators.OVERLAPS),
                    (Validity(), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Ces horaires en chevauchent d’autres.",
            ),
        )


class ClosedDay(models.Model):
    """A day when a site stays shut; without a site, all of them."""

    wall = PUBLIC

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    reason = models.CharField(max_length=100)

    class Meta:
        ordering = ("day", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("site", "day"),
                name="closed_once",
                nulls_distinct=False,
                violation_error_message="Cette fermeture est déjà inscrite.",
            ),
        )


class Sector(models.Model):
    """R02, R08: which site and which team a commune belongs to, and since when. The past stays readable."""

    wall = PUBLIC

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    # The kind of the unit, copied here so that the exclusion constraint can tell a site from a team.
    kind = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ("commune", "kind", "starts_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[UnitKind.SITE.value, UnitKind.TEAM.value]),
                name="sector_kind",
                violation_error_message="Une commune est confiée à un site ou à une équipe.",
            ),
            dates_in_order("sector_dates_in_order"),
            ExclusionConstraint(
                name="one_site_and_one_team_at_a_date",
                expressions=(
                    ("commune", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (Validity(), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Cette commune est déjà confiée à un autre site ou à une autre équipe.",
            ),
        )


class SectorEvent(before_each_change(Sector, dropped=True)):
    """What sectorisation said before each change (decision D10, record 0011)."""

    wall = Open("La sectorisation passée est publique, comme la présente.", append_only=True)

    class Meta:
        ordering = ("-pgh_created_at", "-pgh_id")


class PriorityArea(models.Model):
    """R16: an area that a decree lists for the policy for towns, in one or several communes. No outline is kept."""

    wall = PUBLIC

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=150)
    communes = ArrayField(models.CharField(max_length=5))
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ("code", "starts_on", "id")
        constraints = (
            dates_in_order("priority_area_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(communes=[]),
                name="priority_area_is_somewhere",
                violation_error_message="Un quartier prioritaire est dans une commune au moins.",
            ),
            ExclusionConstraint(
                name="one_priority_area_per_code_at_a_date",
                expressions=(("code", RangeOperators.EQUAL), (Validity(), RangeOperators.OVERLAPS)),
                violation_error_message="Ce quartier prioritaire est déjà décrit à cette date.",
            ),
        )


class Job(models.Model):
    """R15, R16: a job of the house and the role it holds in the software. Adding one is adding a row."""

    wall = PUBLIC

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80)
    role = models.CharField(max_length=40)
    feminine = models.CharField(max_length=150)
    masculine = models.CharField(max_length=150)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ("code", "starts_on", "id")
        constraints = (
            dates_in_order("job_dates_in_order"),
            ExclusionConstraint(
                name="one_job_per_code_at_a_date",
                expressions=(("code", RangeOperators.EQUAL), (Validity(), RangeOperators.OVERLAPS)),
                violation_error_message="Ce métier est déjà décrit à cette date.",
            ),
        )


class Wording(models.Model):
    """R14: the words of the house, « Président du conseil exécutif » for one."""

    wall = PUBLIC

    code = models.SlugField(primary_key=True, max_length=40)
    text = models.CharField(max_length=150)

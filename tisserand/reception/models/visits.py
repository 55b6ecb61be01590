"""A coming, and the day of a site: the line, its tickets, and the number that tells two screens they differ."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.kernel.ids import new_id
from tisserand.reception import walls
from tisserand.reception.rules.visits import GONE, LEGAL_REPRESENTATIVE, State


class SiteDay(models.Model):
    """One row a day and site, locked by whoever writes a visit: tickets follow each other, `version` tells screens."""

    wall = walls.SITE_DAY

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    day = models.DateField()
    tickets = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("-day", "id")
        constraints = (models.UniqueConstraint(fields=("site", "day"), name="site_day_once"),)


class Visit(models.Model):
    """Somebody came, called or was met; with or without a name (invariant 2)."""

    wall = walls.VISIT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    day = models.DateField()
    ticket = models.PositiveIntegerField()
    # When it happened, and when it was written: a paper sheet is typed later with its true date.
    arrived_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=40)
    contact_author = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    purpose_text = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    called_as = models.CharField(max_length=60, blank=True)
    recording_refused = models.BooleanField(default=False)
    attendance = ArrayField(models.CharField(max_length=40), default=list)
    measure_scope = models.CharField(max_length=200, blank=True)
    minor_alone = models.BooleanField(default=False)
    parents_informed = models.BooleanField(null=True)
    parents_reason = models.CharField(max_length=200, blank=True)
    meant_for = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=State.WAITING)
    received_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    # Told to the line by the rooms of the story, which the line may not read.
    danger = models.BooleanField(default=False)
    has_demand = models.BooleanField(default=False)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-arrived_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("site", "day", "ticket"), name="visit_one_ticket"),
            models.UniqueConstraint(
                fields=("site", "day", "person"),
                condition=Q(state=State.WAITING),
                name="visit_waits_once",
                violation_error_message="Cette personne est déjà dans la file.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="visit_known_state",
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=[State.WAITING, State.MISTAKEN], received_by=None, received_at=None))
                | Q(state=State.RECEIVED, received_by__isnull=False, received_at__isnull=False)
                | Q(state__in=[State.CLOSED, State.LEFT]),
                name="visit_received_by_somebody",
                violation_error_message="Une personne en entretien est reçue par quelqu’un.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, ended_at__isnull=False) & ~Q(outcome__in=["", GONE])
                | Q(state=State.LEFT, ended_at__isnull=False, outcome=GONE)
                | Q(state__in=[State.WAITING, State.RECEIVED, State.MISTAKEN], ended_at=None, outcome=""),
                name="visit_ends_with_outcome",
                violation_error_message="Une venue se termine avec une issue.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CLOSED, State.MISTAKEN], danger=True),
                name="visit_not_closed_in_danger",
                violation_error_message="Un danger immédiat est ouvert : dites d’abord son issue.",
            ),
            models.CheckConstraint(
                condition=Q(recording_refused=False) | Q(person=None),
                name="visit_refused_has_no_name",
                violation_error_message="Elle refuse d’être enregistrée : sa venue reste sans nom.",
            ),
            models.CheckConstraint(
                condition=Q(minor_alone=False) | (Q(parents_informed__isnull=False) & ~Q(parents_reason="")),
                name="visit_minor_alone_is_explained",
                violation_error_message="Dites si les parents du mineur sont informés, et pourquoi.",
            ),
            models.CheckConstraint(
                condition=~Q(attendance__contains=[LEGAL_REPRESENTATIVE]) | ~Q(measure_scope=""),
                name="visit_measure_has_scope",
                violation_error_message="Dites sur quoi porte la mesure du représentant légal.",
            ),
        )
        indexes = (
            models.Index(fields=("site", "day", "state", "arrived_at"), name="visit_line"),
            models.Index(fields=("person", "-arrived_at"), name="visit_by_person"),
            # A day asks who is here, wherever: among the comings of years, few are not over.
            models.Index(fields=("day", "state"), condition=Q(ended_at=None), name="visit_not_over"),
            models.Index(fields=("received_by", "-arrived_at"), name="visit_by_receiver"),
        )

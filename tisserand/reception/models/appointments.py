"""Appointments and home visits: whom, with whom, when and where. No column can hold a motive."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from tisserand.access.terms import Both, ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Wall, When
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF, ByCareTeam, ByGuarded
from tisserand.reception.rules.appointments import Place, State
from tisserand.reception.walls import ABOUT, Kept

AGENDA = ByUnit("unit_id", "appointments.see")


class Moment(Func):
    """[starts_at, ends_at)."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Appointment(models.Model):
    """`follows` is the one that was postponed or missed before it; `visibility` follows the person's."""

    # Whoever may not see a protected person does not see a hole in the agenda either.
    wall = Wall(
        ByAccount("professional_id"),
        ByCovered("professional_id"),
        When("visibility", STAFF, AGENDA),
        Both(ByGuarded(), AGENDA),
        ByCareTeam(),
        Kept(),
        **ABOUT,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF)
    professional = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    place = models.CharField(max_length=20, default=Place.OFFICE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=20, default=State.PLANNED)
    told_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # What a room above had it fixed for, by identifier: that row is behind another wall.
    fixed_for = models.UUIDField(null=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            ExclusionConstraint(
                name="appointment_never_twice",
                expressions=(
                    ("professional", RangeOperators.EQUAL),
                    (Moment("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ),
                condition=Q(state=State.PLANNED),
                violation_error_message="Ce professionnel a déjà un rendez-vous à cette heure.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="appointment_times_in_order",
                violation_error_message="La fin du rendez-vous est avant son début.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PLANNED, told_at=None)
                | Q(state__in=sorted(set(State) - {State.PLANNED}), told_at__isnull=False),
                name="appointment_known_state",
                violation_error_message="Un rendez-vous passé porte l’heure où l’on a dit comment il s’est terminé.",
            ),
            models.CheckConstraint(
                condition=Q(place__in=sorted(Place)),
                name="appointment_known_place",
                violation_error_message="Ce lieu de rendez-vous n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MISSED) | Q(obligation__isnull=False),
                name="appointment_missed_is_taken_up",
                violation_error_message="Après un rendez-vous non honoré, quelqu’un reprend contact.",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "starts_at", "id"), name="appointment_by_unit"),
            models.Index(fields=("professional", "starts_at", "id"), name="appointment_by_professional"),
            models.Index(fields=("person", "-starts_at"), name="appointment_by_person"),
        )

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

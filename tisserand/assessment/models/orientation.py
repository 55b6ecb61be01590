"""An orientation to a pôle or an internal service, and each of its moves."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.terms import ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Wall
from tisserand.assessment.models.about import one_of
from tisserand.assessment.rules.orientation import AT_THE_POLE, ENDED, State
from tisserand.assessment.rules.orientation_refusals import How
from tisserand.kernel.ids import new_id
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import STAFF, ByCareTeam, Knowing
from tisserand.reception.walls import Kept

OVER = [str(state) for state in sorted(ENDED)]
# The manager of who sends, the pôle, the manager of who will accompany.
UNITS = (
    ByUnit("from_unit_id", "orientations.attribute"),
    ByUnit("addressed_to_id", "orientations.answer"),
    ByUnit("attribution_unit_id", "orientations.attribute"),
)
NEEDS_PROFESSIONAL = [str(state) for state in (State.ATTRIBUTED, State.MET)]


class Orientation(models.Model):
    """`addressed_to` is empty until it is sent: before, the pôle sees nothing; it sees only what is passed (R25).

    Owner and due date repeat those of the obligation for the readers whose wall does not show it: the sender reads
    here who has her orientation in hand, and since when.
    """

    wall = Wall(
        ByAccount("author_id"),
        Knowing(UNITS),
        ByAccount("attributed_to_id"),
        ByCovered("attributed_to_id"),
        ByCareTeam("person_id"),
        Kept(),
        person="person_id",
        reads=IN_EMERGENCY,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    from_unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    # Where it comes from, by identifier: those rows are behind other walls.
    assessment_id = models.UUIDField(null=True)
    visit_id = models.UUIDField(null=True)
    state = models.CharField(max_length=12, default=State.PROPOSED)
    state_since = models.DateTimeField()
    proposed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(null=True)

    reasons = models.TextField()
    asks = models.TextField(blank=True)
    asks_language = models.CharField(max_length=10, default="fr")
    urgency = models.CharField(max_length=20, default="ordinary")
    # What she chose to pass on, one by one, copied as it was that day: label, text, source.
    passed = models.JSONField(default=list)
    agreed_on = models.DateField(null=True)
    agreed_how = models.CharField(max_length=10, blank=True)

    addressed_to = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    admissible_at = models.DateTimeField(null=True)
    refusals = models.PositiveSmallIntegerField(default=0)
    # The pôle that a refusal names instead.
    suggested_unit = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    attribution_unit = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    attributed_to = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    attributed_on = models.DateField(null=True)
    # In the agenda of who will meet her; its hour is repeated for the readers whose wall does not show it.
    first_appointment = models.ForeignKey("reception.Appointment", models.PROTECT, null=True, related_name="+")
    first_appointment_at = models.DateTimeField(null=True)
    met_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=40, blank=True)

    owner_unit = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    act = models.ForeignKey("activity.Act", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due_at", "id")
        constraints = (
            one_of("state", State, "orientation_state", "Cet état n’existe pas."),
            one_of("agreed_how", ("", *How), "orientation_agreed_how", "Dites si l’accord est dit ou écrit."),
            # Nobody falls between two chairs (invariant 1): over, or an owner and a next date.
            models.CheckConstraint(
                condition=Q(state__in=OVER, closed_at__isnull=False)
                | Q(
                    ~Q(state__in=OVER),
                    closed_at=None,
                    obligation__isnull=False,
                    owner_unit__isnull=False,
                    due_at__isnull=False,
                ),
                name="orientation_open_is_owned",
                violation_error_message="Une orientation ouverte a quelqu’un et une prochaine date.",
            ),
            # Nothing leaves before she agreed.
            models.CheckConstraint(
                condition=Q(addressed_to=None) | Q(agreed_on__isnull=False, sent_at__isnull=False),
                name="orientation_sent_with_agreement",
                violation_error_message="L’orientation part quand la personne a donné son accord.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(state) for state in sorted(AT_THE_POLE)]) | Q(addressed_to__isnull=False),
                name="orientation_at_the_pole_is_addressed",
                violation_error_message="Une orientation envoyée a un destinataire.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PROPOSED, State.AGREED, State.DECLINED, State.ARBITRATION])
                | Q(addressed_to=None),
                name="orientation_not_sent_is_hidden",
                violation_error_message="Le pôle ne voit rien avant l’envoi.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NEEDS_PROFESSIONAL)
                | Q(attributed_to__isnull=False, attribution_unit__isnull=False, attributed_on__isnull=False),
                name="orientation_attributed_to_somebody",
                violation_error_message="Dites à qui l’orientation est attribuée.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.MET, met_on__isnull=False) | (~Q(state=State.MET) & Q(met_on=None)),
                name="orientation_met_is_dated",
                violation_error_message="Datez le premier rendez-vous tenu.",
            ),
            models.CheckConstraint(
                condition=Q(first_appointment_at=None)
                | Q(first_appointment__isnull=False)
                | Q(closed_at__isnull=False),
                name="orientation_meeting_is_in_the_agenda",
                violation_error_message="Le premier rendez-vous est dans l’agenda de qui reçoit la personne.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.WITHDRAWN, State.CLOSED]) | ~Q(close_reason=""),
                name="orientation_closed_with_reason",
                violation_error_message="Dites pourquoi l’orientation s’arrête.",
            ),
            models.UniqueConstraint(
                fields=("person", "to_unit"),
                condition=Q(closed_at=None),
                name="orientation_open_once_per_pole",
                violation_error_message="Une orientation vers ce pôle est déjà en cours pour cette personne.",
            ),
            models.UniqueConstraint(fields=("author", "request_key"), name="orientation_once_per_request"),
        )
        indexes = (
            models.Index(fields=("due_at", "id"), condition=Q(closed_at=None), name="orientation_open_by_due"),
            models.Index(fields=("addressed_to", "due_at"), name="orientation_by_pole"),
            models.Index(fields=("attribution_unit", "due_at"), name="orientation_by_attribution"),
            models.Index(fields=("from_unit", "due_at"), name="orientation_by_sender"),
            models.Index(fields=("author", "due_at"), name="orientation_by_author"),
            models.Index(fields=("attributed_to", "due_at"), name="orientation_by_professional"),
            models.Index(F("closed_at").desc(), "id", name="orientation_by_end", condition=Q(closed_at__isnull=False)),
        )


class OrientationMove(models.Model):
    """One line of its thread: sender, receiver, acceptance, waiting time (R03). Never changed.

    A pôle reads the moves made while the orientation was addressed to it, and no other pôle's refusal.
    """

    append_only = True
    # But for `privacy`, which takes the words of it away when the file ends (decision D16).
    leaves_with_her = True
    wall = Wall(
        ByAccount("by_id"),
        ByAccount("sender_id"),
        Knowing(UNITS),
        ByCareTeam("person_id"),
        Kept(),
        person="person_id",
        reads=IN_EMERGENCY,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    orientation = models.ForeignKey(Orientation, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    sender = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    addressed_to = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    attribution_unit = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    # The version of the orientation that this move made: two moves of one request have the same instant.
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    owner_before = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    owner_after = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    # Where it was going, and who had the next move by name, when this line was written.
    to_unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    named = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    article = models.CharField(max_length=200, blank=True)
    suggested_unit = models.ForeignKey("access.Unit", models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        # By the column: through the key, Django would join the orientation, which a former pôle no longer sees.
        ordering = ("orientation_id", "version", "id")
        constraints = (
            models.UniqueConstraint(fields=("orientation", "version"), name="orientation_move_once_per_version"),
            one_of("to_state", State, "orientation_move_to", "Cet état n’existe pas."),
            one_of("from_state", ("", *State), "orientation_move_from", "Cet état n’existe pas."),
        )
        indexes = (models.Index(fields=("person", "at"), name="orientation_move_by_person"),)

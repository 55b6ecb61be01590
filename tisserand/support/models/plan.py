"""The plan itself: who, why, until when, on what consent, and what its référent owes next."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import Wall
from tisserand.kernel.ids import new_id
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.walls import STAFF
from tisserand.support.models.of_plan import SEEN_BY, one_of
from tisserand.support.rules import Formalisation, Origin, State

ADHERES = Q(adhesion_on__isnull=False, withdrawn_on=None)
MANDATED = Q(origin=Origin.IMPOSED, mandate_decided_on__isnull=False, mandate_document_id__isnull=False) & ~Q(
    mandate_authority=""
)
PLAN_DATES = Q(starts_on__isnull=False, ends_on__isnull=False, activated_at__isnull=False)


class Plan(models.Model):
    """`obligation` is what the référent owes next, `regulation` what the team owes until it validates.

    At least one objective and a criterion set beforehand: see the trigger in the migration.
    """

    wall = Wall(*SEEN_BY, person="person_id", reads=IN_EMERGENCY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    team = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    referent = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=State.DRAFT)
    origin = models.CharField(max_length=20)
    origin_orientation_id = models.UUIDField(null=True)
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # What she wants to change, in her words: the title of the page and of the paper.
    words = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    first_ends_on = models.DateField(null=True)
    review_on = models.DateField(null=True)

    adhesion_on = models.DateField(null=True)
    adhesion_words = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal_words = models.TextField(blank=True)
    mandate_authority = models.CharField(max_length=200, blank=True)
    mandate_nature = models.CharField(max_length=200, blank=True)
    mandate_reference = models.CharField(max_length=120, blank=True)
    mandate_decided_on = models.DateField(null=True)
    mandate_document_id = models.UUIDField(null=True)

    formalisation = models.CharField(max_length=20, blank=True)
    formalised_on = models.DateField(null=True)
    formalised_language = models.CharField(max_length=60, blank=True)

    question = models.TextField(blank=True)
    activated_at = models.DateTimeField(null=True)
    activation = models.ForeignKey("activity.Act", models.PROTECT, null=True, related_name="+")
    regulated_on = models.DateField(null=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    regulation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    # To name another référent: this one stepped aside from the person.
    replacement = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=30, blank=True)
    result = models.CharField(max_length=20, blank=True)
    closing_words = models.TextField(blank=True)
    relay_to = models.CharField(max_length=200, blank=True)
    relay = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            one_of("state", State, "plan_state", "Cet état n’existe pas."),
            one_of("origin", Origin, "plan_origin", "Dites d’où vient cet accompagnement."),
            one_of("formalisation", ("", *Formalisation), "plan_formalisation", "Dites comment le projet a été remis."),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) | Q(obligation__isnull=False),
                name="plan_open_has_obligation",
                violation_error_message="Un accompagnement ouvert a toujours une prochaine date.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACTIVE) | (PLAN_DATES & (ADHERES | MANDATED)),
                name="plan_active_is_agreed_and_ends",
                violation_error_message="Il manque l’adhésion datée (ou la décision jointe) ou la date de fin.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACTIVE) | Q(regulated_on__isnull=False) | Q(regulation__isnull=False),
                name="plan_active_is_regulated",
                violation_error_message="Un accompagnement actif passe devant l’équipe.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="plan_dates_in_order",
                violation_error_message="La fin est avant le début.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(adhesion_on__isnull=False, withdrawn_on__gte=F("adhesion_on")),
                name="plan_withdrawn_after_adhesion",
                violation_error_message="Le retrait est avant l’adhésion.",
            ),
            models.CheckConstraint(
                condition=Q(formalisation="", formalised_on=None)
                | (~Q(formalisation="") & Q(formalised_on__isnull=False)),
                name="plan_formalised_is_dated",
                violation_error_message="Datez la remise du projet.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.CLOSED) & Q(closed_on=None, closing="", result=""))
                | (Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(closing="") & ~Q(result="")),
                name="plan_closed_with_reason_and_result",
                violation_error_message="Dites pourquoi l’accompagnement se termine et avec quel résultat.",
            ),
            models.CheckConstraint(
                condition=~Q(closing="relay") | ~Q(relay_to=""),
                name="plan_relay_names_who",
                violation_error_message="Dites qui prend le relais.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-created_at"), name="plan_by_person"),
            models.Index(fields=("referent", "state"), name="plan_by_referent"),
            models.Index(
                fields=("team", "activated_at"),
                condition=Q(state=State.ACTIVE, regulated_on=None),
                name="plan_to_regulate",
            ),
        )


class Beneficiary(models.Model):
    """Somebody else the plan is for. Adhesion is individual (practice.md): each says yes for herself."""

    wall = Wall(*SEEN_BY, person="person_id", reads=IN_EMERGENCY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    # The one whose plan it is, for the wall; `who` is the other one.
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    who = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    team = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    referent = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    adhesion_on = models.DateField(null=True)

    class Meta:
        ordering = ("plan_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "who"),
                name="beneficiary_once",
                violation_error_message="Cette personne est déjà dans le plan.",
            ),
        )

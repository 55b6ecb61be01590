"""The procedure: who asks, for which hearing, where it stands, and what is owed next."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tisserand.access.walls import Wall
from tisserand.inquiries.models.of_inquiry import KNOWN_TO_HER_TEAM, MEMBERS, OfInquiry, one_of
from tisserand.inquiries.rules import Landlord, Outcome, State
from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF


class Eviction(models.Model):
    """`obligation` is what is owed next. `offering` and `sending` are the two dates of the décret (rule EXP-5).

    `paper` is the diagnosis as it was sent; bringing it up to date lets it go, and the next one is sent anew.
    """

    wall = Wall(*MEMBERS, person="person_id", reads=KNOWN_TO_HER_TEAM)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    evaluator = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    # The evaluator accompanies her already: why it is all the same this colleague.
    double_role = models.TextField(blank=True)
    state = models.CharField(max_length=12, default=State.RECEIVED)

    referred_by = models.CharField(max_length=20)
    exploc_reference = models.CharField(max_length=60, blank=True)
    seized_on = models.DateField()
    court = models.CharField(max_length=200)
    court_reference = models.CharField(max_length=60, blank=True)
    hearing_on = models.DateField()
    first_hearing_on = models.DateField()
    landlord = models.CharField(max_length=12)
    landlord_name = models.CharField(max_length=200)
    landlord_contact = models.CharField(max_length=200, blank=True)
    lease_on = models.DateField()
    announced_debt = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    summons_to_pay_on = models.DateField(null=True)
    ccapex_on = models.DateField(null=True)
    assigned_on = models.DateField(null=True)
    notified_on = models.DateField(null=True)

    outcome = models.CharField(max_length=10, blank=True)
    met_on = models.DateField(null=True)
    met_how = models.CharField(max_length=20, blank=True)
    unmet = models.CharField(max_length=20, blank=True)
    support_agreed_on = models.DateField(null=True)
    support_agreed_words = models.TextField(blank=True)
    written_on = models.DateField(null=True)
    read_on = models.DateField(null=True)
    read_how = models.CharField(max_length=20, blank=True)
    paper = models.ForeignKey("inquiries.SentDiagnosis", models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    judgment = models.CharField(max_length=20, blank=True)
    judgment_words = models.TextField(blank=True)
    delay_until = models.DateField(null=True)
    offered_on = models.DateField(null=True)
    offers = ArrayField(models.CharField(max_length=20), default=list)
    offer_answer = models.CharField(max_length=20, blank=True)
    offer_words = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=20, blank=True)
    closing_words = models.TextField(blank=True)

    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    offering = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    sending = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            one_of("state", State, "eviction_state", "Cet état n’existe pas."),
            one_of("landlord", Landlord, "eviction_landlord", "Dites qui est le bailleur."),
            one_of("outcome", ("", *Outcome), "eviction_outcome", "Dites si la personne a été rencontrée."),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) | Q(obligation__isnull=False),
                name="eviction_open_has_obligation",
                violation_error_message="Une enquête ouverte a toujours une prochaine date.",
            ),
            models.CheckConstraint(
                condition=Q(hearing_on__gt=F("seized_on")),
                name="eviction_dates_in_order",
                violation_error_message="L’audience vient après la saisine.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RECEIVED) | Q(evaluator=None),
                name="eviction_received_has_no_evaluator",
                violation_error_message="Une enquête attribuée n’est plus à attribuer.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(outcome=Outcome.NOT_MET) | Q(read_on__isnull=False),
                name="eviction_sent_was_read",
                violation_error_message="La personne lit le diagnostic avant qu’il parte.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_on__isnull=False),
                name="eviction_sent_is_dated",
                violation_error_message="Datez l’envoi.",
            ),
            models.CheckConstraint(
                condition=(Q(heard_on=None) & Q(judgment="")) | (Q(heard_on__isnull=False) & ~Q(judgment="")),
                name="eviction_heard_has_judgment",
                violation_error_message="Dites ce que le juge a décidé.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.CLOSED) & Q(closed_on=None, closing=""))
                | (Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(closing="")),
                name="eviction_closed_with_reason",
                violation_error_message="Dites pourquoi l’enquête se termine.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-created_at"), name="eviction_by_person"),
            models.Index(fields=("evaluator", "state"), name="eviction_by_evaluator"),
            models.Index(fields=("unit", "state"), name="eviction_by_unit"),
        )


class HearingDate(OfInquiry):
    """Where the hearing stood, and why it moved: added, never changed."""

    wall = Wall(*MEMBERS, person="person_id", reads=KNOWN_TO_HER_TEAM)

    hearing_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta(OfInquiry.Meta):
        ordering = ("-written_at", "-id")


class Attempt(OfInquiry):
    """What was done to meet her, and what proves it."""

    done_on = models.DateField()
    channel = models.CharField(max_length=20)
    proof = models.CharField(max_length=300)
    answer = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    act = models.ForeignKey("activity.Act", models.PROTECT, null=True, related_name="+")

    class Meta(OfInquiry.Meta):
        ordering = ("-done_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(proof=""), name="attempt_is_proved", violation_error_message="Écrivez ce qui le prouve."
            ),
        )

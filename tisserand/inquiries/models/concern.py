"""A concern about the children of a home: what was decided, who evaluates, what is owed next."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tisserand.inquiries.models.of_concern import UNIT_ALONE, OfConcern, Walled
from tisserand.inquiries.models.of_inquiry import one_of
from tisserand.inquiries.rules.concern_states import Clash, Conclusion, Qualification, Stage
from tisserand.kernel.ids import short_reference


def _codes():
    return ArrayField(models.CharField(max_length=30), default=list)


class Concern(Walled):
    """`obligation` is what is owed next; `evaluating` runs from the reception (rule IP-3), `beside` is the same promise
    in the hands of the second evaluator."""

    stage = models.CharField(max_length=12, default=Stage.RECEIVED)
    received_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    from_department = models.CharField(max_length=100, blank=True)
    # A child under two shortens the evaluation (rule IP-3).
    under_two = models.BooleanField(default=False)
    qualification = models.CharField(max_length=20, blank=True)
    qualified_on = models.DateField(null=True)
    reasons = models.TextField(blank=True)

    analysis = models.TextField(blank=True)
    conclusion = models.CharField(max_length=12, blank=True)
    conclusion_words = models.TextField(blank=True)
    actions = _codes()
    grounds = _codes()
    referral_words = models.TextField(blank=True)
    concluded_on = models.DateField(null=True)
    referred_on = models.DateField(null=True)
    parents_told_on = models.DateField(null=True)
    parents_untold = models.TextField(blank=True)
    transferred_to = models.CharField(max_length=100, blank=True)
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=20, blank=True)

    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    evaluating = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    beside = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            one_of("stage", Stage, "concern_stage", "Cet état n’existe pas."),
            one_of("qualification", ("", *Qualification), "concern_qualification", "Choisissez la suite donnée."),
            one_of("conclusion", ("", *Conclusion), "concern_conclusion", "Choisissez la conclusion."),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED) | Q(obligation__isnull=False),
                name="concern_open_has_obligation",
                violation_error_message="Une information préoccupante ouverte a toujours une prochaine date.",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.EVALUATING) | Q(evaluator__isnull=False, co_evaluator__isnull=False),
                name="concern_evaluated_by_two",
                violation_error_message="Une évaluation se conduit à deux.",
            ),
            models.CheckConstraint(
                condition=Q(evaluator=None) | Q(co_evaluator=None) | ~Q(evaluator=F("co_evaluator")),
                name="concern_two_are_two",
                violation_error_message="Nommez deux personnes différentes.",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.CONCLUDED) | (~Q(conclusion="") & Q(concluded_on__isnull=False)),
                name="concern_concluded",
                violation_error_message="Dites la conclusion.",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.REFERRED) | Q(referred_on__isnull=False),
                name="concern_referred_is_dated",
                violation_error_message="Datez l’envoi au procureur.",
            ),
            models.CheckConstraint(
                condition=(~Q(stage=Stage.CLOSED) & Q(closed_on=None, closing=""))
                | (Q(stage=Stage.CLOSED, closed_on__isnull=False) & ~Q(closing="")),
                name="concern_closed_with_reason",
                violation_error_message="Dites comment cela se termine.",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "stage"), name="concern_by_unit"),
            models.Index(fields=("evaluator", "stage"), name="concern_by_evaluator"),
            models.Index(fields=("co_evaluator", "stage"), name="concern_by_co_evaluator"),
        )

    @property
    def reference(self) -> str:
        return short_reference(self.pk)


class Conflict(OfConcern):
    """An evaluator was already engaged with the family: who, why all the same. For those who name evaluators alone."""

    wall = UNIT_ALONE

    account = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    clash = models.CharField(max_length=12)
    reason = models.TextField()

    class Meta:
        ordering = ("-written_at", "-id")
        constraints = (
            one_of("clash", Clash, "conflict_clash", "Ce conflit n’existe pas."),
            models.CheckConstraint(
                condition=~Q(reason=""), name="conflict_says_why", violation_error_message="Dites pourquoi."
            ),
        )

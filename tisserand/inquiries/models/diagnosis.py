"""What is written for the judge, under the headings of the form (CERFA 16227*01), and what was sent."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.inquiries.models.of_inquiry import OfInquiry, one_of
from tisserand.inquiries.rules import Recipient, Side


def _codes():
    return ArrayField(models.CharField(max_length=30), default=list)


def _money():
    return models.DecimalField(max_digits=12, decimal_places=2, null=True)


class Diagnosis(OfInquiry):
    """One for each inquiry, written little by little."""

    adults = models.PositiveSmallIntegerField(null=True)
    children = models.PositiveSmallIntegerField(null=True)
    household = models.TextField(blank=True)
    work = models.TextField(blank=True)
    housing = models.CharField(max_length=20, blank=True)
    housing_words = models.TextField(blank=True)
    rent = _money()
    housing_aid = _money()
    budget_words = models.TextField(blank=True)
    debt = _money()
    debt_on = models.DateField(null=True)
    first_default_on = models.DateField(null=True)
    causes = _codes()
    causes_words = models.TextField(blank=True)
    resumed_on = models.DateField(null=True)
    repayment = models.TextField(blank=True)
    steps = _codes()
    steps_words = models.TextField(blank=True)
    sources = _codes()
    keep = models.CharField(max_length=20, blank=True)
    keep_words = models.TextField(blank=True)
    rehouse = models.CharField(max_length=20, blank=True)
    rehouse_words = models.TextField(blank=True)
    consequences = models.TextField(blank=True)
    tenant_words = models.TextField(blank=True)
    landlord_words = models.TextField(blank=True)
    landlord_heard_on = models.DateField(null=True)

    class Meta(OfInquiry.Meta):
        ordering = ("-written_at", "id")
        constraints = (models.UniqueConstraint(fields=("eviction",), name="diagnosis_once"),)


class BudgetLine(OfInquiry):
    """An amount a month: what comes in, what goes out."""

    side = models.CharField(max_length=10)
    code = models.CharField(max_length=30)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta(OfInquiry.Meta):
        ordering = ("eviction_id", "side", "code")
        constraints = (
            one_of("side", Side, "budgetline_side", "Dites si c’est une ressource, une charge ou une dette."),
            models.UniqueConstraint(fields=("eviction", "code"), name="budgetline_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="budgetline_not_negative",
                violation_error_message="Un montant n’est pas négatif.",
            ),
        )


class SentDiagnosis(OfInquiry):
    """The paper as it left: added, never changed. Kept here and not among her papers, which her team reads."""

    carence = models.BooleanField()
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    data = models.JSONField(default=dict)

    class Meta(OfInquiry.Meta):
        ordering = ("-written_at", "-id")


class Dispatch(OfInquiry):
    """To whom the diagnosis was sent, when, how, and what proves it."""

    paper = models.ForeignKey(SentDiagnosis, models.PROTECT, related_name="+")
    to = models.CharField(max_length=10)
    sent_on = models.DateField()
    channel = models.CharField(max_length=20)
    proof = models.CharField(max_length=300)

    class Meta(OfInquiry.Meta):
        ordering = ("-sent_on", "-id")
        constraints = (
            one_of("to", Recipient, "dispatch_to", "Dites à qui."),
            models.UniqueConstraint(
                fields=("paper", "to"), name="dispatch_once", violation_error_message="Déjà transmis à ce destinataire."
            ),
            models.CheckConstraint(
                condition=~Q(proof=""), name="dispatch_is_proved", violation_error_message="Écrivez ce qui le prouve."
            ),
        )

"""Signatures, papers as they left, and what proves that they did. Added, never changed."""

from django.db import models
from django.db.models import Q

from tisserand.inquiries.models.of_concern import OfConcern
from tisserand.inquiries.models.of_inquiry import one_of
from tisserand.inquiries.rules.concern_states import Recipient, Writing


class Signature(OfConcern):
    """`agrees` false: her disagreement stands with the common conclusion. A new proposal is signed anew."""

    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    # A proposal that was replaced keeps its signatures; they no longer count.
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ("written_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("concern", "author"), condition=Q(stands=True), name="signature_once"),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""),
                name="signature_disagreement_in_words",
                violation_error_message="Écrivez le désaccord.",
            ),
        )


class ConcernPaper(OfConcern):
    """Kept here and not among her papers, which her team reads."""

    kind = models.CharField(max_length=12)
    transmission = models.ForeignKey("inquiries.Transmission", models.PROTECT, null=True, related_name="+")
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ("-written_at", "-id")
        constraints = (one_of("kind", Writing, "concernpaper_kind", "Cet écrit n’existe pas."),)


class ConcernDispatch(OfConcern):
    to = models.CharField(max_length=12)
    whom = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField()
    channel = models.CharField(max_length=20)
    proof = models.CharField(max_length=300)

    class Meta:
        ordering = ("-sent_on", "-id")
        constraints = (
            one_of("to", Recipient, "concerndispatch_to", "Dites à qui."),
            models.CheckConstraint(
                condition=~Q(proof=""),
                name="concerndispatch_is_proved",
                violation_error_message="Écrivez ce qui le prouve.",
            ),
        )

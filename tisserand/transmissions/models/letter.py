"""A letter that leaves the house: what it says, on what ground, as it left, with what proof, and what came back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.access.walls import Wall
from tisserand.people.walls import STAFF
from tisserand.transmissions.models.base import HER_TEAM, HOLDERS, Changing, OfLetter, not_empty, one_of
from tisserand.transmissions.rules import Reach, State


class Letter(Changing):
    """`said`: the headings of its kind. `obligation` is what is owed next; `paper` the letter as it is sealed."""

    wall = Wall(*HOLDERS, person="person_id", reads=HER_TEAM)

    visibility = models.CharField(max_length=10, default=STAFF, db_default=STAFF)
    holder = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=30)
    reach = models.CharField(max_length=10)
    recipient = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=State.DRAFT)

    said = models.JSONField(default=dict)
    unknown = ArrayField(models.CharField(max_length=30), default=list)
    quality = models.CharField(max_length=10, blank=True)
    victim = models.CharField(max_length=10, blank=True)
    victim_words = models.TextField(blank=True)
    agreement = models.CharField(max_length=12, blank=True)
    agreed_on = models.DateField(null=True)
    agreement_words = models.TextField(blank=True)
    danger = models.CharField(max_length=10, blank=True)
    certificate = models.CharField(max_length=10, blank=True)
    certificate_on = models.DateField(null=True)
    doctor = models.CharField(max_length=200, blank=True)
    doctor_is_listed = models.BooleanField(default=False)
    informed = models.CharField(max_length=10, blank=True)
    informed_on = models.DateField(null=True)
    informed_words = models.TextField(blank=True)
    caisse = models.CharField(max_length=20, blank=True)

    paper = models.ForeignKey("transmissions.SealedLetter", models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=20, blank=True)
    closing_words = models.TextField(blank=True)
    obligation = models.ForeignKey("deadlines.Obligation", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            one_of("state", State, "letter_state", "Cet état n’existe pas."),
            one_of("reach", Reach, "letter_reach", "Dites qui lit cette lettre."),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) | Q(obligation__isnull=False),
                name="letter_open_has_obligation",
                violation_error_message="Une transmission ouverte a toujours une prochaine date.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SEALED) | Q(paper__isnull=False),
                name="letter_sealed_has_paper",
                violation_error_message="Une lettre prête à partir est gardée telle quelle.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SENT, State.ANSWERED]) | Q(sent_on__isnull=False),
                name="letter_sent_is_dated",
                violation_error_message="Datez l’envoi.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.CLOSED) & Q(closed_on=None, closing=""))
                | (Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(closing="")),
                name="letter_closed_with_reason",
                violation_error_message="Dites pourquoi elle se termine.",
            ),
        )
        indexes = (
            models.Index(fields=("person", "-created_at"), name="letter_by_person"),
            models.Index(fields=("holder", "state"), name="letter_by_holder"),
            models.Index(fields=("unit", "state"), name="letter_by_unit"),
        )


class SealedLetter(OfLetter):
    """The letter as it may leave. Kept here and not among her papers: another wall (record 0018)."""

    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    data = models.JSONField(default=dict)

    class Meta(OfLetter.Meta):
        ordering = ("-written_at", "-id")


class Dispatch(OfLetter):
    """To whom, when, how, and what proves it. Without `paper`, it left without the product."""

    paper = models.ForeignKey(SealedLetter, models.PROTECT, null=True, related_name="+")
    to = models.CharField(max_length=20)
    ground = models.CharField(max_length=20)
    sent_on = models.DateField()
    channel = models.CharField(max_length=20)
    reference = models.CharField(max_length=100, blank=True)
    proof = models.CharField(max_length=300)

    class Meta(OfLetter.Meta):
        ordering = ("-sent_on", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("letter", "to"),
                name="letter_sent_once",
                violation_error_message="Déjà transmis à ce destinataire.",
            ),
            not_empty("proof", "letter_sending_is_proved", "Écrivez ce qui le prouve."),
        )


class Answer(OfLetter):
    """What came back; a second answer does not replace the first."""

    answer = models.CharField(max_length=20)
    heard_on = models.DateField()
    words = models.TextField(blank=True)

    class Meta(OfLetter.Meta):
        ordering = ("-heard_on", "-id")

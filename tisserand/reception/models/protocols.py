"""The protocol for social emergencies, version after version (R24). PostgreSQL refuses to change a published one."""

from django.db import models
from django.db.models import F, Q

from tisserand.kernel.ids import new_id
from tisserand.reception import walls
from tisserand.reception.rules import urgency
from tisserand.reception.rules.urgency import State, Text


class Protocol(models.Model):
    """A version. It has a number from its publication on; « replaced » is what the next one's day says."""

    wall = walls.PROTOCOL

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveSmallIntegerField(null=True, unique=True)
    state = models.CharField(max_length=10, default=State.DRAFT)
    applies_on = models.DateField(null=True)
    changes = models.TextField(blank=True)
    definition = models.TextField(blank=True)
    closing_rule = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = (F("number").desc(nulls_first=True), "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=sorted(State)),
                name="protocol_known_state",
                violation_error_message="Une version est en préparation, publiée ou retirée.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, number=None, applies_on=None, published_at=None)
                | Q(number__isnull=False, applies_on__isnull=False, published_at__isnull=False) & ~Q(state=State.DRAFT),
                name="protocol_published_is_dated",
                violation_error_message="Une version publiée a un numéro et un jour.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_at=None),
                name="protocol_withdrawn_is_dated",
                violation_error_message="Une version retirée porte l’heure de son retrait.",
            ),
            models.UniqueConstraint(
                fields=("state",),
                condition=Q(state=State.DRAFT),
                name="protocol_one_draft",
                violation_error_message="Une version est déjà en préparation.",
            ),
            models.UniqueConstraint(
                fields=("applies_on",),
                condition=Q(state=State.PUBLISHED),
                name="protocol_one_a_day",
                violation_error_message="Une autre version s’applique à partir de ce jour.",
            ),
        )


class ProtocolAnswer(models.Model):
    """What a version answers to one kind of danger. Relays and resources are lists that live and die with it."""

    wall = walls.PROTOCOL

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    first = models.CharField(max_length=urgency.LONGEST_WORDS, blank=True)
    relays = models.JSONField(default=list)
    resources = models.JSONField(default=list)
    attention = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("protocol", "kind", "id")
        constraints = (models.UniqueConstraint(fields=("protocol", "kind"), name="protocol_answers_once"),)

    @property
    def answer(self) -> urgency.Answer:
        return urgency.answer_of(self.first, self.relays, self.resources, self.attention)


def text_of(protocol: Protocol, answers: list[ProtocolAnswer]) -> Text:
    said = {row.kind: row.answer for row in sorted(answers, key=lambda row: urgency.rank(row.kind))}
    return Text(protocol.definition, protocol.closing_rule, said)

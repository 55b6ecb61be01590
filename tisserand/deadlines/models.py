"""Obligations: every open link of the chain has one owner and one next date (invariant 1)."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.terms import ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Open, Unless, Wall, When
from tisserand.deadlines.rules import APART_KIND, GUARDED_KIND
from tisserand.deadlines.walls import ByDuty
from tisserand.kernel.ids import new_id


class Obligation(models.Model):
    """Something a named team must do before an instant, and the colleague who has it in hand when one has.

    What it is about is named by `kind` and `subject`, never by a foreign key: those tables are above (decision D2).
    `label` says what is to be done, without a name nor a motive.
    """

    wall = Wall(
        Unless("kind", GUARDED_KIND, ByUnit("unit_id", "duties.see")),
        When("kind", GUARDED_KIND, ByUnit("unit_id", "restricted.gatekeep")),
        ByAccount("account_id"),
        Unless("kind", GUARDED_KIND, Unless("kind", APART_KIND, ByCovered("account_id"))),
        ByAccount("opened_by_id"),
        ByAccount("escalated_to_id"),
        person="person_id",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    subject = models.UUIDField()
    person_id = models.UUIDField(null=True)
    label = models.CharField(max_length=200)
    why = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    escalates_at = models.DateTimeField(null=True)
    # Its hour had come and there was nobody to tell.
    unheard_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=60, blank=True)
    # How many times the date moved: a promise that keeps moving is worth seeing.
    postponements = models.PositiveSmallIntegerField(default=0)
    # The rule of law that gave the date, the row that held on the day of the event, and what it branched on.
    rule = models.CharField(max_length=20, blank=True, db_default="")
    rule_version = models.CharField(max_length=60, blank=True, db_default="")
    event = models.CharField(max_length=60, blank=True, db_default="")
    event_on = models.DateField(null=True)
    territory = models.CharField(max_length=40, blank=True, db_default="")
    facts = models.JSONField(null=True)
    # « Fait hors outil le…, preuve ».
    done_on = models.DateField(null=True)
    proof = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        ordering = ("due_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="obligation_closed_with_outcome",
                violation_error_message="Dites comment cela s’est terminé.",
            ),
            models.CheckConstraint(
                condition=Q(rule="", event_on=None) | (~Q(rule="") & ~Q(rule_version="") & Q(event_on__isnull=False)),
                name="obligation_rule_with_event",
                violation_error_message="Une échéance légale part d’un événement daté.",
            ),
            models.UniqueConstraint(
                fields=("kind", "subject", "rule"),
                condition=Q(closed_at=None) & ~Q(rule=""),
                name="obligation_open_once_by_rule",
                violation_error_message="Cette échéance court déjà.",
            ),
        )
        indexes = (
            models.Index(fields=("account", "due_at"), condition=Q(closed_at=None), name="obligation_open_by_account"),
            models.Index(fields=("unit", "due_at"), condition=Q(closed_at=None), name="obligation_open_by_unit"),
            models.Index(fields=("person_id", "due_at"), condition=Q(closed_at=None), name="obligation_open_by_person"),
            models.Index(fields=("kind", "subject"), name="obligation_by_subject"),
            models.Index(fields=("opened_by",), name="obligation_by_opener"),
            models.Index(fields=("escalates_at",), condition=Q(closed_at=None), name="obligation_to_escalate"),
        )


class Move(models.Model):
    """A date that an event moved: what it was, why it moved, who said so. Seen with its obligation."""

    wall = Wall(ByDuty("obligation_id"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="+")
    person_id = models.UUIDField(null=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    event_was_on = models.DateField()
    was_due_at = models.DateTimeField()
    was_why = models.CharField(max_length=300)
    rule_version = models.CharField(max_length=60)

    class Meta:
        ordering = ("moved_at", "id")
        indexes = (
            models.Index(fields=("obligation", "moved_at"), name="move_by_obligation"),
            models.Index(fields=("person_id",), name="move_by_person"),
        )


class Adjustment(models.Model):
    """The length that the département chose for a rule it may set: a dated row, from a decision."""

    wall = Open("Un délai choisi par le service : aucune personne.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.CharField(max_length=20)
    offset = models.SmallIntegerField()
    decision = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("rule", "starts_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("rule",), condition=Q(ends_before=None), name="adjustment_one_open_by_rule"
            ),
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(ends_before__gt=F("starts_on")),
                name="adjustment_dates_in_order",
                violation_error_message="Ce délai finit avant de commencer.",
            ),
        )


class Tally(models.Model):
    """What a night found open in a unit: how much, how late. A unit, never a colleague (invariant 6)."""

    wall = Wall(ByUnit("unit_id", "duties.see"))

    id = models.BigAutoField(primary_key=True)
    on = models.DateField()
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    late = models.PositiveIntegerField()
    soon = models.PositiveIntegerField()
    later = models.PositiveIntegerField()
    oldest_due_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "unit_id")
        constraints = (models.UniqueConstraint(fields=("on", "unit"), name="tally_once_a_night"),)

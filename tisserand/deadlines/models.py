"""Obligations: every open link of the chain has one owner and one next date (invariant 1)."""

from django.db import models
from django.db.models import F, Q

from tisserand.access.terms import ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Open, Unless, Wall, When
from tisserand.deadlines.rules import APART_KIND, GUARDED_KIND, Passed
from tisserand.deadlines.walls import ByDuty, ByReaders
from tisserand.kernel.ids import new_id


class Obligation(models.Model):
    """Something a named team must do before an instant, and the colleague who has it in hand when one has.

    What it is about is named by `kind` and `subject`, never by a foreign key: those tables are above (decision D2).
    `label` says what is to be done, without a name nor a motive; beside the person it still tells, hence `ByReaders`.
    """

    wall = Wall(
        ByAccount("account_id"),
        ByAccount("opened_by_id"),
        ByAccount("escalated_to_id"),
        Unless("kind", GUARDED_KIND, Unless("kind", APART_KIND, ByCovered("account_id"))),
        When("kind", GUARDED_KIND, ByUnit("unit_id", "restricted.gatekeep")),
        ByReaders("unit_id", "kind", "account_id"),
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
    # What an agenda shows of it, its date or its words, was changed then.
    changed_at = models.DateTimeField(null=True)
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
            models.Index(fields=("subject",), condition=Q(closed_at=None), name="obligation_open_by_subject"),
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


class Passing(models.Model):
    """Given to a colleague, or told to somebody who decides, by hand. No reason: it would speak of the person."""

    wall = Wall(ByDuty("obligation_id"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    # Nobody when it was to be taken in the team.
    held_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey("access.Account", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=sorted(Passed)),
                name="passing_known_kind",
                violation_error_message="Une échéance se confie ou se signale.",
            ),
        )
        indexes = (models.Index(fields=("obligation", "at"), name="passing_by_obligation"),)


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
    request_key = models.UUIDField(null=True, unique=True)

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


class Feed(models.Model):
    """The address under which an agenda reads somebody's duties: known by a fingerprint, the secret is hers."""

    wall = Open("Cherché par son empreinte avant de savoir qui demande ; ne tient ni personne ni échéance.")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("access.Account", models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("account",), condition=Q(revoked_at=None), name="feed_one_open_by_account"),
        )


class Digest(models.Model):
    """The mail of a morning: how many, never what nor about whom. One for an account and a day."""

    wall = Wall(ByAccount("account_id"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("access.Account", models.CASCADE, related_name="+")
    on = models.DateField()
    late = models.PositiveIntegerField()
    today = models.PositiveIntegerField()
    week = models.PositiveIntegerField()
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (models.UniqueConstraint(fields=("account", "on"), name="digest_once_a_morning"),)


class NoDigest(models.Model):
    """She reads her screen, not her mail."""

    wall = Wall(ByAccount("account_id"))

    account = models.OneToOneField("access.Account", models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField()

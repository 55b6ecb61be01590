"""Obligations: every open link of the chain has one owner and one next date (invariant 1)."""

from django.db import models
from django.db.models import Q

from tisserand.access.terms import ByCovered
from tisserand.access.walls import ByAccount, ByUnit, Unless, Wall, When
from tisserand.deadlines.rules import GUARDED_KIND
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
        Unless("kind", GUARDED_KIND, ByCovered("account_id")),
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

    class Meta:
        ordering = ("due_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="obligation_closed_with_outcome",
                violation_error_message="Dites comment cela s’est terminé.",
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

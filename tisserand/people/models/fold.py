"""Two files joined, one split, one entry put where it belongs: what moved, so that it can go back (record 0010)."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from tisserand.people import walls
from tisserand.people.models.about import AboutPerson, one_of
from tisserand.people.rules.merging import FoldKind


class Fold(AboutPerson):
    """`person` received what was said of `other`. `former`: what her identity said before; `given`: what it took."""

    wall = walls.FOLD

    other = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    # The transaction that may move its rows: the one that makes it, then the one that undoes it.
    xid = models.BigIntegerField(
        db_default=Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())
    )
    # What sort of entry was moved, never what it says.
    what = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300)
    former = models.JSONField(default=dict)
    given = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField(max_length=300, blank=True)
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("-made_at", "id")
        constraints = (
            one_of("kind", FoldKind, "fold_kind", "Ce geste n’existe pas."),
            models.CheckConstraint(
                condition=~Q(person=F("other")),
                name="fold_between_two",
                violation_error_message="Choisissez deux dossiers différents.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="fold_says_why",
                violation_error_message="Dites pourquoi.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_reason="") | (Q(undone_at__isnull=False) & ~Q(undone_reason="")),
                name="fold_undone_says_why",
                violation_error_message="Dites pourquoi vous défaites.",
            ),
            models.UniqueConstraint(
                fields=("other",), condition=Q(kind=FoldKind.MERGE, undone_at=None), name="fold_joined_once"
            ),
        )


class FoldedRow(models.Model):
    """One row, by table, column and key: it moved, it was hers already, or it went with another when that was undone.

    Written by `walls.fold_…` only.
    """

    wall = walls.FOLDED_ROW

    id = models.BigAutoField(primary_key=True)
    fold = models.ForeignKey(Fold, models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    visibility = models.CharField(max_length=10)
    place = models.CharField(max_length=80)
    key = models.CharField(max_length=40)
    how = models.CharField(max_length=5)

    class Meta:
        ordering = ("fold", "id")
        constraints = (models.UniqueConstraint(fields=("fold", "place", "key"), name="folded_row_once"),)

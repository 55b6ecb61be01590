"""The wall around a concern: the unit that receives it, the two who evaluate it by name, and nobody else.

An emergency does not open it, neither does standing in for a colleague (decision D4, practice.md).
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tisserand.access.walls import Apart, ByAccount, ByUnit, Term, Wall, array
from tisserand.kernel.ids import new_id


@dataclass(frozen=True)
class NotKnowing:
    """`terms` hold unless the actor stepped aside from somebody of this home."""

    terms: tuple[Term, ...]
    column: str = "files"

    def q(self, actor) -> Q:
        seen = reduce(or_, (term.q(actor) for term in self.terms))
        return seen & Q(Apart(self.column, "%s::uuid[]", [array(actor.denied)])) if actor.denied else seen

    def sql(self) -> str:
        said = " or ".join(f"({term.sql()})" for term in self.terms)
        return f"not ({self.column} && (select walls.denied())::uuid[]) and ({said})"


UNIT = ByUnit("unit_id", "concerns.see")
MEMBERS = (UNIT, ByAccount("evaluator_id"), ByAccount("co_evaluator_id"))
# What concerns the choice of the evaluators is for those who choose (practice.md: never the requester).
UNIT_ALONE = Wall(NotKnowing((UNIT,)))


class Walled(models.Model):
    """Whose it is, on every row: a policy reads no other table (decision D5).

    `files`: those of the home who have a file here, by identifier and without a key: a concern has an end of its own.
    """

    wall = Wall(NotKnowing(MEMBERS))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    evaluator = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    co_evaluator = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    files = ArrayField(models.UUIDField(), default=list)
    changed_by = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class OfConcern(Walled):
    concern = models.ForeignKey("inquiries.Concern", models.PROTECT, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Walled.Meta):
        abstract = True

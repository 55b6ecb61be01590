"""Who may see a kept document: those who accompany the person; its author, the week she wrote it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from tisserand.access.walls import ByCapability, Term, Unless, Wall, When
from tisserand.people.folding import Part, folding
from tisserand.people.walls import ByCareTeam, agreeing

# A former référent has seven days to finish, then the file is no longer hers (practice.md).
AUTHOR_DAYS = 7


@dataclass(frozen=True)
class ByRecentAuthor:
    """The actor made the row less than `days` ago."""

    days: int

    def q(self, actor) -> Q:
        return Q(author_id=actor.account_id, created_at__gt=Now() - timedelta(days=self.days))

    def sql(self) -> str:
        return f"author_id = (select walls.account()) and created_at > now() - interval '{self.days} days'"


# Written once, under one's own name, about somebody one has not stepped aside from. No request changes or removes it.
BY_ITS_AUTHOR = (
    "author_id = (select walls.account()) and (person_id is null or person_id <> all((select walls.denied())::uuid[]))"
)
# The copy of a whole file holds more than any one team may read: the privacy officer hands it over.
COPIES = ("copie_dossier", "copie_dossier_donnees")


def but_copies(term: Term) -> Term:
    for kind in COPIES:
        term = Unless("kind", kind, term)
    return term


DOCUMENT = Wall(
    but_copies(ByCareTeam()),
    but_copies(ByRecentAuthor(AUTHOR_DAYS)),
    *(When("kind", kind, ByCapability("rights.manage")) for kind in COPIES),
    person="person_id",
    inserts=BY_ITS_AUTHOR,
)
MAIL = Wall(ByCapability("journal.read"), inserts="true")

FOLDED = (Part("documents_document", follows=("subject",)),)
FUNCTIONS = (
    *agreeing("documents_agree", ("documents_document",), visibility=False),
    *folding("documents", FOLDED),
)

from tisserand.people.models.care import CareTeam, Consent
from tisserand.people.models.contact import Address, ContactPoint, PriorityAnswer
from tisserand.people.models.fold import Fold, FoldedRow
from tisserand.people.models.history import PersonEvent
from tisserand.people.models.person import DistinctDecision, Person
from tisserand.people.models.search import NamePair, Word, WordForm
from tisserand.people.models.ties import Household, HouseholdMember, Tie

__all__ = (
    "Address",
    "CareTeam",
    "Consent",
    "ContactPoint",
    "DistinctDecision",
    "Fold",
    "FoldedRow",
    "Household",
    "HouseholdMember",
    "NamePair",
    "Person",
    "PersonEvent",
    "PriorityAnswer",
    "Tie",
    "Word",
    "WordForm",
)

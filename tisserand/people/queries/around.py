"""Whoever lives with somebody or is tied to her, told by name and birth alone."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from uuid import UUID

from django.db.models import Q

from tisserand.access.queries import visible
from tisserand.people.models import HouseholdMember, Tie
from tisserand.people.queries.cards import Card, cards


def around(actor, persons: Iterable[UUID]) -> tuple[Card, ...]:
    """Where she lives and her number are hers to tell: a tie may be confidential. Three queries for any number."""
    asked = list(persons)
    today = visible(HouseholdMember, actor).filter(ends_before=None)
    homes = today.filter(person_id__in=asked).order_by().values("household_id")
    members = today.filter(household__in=homes).order_by("household_id", "id").values_list("person_id", flat=True)
    ties = visible(Tie, actor).filter(Q(person_id__in=asked) | Q(other_id__in=asked), ends_before=None).order_by("id")
    near = dict.fromkeys([*members, *chain.from_iterable(ties.values_list("person_id", "other_id"))])
    known = cards(actor, near)
    return tuple(replace(known[one], usual_place="", phone="", tells_phone=False) for one in near if one in known)

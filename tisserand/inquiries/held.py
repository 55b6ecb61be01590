"""Inquiries and concerns that are not over (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.inquiries.rules.states import State

HELD = (
    Held("inquiries.Eviction", ("unit",), ~Q(state=State.CLOSED), ("enquête", "enquêtes")),
    Held(
        "inquiries.Concern",
        ("unit",),
        ~Q(stage=Stage.CLOSED),
        ("information préoccupante", "informations préoccupantes"),
        person=None,
    ),
)

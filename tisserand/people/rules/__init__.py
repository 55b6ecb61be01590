"""What may be said of a person, how she is named, and why a name typed could be hers. No Django."""

from tisserand.people.rules.generalising import GENERATION, SMALLEST_GROUP
from tisserand.people.rules.identity import (
    ANOTHER,
    Identity,
    refusals_before_birth,
    refusals_to_create_twin,
    refusals_to_name,
)
from tisserand.people.rules.likeness import Names, Reason, looks_like, reasons
from tisserand.people.rules.naming import display_name, list_key, name_words
from tisserand.people.rules.states import (
    IDENTITY_FIELDS,
    AddressKind,
    Authority,
    Channel,
    Decision,
    Proof,
    Visibility,
)
from tisserand.people.rules.typed import Typed, read_query

__all__ = (
    "ANOTHER",
    "GENERATION",
    "IDENTITY_FIELDS",
    "AddressKind",
    "Authority",
    "Channel",
    "Decision",
    "Identity",
    "Names",
    "Proof",
    "Reason",
    "SMALLEST_GROUP",
    "Typed",
    "Visibility",
    "display_name",
    "list_key",
    "looks_like",
    "name_words",
    "refusals_to_create_twin",
    "read_query",
    "reasons",
    "refusals_before_birth",
    "refusals_to_name",
)

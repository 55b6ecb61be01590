"""What her identity said before each change, kept by PostgreSQL itself (decision D10, record 0011)."""

from tisserand.access.history import before_each_change
from tisserand.people import walls
from tisserand.people.models.person import Person

SAID = (
    "civility",
    "birth_name",
    "used_name",
    "first_names",
    "called_as",
    "birth_year",
    "birth_month",
    "birth_day",
    "birth_place",
    "death_on",
    "language",
    "interpreter_needed",
    "unknown_fields",
    "refused_fields",
    "proof",
    "proof_seen_on",
)


class PersonEvent(before_each_change(Person, SAID, ("visibility", "changed_at", "changed_by"))):
    """`visibility` follows the person's: see `walls.identities_agree`."""

    wall = walls.IDENTITY_HISTORY
    append_only = True
    leaves_with_her = True

    class Meta:
        ordering = ("-pgh_created_at", "-pgh_id")

"""Who reads what an obligation says: in its unit, whoever reads the thing that it is about (record 0021).

« Recueillir les observations avant de suspendre », beside a name, tells what the wall of the procedure keeps. Said by
the beginning of a kind: a kind that begins in no way of these is read in no unit, and refused by the tests.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

# Follows what a unit owes; alone, it reads what says nothing that the unit does not know.
FOLLOWS = "duties.see"


@dataclass(frozen=True)
class Readers:
    """`reads`: in the unit, whoever has it in hand. `takes`: besides, when nobody has. `works`: may be given it."""

    reads: tuple[str, ...]
    works: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        return FOLLOWS not in self.reads

    def readers(self, *, held: bool) -> tuple[str, ...]:
        return self.reads if held else (*self.reads, *self.takes)


# A path, a breach, a measure or a file of debts in nobody's hands is its team's (`support.walls.InNobodysHands`).
FOLLOWED = Readers(("plans.see",), works=("plans.write",), takes=("plans.write",))
LETTER = Readers(("transmissions.see",), works=("transmissions.write",))
CONCERN = Readers(("concerns.see",))

READERS: Mapping[str, Readers] = {
    # The most numerous first: a row is compared in this order.
    # She came, she is to be called, somebody is in danger: what a whole site knows, never why.
    "reception": Readers((FOLLOWS,)),
    # Who is to be named in a unit: nobody's story.
    "deadlines": Readers((FOLLOWS,)),
    "support": Readers(("plans.see",), works=("plans.write",)),
    "support.rsa": FOLLOWED,
    "support.breach": FOLLOWED,
    "support.court": FOLLOWED,
    "support.debt": FOLLOWED,
    # Relayed to a whole unit: whoever opens files there accompanies her (`people.walls.WholeUnit`).
    "support.relay": Readers(("plans.see",), works=("plans.write", "files.read"), takes=("files.read",)),
    "assessment.first": Readers(("assessments.see",), works=("assessments.write",)),
    "assessment.orientation": Readers(
        ("orientations.answer", "orientations.attribute"), works=("orientations.propose",)
    ),
    "inquiries.eviction": Readers(("inquiries.see",), works=("inquiries.conduct",)),
    "inquiries.concern": CONCERN,
    "inquiries.transmission": CONCERN,
    "inquiries.figures": CONCERN,
    "transmissions.letter": LETTER,
    "transmissions.measure": LETTER,
    "transmissions.domiciliation": Readers(("domiciliations.keep",)),
    # Which colleague opened a file that was not hers is told to those who judge it.
    "people.emergency": Readers(("accesses.judge",)),
    "privacy.request": Readers(("rights.manage",)),
    "privacy.due": Readers(("retention.manage",)),
    "privacy.many_files": Readers(("journal.read",)),
}


def named_in(table: Container[str], kind: str) -> str:
    """A step of a thing goes by the name of the thing; nothing for what the table does not know."""
    while kind and kind not in table:
        kind = kind.rpartition(".")[0]
    return kind


def holders_of(kind: str) -> frozenset[str]:
    """Any of these, to be given an obligation of this kind."""
    known = named_in(READERS, kind)
    return frozenset((*READERS[known].reads, *READERS[known].works)) if known else frozenset()


def kinds_read() -> dict[str, list[str]]:
    """Capability to what it reads in a unit."""
    return _by_capability({kind: one.reads for kind, one in READERS.items()})


def kinds_taken() -> dict[str, list[str]]:
    """Capability to what it reads besides, in nobody’s hands."""
    return _by_capability({kind: one.takes for kind, one in READERS.items()})


def _by_capability(said: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """A kind goes without saying when the thing that it is a step of is there."""
    found: dict[str, list[str]] = {}
    for kind, capabilities in sorted(said.items(), key=lambda one: one[0].count(".")):
        for capability in capabilities:
            known = found.setdefault(capability, [])
            if not named_in(known, kind):
                known.append(kind)
    return found

"""What is read by a whole team and done by one of them alone: a decision is not taken by whoever sees that it waits.

Said by the whole kind, or by the row of the book where the kind says only what it is about. In nobody's hands, it is
offered to those who may do it, and to whoever decides in the unit, who gives it to one of them.
"""

from collections.abc import Mapping

TAKERS: Mapping[str, str] = {
    "assessment.first.attribute_support": "orientations.attribute",
    "support.regulate": "plans.regulate",
    "support.breach.decide": "rsa.decide",
    "support.breach.notify": "rsa.decide",
}
TAKERS_OF_RULES: Mapping[str, str] = {"RSA-8c": "rsa.decide", "RSA-8d": "rsa.decide"}


def taker_of(kind: str, rule: str) -> str:
    """The capability that it asks for, or nothing when whoever reads it may do it."""
    return TAKERS.get(kind) or TAKERS_OF_RULES.get(rule, "")


def asking_for() -> dict[str, tuple[list[str], list[str]]]:
    """Capability to the kinds, and the rules, that ask for it."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for number, table in enumerate((TAKERS, TAKERS_OF_RULES)):
        for name, capability in table.items():
            found.setdefault(capability, ([], []))[number].append(name)
    return found

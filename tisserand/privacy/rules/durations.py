"""How long each kind is kept: dated rows of the reference, and what the privacy officer decided within their bounds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from tisserand.kernel.refusals import Refusal

REFERENCE = Path(__file__).parents[1] / "reference" / "retention.toml"
# CNIL 2021-122: beyond a year, logs are kept only for an internal control that is written down.
LONGEST_LOG_WITHOUT_REASON = 12
JOURNAL = "journal"


class Reference(StrEnum):
    LAST_CONTACT = "last_contact"
    MANDATE = "mandate"
    MAJORITY = "majority"
    CLOSING = "closing"
    WRITTEN = "written"
    EXPIRY = "expiry"
    NONE = "none"


REFERENCE_WORDS = {
    Reference.LAST_CONTACT: "après le dernier contact",
    Reference.MANDATE: "après le dernier mandat",
    Reference.MAJORITY: "après le dernier contact ou la majorité",
    Reference.CLOSING: "après la clôture, ou la dernière réponse à qui a alerté",
    Reference.WRITTEN: "après l’écriture",
    Reference.EXPIRY: "à l’expiration",
    Reference.NONE: "",
}


@dataclass(frozen=True)
class Rule:
    """`months` or `days`; neither means that nothing is destroyed until somebody decides, or ever."""

    kind: str
    label: str
    what: str
    reference: Reference
    configurable: bool
    visa: bool
    legal: str
    evidence: str
    confidence: str
    valid_from: date
    valid_to: date | None = None
    months: int | None = None
    days: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def undecided(self) -> bool:
        return self.configurable and self.months is None


@cache
def rules() -> tuple[Rule, ...]:
    rows = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["rule"]
    return tuple(Rule(**{**row, "reference": Reference(row["reference"])}) for row in rows)


def rules_on(day: date) -> dict[str, Rule]:
    """The rule of each kind in force that day."""
    return {
        rule.kind: rule for rule in rules() if rule.valid_from <= day and (rule.valid_to is None or day < rule.valid_to)
    }


def months_of(rule: Rule, decided: Mapping[str, int]) -> int | None:
    """What the privacy officer decided, else what the text says."""
    return decided.get(rule.kind, rule.months)


def refusals_to_decide(rule: Rule | None, *, months: int | None, reason: str) -> tuple[Refusal, ...]:
    if rule is None or not rule.configurable:
        return (Refusal("fixed", "Cette durée n’est pas à décider."),)
    refusals = []
    if months is None or not (rule.least or 0) <= months <= (rule.most or months):
        refusals.append(Refusal("bounds", f"Choisissez entre {rule.least} et {rule.most} mois.", "months"))
    elif rule.kind == JOURNAL and months > LONGEST_LOG_WITHOUT_REASON and len(reason.split()) < 3:
        refusals.append(
            Refusal(
                "control", "Au-delà d’un an, décrivez le contrôle interne qui justifie de garder les traces.", "reason"
            )
        )
    if not reason.strip():
        refusals.append(Refusal("reason", "Écrivez la raison de cette décision.", "reason"))
    return tuple(refusals)

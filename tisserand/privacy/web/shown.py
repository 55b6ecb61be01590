"""Rows as these pages say them: no name, a short reference, dates and reasons."""

from collections.abc import Mapping
from datetime import date

from tisserand.kernel.ids import short_reference
from tisserand.kernel.register import rooms, tables
from tisserand.privacy.rules.durations import REFERENCE_WORDS, Rule, months_of, rules_on
from tisserand.privacy.rules.retention import CONCERN

# A concern goes whole, when it ends.
DESTROYED = {"remove", "expire"}
KEPT_BY = {
    "hold": "suspendu",
    "unfinished": "quelque chose est en cours",
    "undecided": "durée à décider",
    "empty": "dernier contact inconnu",
    "not_due": "la personne est revenue",
    "not_announced": "annonce à refaire",
    "announced_lately": "annonce trop récente",
    "gone": "déjà parti",
}


OF_CONCERN = {"not_due": "une réponse est venue depuis", "empty": "pas encore close"}


def due_line(row) -> dict:
    return {
        "reference": short_reference(row.person_id),
        "person": row.person_id,
        "site": row.site.name if row.site else "sans site",
        "kind": label_of(row.kind),
        "reference_on": row.reference_on,
        "planned_on": row.planned_on,
        "kept": _kept(row),
    }


def bordereau_line(row) -> dict:
    return {
        "reference": short_reference(row.person_id),
        "site": row.site.name if row.site else "sans site",
        "kind": label_of(row.kind),
        "reference_on": row.reference_on,
        "due_on": row.due_on,
        "gone": "détruite" if row.kind == CONCERN else "anonymisé",
        "gone_on": row.anonymised_on,
        "kept": _kept(row),
    }


def _kept(row) -> list[str]:
    words = KEPT_BY | OF_CONCERN if row.kind == CONCERN else KEPT_BY
    return [words.get(code, code) for code in row.kept_by]


def label_of(kind: str) -> str:
    rule = rules_on(date.max).get(kind)
    return rule.label if rule else kind


def undecided(today: date, decided: Mapping[str, int]) -> list[Rule]:
    return [rule for rule in rules_on(today).values() if rule.configurable and months_of(rule, decided) is None]


def rehearsal(found: Mapping[str, int]) -> list[tuple[str, list[tuple[str, int]]]]:
    """What a list takes away, and what it leaves without a name."""
    said = {table.label: table for room in rooms() for table in tables(room)}
    known = [(said[label], number) for label, number in found.items() if label in said]
    gone = sorted((table.called, number) for table, number in known if table.end in DESTROYED)
    kept = sorted((table.called, number) for table, number in known if table.end == "strip")
    groups = (("Ce qui est détruit", gone), ("Ce qui reste, sans nom ni récit", kept))
    return [(title, lines) for title, lines in groups if lines]


def duration(rule: Rule, decided: Mapping[str, int]) -> str:
    months = months_of(rule, decided)
    if months is not None:
        return f"{_time(months)} {REFERENCE_WORDS[rule.reference]}"
    if rule.days is not None:
        return f"{rule.days} jours {REFERENCE_WORDS[rule.reference]}" if rule.days else REFERENCE_WORDS[rule.reference]
    return "à décider" if rule.configurable else "sans fin automatique"


def _time(months: int) -> str:
    years, rest = divmod(months, 12)
    if rest:
        return f"{months} mois"
    return "un an" if years == 1 else f"{years} ans"

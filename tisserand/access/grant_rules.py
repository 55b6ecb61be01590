"""Grants that end by themselves: an emergency, a person of another site, the cover of an absent colleague."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from tisserand.kernel.refusals import Refusal

REFERENCE = Path(__file__).parent / "reference" / "grants.toml"
# « J’ai besoin » says nothing to whoever reads it afterwards.
SHORTEST_REASON, LONGEST_REASON = 10, 300
# Longer than an absence is another assignment: the team is asked again.
LONGEST_COVER = timedelta(days=183)
# What is asked of whoever stands in: she opens files.
OPENS_FILES = "files.read"


class Kind(StrEnum):
    EMERGENCY = "emergency"
    ELSEWHERE = "elsewhere"


class Verdict(StrEnum):
    JUSTIFIED = "justified"
    INQUIRE = "inquire"


VERDICT_LABELS = {Verdict.JUSTIFIED: "Justifié", Verdict.INQUIRE: "À instruire"}


@cache
def _motives() -> list[dict]:
    rows: list[dict] = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["motives"]
    return rows


def motives(on: date | None = None) -> Mapping[str, str]:
    """Code and label of the reasons for an emergency: those in force `on`, or all that ever were."""
    return {row["code"]: row["label"] for row in _motives() if on is None or _in_force(row, on)}


def _in_force(row: dict, on: date) -> bool:
    return row["starts_on"] <= on < row.get("ends_before", date.max)


def is_open(starts_at: datetime, ends_at: datetime, ended_at: datetime | None, *, at: datetime) -> bool:
    """In [start, end), whichever end comes first."""
    return starts_at <= at < (ended_at or ends_at)


def refusals_to_break_glass(*, motive: str, words: str, on: date) -> tuple[Refusal, ...]:
    refusals = []
    if motive not in motives(on):
        refusals.append(Refusal("motive", "Choisissez ce qui rend cet accès urgent.", "motive"))
    return (*refusals, *refusals_to_declare(words))


def refusals_to_declare(words: str) -> tuple[Refusal, ...]:
    said = len(words.strip())
    if said < SHORTEST_REASON:
        return (Refusal("words", "Dites en une phrase pourquoi vous ouvrez ce dossier.", "words"),)
    if said > LONGEST_REASON:
        return (Refusal("long", "Dites-le en 300 caractères au plus.", "words"),)
    return ()


def refusals_to_review(*, verdict: str, words: str) -> tuple[Refusal, ...]:
    if verdict not in set(Verdict):
        return (Refusal("verdict", "Dites si cet accès est justifié ou à instruire.", "verdict"),)
    if verdict == Verdict.INQUIRE and not words.strip():
        return (Refusal("words", "Dites ce qui reste à éclaircir.", "words"),)
    return ()


def refusals_to_cover(
    *, same: bool, in_reach: bool, opens_files: bool, starts_on: date, ends_on: date, reason: str, today: date
) -> tuple[Refusal, ...]:
    """`ends_on` is the last day of the absence."""
    refusals = []
    if same:
        refusals.append(Refusal("same", "Choisissez deux personnes différentes.", "covering"))
    if not in_reach:
        refusals.append(Refusal("reach", "Ces deux collègues doivent travailler dans vos équipes.", "covering"))
    if not opens_files:
        refusals.append(
            Refusal("files", "Ce collègue n’ouvre pas de dossier\u00a0: il ne peut pas remplacer.", "covering")
        )
    if ends_on < starts_on:
        refusals.append(Refusal("order", "Le dernier jour est avant le premier.", "ends_on"))
    if ends_on < today:
        refusals.append(Refusal("past", "Ce remplacement serait déjà terminé.", "ends_on"))
    if ends_on - starts_on > LONGEST_COVER:
        refusals.append(
            Refusal("long", "Un remplacement dure six mois au plus. Au-delà, changez l’affectation.", "ends_on")
        )
    if not reason.strip():
        refusals.append(Refusal("reason", "Dites pourquoi\u00a0: congé, formation, arrêt…", "reason"))
    return tuple(refusals)

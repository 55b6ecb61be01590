"""When two files may be joined, what each field keeps, and what may be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tisserand.kernel.known import Knowledge
from tisserand.kernel.refusals import Refusal
from tisserand.people.rules.identity import Identity
from tisserand.people.rules.states import IDENTITY_FIELDS, REACHED_BY, Visibility


class FoldKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"


# What is chosen field by field; « pièce vue » goes with its day.
CHOSEN = (
    "civility",
    "used_name",
    "birth_name",
    "first_names",
    "called_as",
    "birth",
    "birth_place",
    "death_on",
    "language",
    "interpreter_needed",
    "proof",
)


@dataclass(frozen=True)
class FileFacts:
    """A file as the rules see it. `keeps`: the actor keeps it, if it is protected."""

    visibility: str
    joined: bool
    keeps: bool
    version: int
    expected_version: int


def refusals_to_merge(kept: FileFacts, other: FileFacts, *, same: bool, reason: str) -> tuple[Refusal, ...]:
    refusals = []
    if same:
        refusals.append(Refusal("same", "C’est deux fois le même dossier. Choisissez l’autre.", "other"))
    if kept.joined or other.joined:
        refusals.append(Refusal("joined", "L’un de ces dossiers est déjà réuni à un autre. Rouvrez la page."))
    if any(file.version != file.expected_version for file in (kept, other)):
        changed = "Une de ces identités a changé depuis que vous l’avez lue. Relisez-la, puis choisissez de nouveau."
        refusals.append(Refusal("changed", changed))
    return (*refusals, *refusals_between(kept, other), *refusals_of_reason(reason))


def refusals_between(first: FileFacts, second: FileFacts) -> Iterable[Refusal]:
    """Protected files: only who keeps both, and both closed in the same way."""
    seen = {first.visibility, second.visibility}
    if Visibility.SHADOW in seen:
        yield Refusal("shadow", "Cette identité attend d’être vérifiée par qui garde les dossiers protégés.")
    elif Visibility.RESTRICTED in seen and not (first.keeps and second.keeps):
        yield Refusal("restricted", "Un dossier protégé ne se réunit que par la personne qui garde les deux.")


def refusals_of_reason(reason: str) -> Iterable[Refusal]:
    if not reason.strip():
        yield Refusal("reason", "Dites pourquoi, en une phrase. Elle reste dans les deux dossiers.", "reason")


def is_said(identity: Identity, name: str) -> bool:
    return bool(getattr(identity, name)) or identity.silences.get(name, Knowledge.UNASKED) is not Knowledge.UNASKED


def differing(kept: Identity, other: Identity) -> tuple[str, ...]:
    """The fields on which somebody has to choose: said differently on both sides."""
    return tuple(
        name
        for name in CHOSEN
        if getattr(kept, name) != getattr(other, name) and is_said(kept, name) and is_said(other, name)
    )


def joined_identity(kept: Identity, other: Identity, taken: Iterable[str]) -> Identity:
    """The kept one, with what only the other says and what was chosen from her (`taken`)."""
    chosen = set(taken) & set(differing(kept, other))
    from_other = {name for name in CHOSEN if name in chosen or (is_said(other, name) and not is_said(kept, name))}
    said: dict[str, Any] = {name: getattr(other, name) for name in from_other}
    if "proof" in from_other:
        said["proof_seen_on"] = other.proof_seen_on
    return replace(kept, **said, silences=_silences(kept, other, from_other))


def _silences(kept: Identity, other: Identity, from_other: set[str]) -> Mapping[str, Knowledge]:
    sides = {name: other if name in from_other else kept for name in IDENTITY_FIELDS}
    sides |= {name: kept if name in kept.silences else other for name in REACHED_BY}
    return {name: side.silences[name] for name, side in sides.items() if name in side.silences}


def restored(current: Mapping[str, Any], *, former: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What undoing gives back: what nobody corrected since."""
    return {name: value for name, value in former.items() if current[name] == given[name]}


def refusals_to_move(*, movable: bool, same: bool, reason: str) -> tuple[Refusal, ...]:
    refusals = []
    if not movable:
        refusals.append(Refusal("absent", "Cette pièce n’est plus dans ce dossier, ou suit une autre pièce."))
    if same:
        refusals.append(Refusal("same", "Cette pièce est déjà dans ce dossier. Choisissez une autre personne.", "to"))
    return (*refusals, *refusals_of_reason(reason))


def refusals_to_split(*, chosen: int, asked: int, reason: str) -> tuple[Refusal, ...]:
    refusals = []
    if not asked:
        refusals.append(Refusal("nothing", "Cochez au moins ce qui concerne la seconde personne.", "keys"))
    if chosen != asked:
        refusals.append(Refusal("absent", "Une pièce cochée n’est plus dans ce dossier. Relisez la liste.", "keys"))
    return (*refusals, *refusals_of_reason(reason))


def refusals_to_undo(*, undone: bool, latest: bool, keeps: bool, reason: str) -> tuple[Refusal, ...]:
    refusals = []
    if undone:
        refusals.append(Refusal("undone", "C’est déjà défait."))
    if not latest:
        refusals.append(Refusal("order", "Ce dossier a été réuni à un autre depuis. Défaites d’abord cela."))
    if not keeps:
        refusals.append(Refusal("restricted", "Un dossier protégé ne se défait que par la personne qui le garde."))
    return (*refusals, *refusals_of_reason(reason))


def consequences(kept: Mapping[str, int], other: Mapping[str, int]) -> tuple[str, ...]:
    """What joining does, said before it is done; what would be two is said, not refused."""
    twice = [what for what in ("Accompagnement", "Rendez-vous") if kept.get(what) and other.get(what)]
    received = ", ".join(f"{what.lower()}\u00a0: {number}" for what, number in sorted(other.items()))
    told = f"Ce dossier reçoit tout ce que l’autre contient ({received})." if received else ""
    return (
        told or "Ce dossier reçoit tout ce que l’autre contient, y compris ce que vous ne pouvez pas lire.",
        "L’autre dossier ne s’ouvre plus\u202f: ses anciennes adresses mènent à celui-ci. "
        "La recherche répond aux noms des deux.",
        *(f"Les deux ont «\u00a0{what}\u00a0»\u202f: il y en aura deux, à relire ensemble." for what in twice),
        "Celles et ceux qui accompagnent l’un des dossiers lisent désormais l’ensemble.",
        "Vous pourrez défaire\u202f: chaque pièce retournera où elle était.",
    )

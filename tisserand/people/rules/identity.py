"""Identity as said: only something to call the person by is needed, and every silence has its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tisserand.kernel.dates import PartialDate
from tisserand.kernel.known import Knowledge
from tisserand.kernel.refusals import Refusal
from tisserand.people.rules.states import ANSWERED_FIELDS, REACHED_BY, Proof

LONGEST_NAME = 120
NAMES = {
    "birth_name": "Le nom de naissance",
    "used_name": "Le nom d’usage",
    "first_names": "Le prénom",
    "called_as": "La façon de l’appeler",
    "birth_place": "Le lieu de naissance",
}
LONGEST_LANGUAGE = 60
ANOTHER = "C’est une autre personne"
NAMELESS = "Écrivez au moins un nom, un prénom ou la façon de l’appeler."


@dataclass(frozen=True)
class Identity:
    """All that is said of who she is. `silences` says why a field has no value; absent: nobody asked."""

    civility: str = ""
    birth_name: str = ""
    used_name: str = ""
    first_names: str = ""
    called_as: str = ""
    birth: PartialDate | None = None
    birth_place: str = ""
    death_on: date | None = None
    language: str = ""
    interpreter_needed: bool = False
    proof: str = Proof.DECLARED
    proof_seen_on: date | None = None
    silences: Mapping[str, Knowledge] = field(default_factory=dict)

    def silent(self, knowledge: Knowledge) -> list[str]:
        """The fields silent for that reason, those without a value only: a value answers."""
        return [
            name for name in ANSWERED_FIELDS if self.silences.get(name) == knowledge and not getattr(self, name, "")
        ]

    def reached_by(self) -> dict[str, Knowledge]:
        """What she answered of her telephone and her address, which are not written here."""
        return {name: self.silences[name] for name in REACHED_BY if name in self.silences}


def refusals_to_name(identity: Identity, *, today: date) -> tuple[Refusal, ...]:
    refusals = [
        Refusal("too_long", f"{label} dépasse {LONGEST_NAME} caractères.", name)
        for name, label in NAMES.items()
        if len(getattr(identity, name)) > LONGEST_NAME
    ]
    if len(identity.language) > LONGEST_LANGUAGE:
        refusals.append(Refusal("too_long", f"La langue dépasse {LONGEST_LANGUAGE} caractères.", "language"))
    if not any((identity.birth_name, identity.used_name, identity.first_names, identity.called_as)):
        refusals.append(Refusal("nameless", NAMELESS, "called_as"))
    return (*refusals, *_refused_dates(identity, today))


def refusals_to_create_twin(already: Iterable[str]) -> tuple[Refusal, ...]:
    """`already`: in words, those who have a file and bear the same name and first name, born the same day."""
    return tuple(
        Refusal(
            "twin", f"{who}, a déjà un dossier. Si c’est quelqu’un d’autre, cochez «\u00a0{ANOTHER}\u00a0».", "another"
        )
        for who in already
    )


def refusals_before_birth(birth: PartialDate | None, on: date | None, field: str) -> tuple[Refusal, ...]:
    """Nothing is said to her, nor by her, before she is born."""
    if birth and on and on < birth.earliest:
        text = "Cette date est avant la naissance de la personne. Vérifiez l’année."
        return (Refusal("before_birth", text, field),)
    return ()


def _refused_dates(identity: Identity, today: date) -> list[Refusal]:
    refusals = []
    if identity.birth and identity.birth.earliest > today:
        refusals.append(Refusal("unborn", "La naissance est dans l’avenir. Vérifiez l’année.", "birth"))
    if identity.death_on and identity.death_on > today:
        refusals.append(Refusal("death_ahead", "Le décès est dans l’avenir. Vérifiez la date.", "death_on"))
    if identity.birth and identity.death_on and identity.death_on < identity.birth.earliest:
        refusals.append(Refusal("death_before_birth", "Le décès est avant la naissance.", "death_on"))
    return refusals

"""R09: a site opens with two or three people, at least one of each job of reception."""

from collections.abc import Sequence

from tisserand.territories.rules.organisation import Role

LARGEST = 3
COMPOSITIONS = {2: "binôme", 3: "trinôme"}


def gaps(roles: Sequence[str]) -> tuple[str, ...]:
    """What a site lacks, in words that follow its name: « manque d’un secrétaire d’accueil »."""
    found = []
    if Role.RECEPTION_SECRETARY not in roles:
        found.append("il manque un secrétaire d’accueil")
    if Role.RECEPTION_WORKER not in roles:
        found.append("il manque un travailleur social d’accueil")
    if not found and len(roles) > LARGEST:
        found.append(f"{len(roles)} agents d’accueil, pour trois au plus")
    return tuple(found)


def composition(roles: Sequence[str]) -> str:
    """How people name it: binôme, trinôme; otherwise the count."""
    if gaps(roles):
        return "incomplet"
    return COMPOSITIONS[len(roles)]

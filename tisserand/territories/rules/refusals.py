"""Why an organisation may not be loaded: every reason at once, in sentences a director understands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.zones import is_zone
from tisserand.territories.rules import hours, priority, staffing
from tisserand.territories.rules.communes import CommuneFacts, index_of, look_up
from tisserand.territories.rules.organisation import Mission, Organisation, Role, Seat, UnitKind, UnitSheet

Index = Mapping[str, CommuneFacts]

LARGEST_TEAM = 3
NATURES = ("departement", "metropole", "collectivite_unique", "ccas")
COVERED_BY = {UnitKind.SITE: "de site d’accueil", UnitKind.TEAM: "d’équipe d’accompagnement"}
STAFF_NAMES = {
    Role.RECEPTION_SECRETARY: "secrétaires d’accueil",
    Role.RECEPTION_WORKER: "travailleurs sociaux d’accueil",
    Role.SUPPORT_WORKER: "travailleurs sociaux d’accompagnement",
}


def refusals_to_load(organisation: Organisation, communes: Iterable[CommuneFacts]) -> tuple[Refusal, ...]:
    communes = tuple(communes)
    index = index_of(communes)
    return (
        *_head_refusals(organisation),
        *_code_refusals(organisation),
        *_tree_refusals(organisation),
        *_job_refusals(organisation),
        *_commune_refusals(organisation, index),
        *_epci_refusals(organisation, index),
        *_coverage_refusals(organisation, communes, index),
        *_team_refusals(organisation),
        *_site_refusals(organisation),
        *_pole_refusals(organisation),
        *_staff_refusals(organisation),
        *_closing_refusals(organisation),
        *priority.refusals_to_describe(organisation.priority_areas, index),
        *_showcase_refusals(organisation),
    )


def _head_refusals(organisation: Organisation) -> Iterator[Refusal]:
    if not is_zone(organisation.time_zone):
        example = "Écrivez par exemple « America/Guadeloupe » ou « Europe/Paris »."
        yield Refusal("time_zone", f"Le fuseau « {organisation.time_zone} » n’existe pas. {example}")
    if organisation.nature not in NATURES:
        choices = ", ".join(NATURES)
        yield Refusal("nature", f"La nature « {organisation.nature} » n’est pas connue. Choisissez parmi : {choices}.")


def _code_refusals(organisation: Organisation) -> Iterator[Refusal]:
    codes = [unit.code for unit in organisation.units] + [post.key for post in organisation.posts]
    for code in _repeated(codes):
        yield Refusal("code", f"Le code « {code} » est employé plusieurs fois. Un code ne désigne qu’une chose.")
    for code in _repeated([job.code for job in organisation.jobs]):
        yield Refusal("code", f"Le métier « {code} » est écrit plusieurs fois.")


def _repeated(words: list[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


def _tree_refusals(organisation: Organisation) -> Iterator[Refusal]:
    parents = {unit.code: unit.parent for unit in organisation.units}
    for unit in organisation.units:
        if unit.parent is not None and unit.parent not in parents:
            yield Refusal("parent", f"« {unit.name} » est rattaché à « {unit.parent} », qui n’existe pas.")
        elif _turns_in_circle(unit.code, parents):
            yield Refusal("cycle", f"« {unit.name} » est rattaché, de proche en proche, à lui-même.")
        elif unit.kind in COVERED_BY and _kind_of_parent(organisation, unit) is not UnitKind.TAS:
            yield Refusal("parent", f"« {unit.name} » doit être rattaché à un territoire d’action sociale.")


def _kind_of_parent(organisation: Organisation, unit: UnitSheet) -> UnitKind | None:
    parent = organisation.unit(unit.parent or "")
    return parent.kind if parent else None


def _turns_in_circle(code: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    here: str | None = code
    while here is not None and here not in seen:
        seen.add(here)
        here = parents.get(here)
    return here == code


def _job_refusals(organisation: Organisation) -> Iterator[Refusal]:
    for job in organisation.jobs:
        if job.role not in set(Role):
            yield Refusal("role", f"Le métier « {job.feminine} » a un rôle inconnu : « {job.role} ».")
    units = {unit.code for unit in organisation.units}
    for seat in organisation.seats():
        if organisation.job(seat.job) is None:
            yield Refusal("job", f"Le poste « {seat.key} » emploie le métier « {seat.job} », qui n’est pas décrit.")
        if not 0 < seat.eqtp <= 1:
            yield Refusal("eqtp", f"Le poste « {seat.key} » a une quotité de {seat.eqtp}, hors de 0 à 1.")
        for code in seat.units:
            if code not in units:
                yield Refusal("unit", f"Le poste « {seat.key} » est placé dans « {code} », qui n’existe pas.")


def _commune_refusals(organisation: Organisation, index: Index) -> Iterator[Refusal]:
    for unit in organisation.units:
        written = (*unit.communes, unit.site.seat) if unit.site else unit.communes
        for name in dict.fromkeys(written):
            if look_up(index, name) is None:
                message = f"« {unit.name} » cite la commune « {name} », inconnue dans le {organisation.department}."
                yield Refusal("commune", f"{message} Écrivez son nom officiel ou son code INSEE.")


def _epci_refusals(organisation: Organisation, index: Index) -> Iterator[Refusal]:
    # R07: territories of social action match the intercommunal ones.
    for unit in (*organisation.of_kind(UnitKind.SITE), *organisation.of_kind(UnitKind.TEAM)):
        tas = organisation.unit(unit.parent or "")
        for written in unit.communes:
            commune = look_up(index, written)
            if commune and tas and tas.epci and commune.epci != tas.epci:
                where = f"« {tas.name} », mais {commune.name} est dans {commune.epci_name}"
                yield Refusal("epci", f"« {unit.name} » est dans {where}.")


def _coverage_refusals(
    organisation: Organisation, communes: tuple[CommuneFacts, ...], index: Index
) -> Iterator[Refusal]:
    for kind, word in COVERED_BY.items():
        holders = _holders(organisation.of_kind(kind), index)
        for commune in communes:
            names = holders.get(commune.code, [])
            if not names:
                yield Refusal("coverage", f"{commune.name} n’a pas {word}.")
            elif len(names) > 1:
                listed = " et ".join(f"« {name} »" for name in names)
                yield Refusal("coverage", f"{commune.name} est confiée à la fois à {listed}.")


def _holders(units: tuple[UnitSheet, ...], index: Index) -> dict[str, list[str]]:
    holders: dict[str, list[str]] = {}
    for unit in units:
        for written in unit.communes:
            if commune := look_up(index, written):
                holders.setdefault(commune.code, []).append(unit.name)
    return holders


def _team_refusals(organisation: Organisation) -> Iterator[Refusal]:
    for team in organisation.of_kind(UnitKind.TEAM):
        if not 1 <= len(team.communes) <= LARGEST_TEAM:
            count = len(team.communes) or "aucune"
            message = f"L’équipe « {team.name} » a {count} commune{'s' if len(team.communes) > 1 else ''}."
            yield Refusal("team", f"{message} Une équipe en a une, deux ou trois.")


def _site_refusals(organisation: Organisation) -> Iterator[Refusal]:
    for unit in organisation.of_kind(UnitKind.SITE):
        for gap in staffing.gaps(_reception_roles(organisation, unit.seats)):
            yield Refusal("staffing", f"Le site « {unit.name} » : {gap}.")
        if not unit.site:
            continue
        for opening in hours.upside_down(unit.site.hours):
            day = hours.WEEKDAYS[opening.weekday - 1]
            yield Refusal("hours", f"Le site « {unit.name} » ferme avant d’ouvrir, le {day}.")
        for first, _ in hours.overlapping(unit.site.hours):
            day = hours.WEEKDAYS[first.weekday - 1]
            yield Refusal("hours", f"Le site « {unit.name} » a des horaires qui se chevauchent, le {day}.")


def _reception_roles(organisation: Organisation, seats: tuple[Seat, ...]) -> list[str]:
    roles = [organisation.role_of(seat) for seat in seats]
    return [role for role in roles if role in (Role.RECEPTION_SECRETARY, Role.RECEPTION_WORKER)]


def _pole_refusals(organisation: Organisation) -> Iterator[Refusal]:
    for unit in organisation.of_kind(UnitKind.POLE):
        if unit.pole and unit.pole.mission not in set(Mission):
            yield Refusal("mission", f"« {unit.name} » : la mission est « accueil » ou « accompagnement ».")


def _staff_refusals(organisation: Organisation) -> Iterator[Refusal]:
    counted = Counter(organisation.role_of(seat) for seat in organisation.seats())
    for role, expected in organisation.expected_staff.items():
        if counted[role] != expected:
            yield Refusal(
                "staff",
                f"{STAFF_NAMES[role].capitalize()} : {expected} annoncés dans [effectifs], "
                f"{counted[role]} postes décrits. Corrigez l’un ou l’autre.",
            )


def _closing_refusals(organisation: Organisation) -> Iterator[Refusal]:
    for closing in organisation.closings:
        if organisation.unit(closing.unit):
            message = f"« {closing.unit} » est à la fois décrite et fermée. Retirez sa description, ou sa fermeture."
            yield Refusal("closing", message)
        if organisation.unit(closing.replaced_by) is None:
            message = f"« {closing.unit} » est remplacée par « {closing.replaced_by} », qui n’est pas dans le fichier."
            yield Refusal("closing", message)
    for code in _repeated([closing.unit for closing in organisation.closings]):
        yield Refusal("closing", f"La fermeture de « {code} » est écrite plusieurs fois.")


def _showcase_refusals(organisation: Organisation) -> Iterator[Refusal]:
    seats = Counter((seat.job, unit) for seat in organisation.seats() for unit in seat.units)
    asked = Counter((person.job, person.unit) for person in organisation.showcase)
    for (job, unit), count in asked.items():
        if count > seats[job, unit]:
            yield Refusal(
                "showcase",
                f"La démonstration nomme {count} « {job} » dans « {unit} », qui en a {seats[job, unit] or 'aucun'}.",
            )

"""Read an organisation file into values. What is written is believed here and judged in `refusals`."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tisserand.kernel.refusals import Refusal, refuse
from tisserand.territories.rules.communes import CommuneFacts, CommuneTable
from tisserand.territories.rules.hours import read_hours
from tisserand.territories.rules.organisation import (
    Closing,
    Closure,
    Job,
    Mission,
    Organisation,
    PoleSheet,
    Role,
    Seat,
    Showcase,
    SiteSheet,
    UnitKind,
    UnitSheet,
)
from tisserand.territories.rules.priority import PriorityArea
from tisserand.territories.rules.shapes import refusals_of_shape

Row = Mapping[str, Any]

KINDS = {
    "direction": UnitKind.DIRECTION,
    "tas": UnitKind.TAS,
    "tis": UnitKind.SITE,
    "equipe": UnitKind.TEAM,
    "pole": UnitKind.POLE,
    "cellule": UnitKind.CONCERN_UNIT,
}
MISSIONS = {"accueil": Mission.RECEPTION, "accompagnement": Mission.SUPPORT}
STAFF_WORDS = {
    "secretaires_accueil": Role.RECEPTION_SECRETARY,
    "travailleurs_sociaux_accueil": Role.RECEPTION_WORKER,
    "travailleurs_sociaux_accompagnement": Role.SUPPORT_WORKER,
}


def read_organisation(text: str) -> Organisation:
    """Raises Refused with every reason when the text is not an organisation file."""
    document = _document(text)
    refuse(refusals_of_shape(document))
    refuse(_unreadable_hours(document))
    head = document["organisation"]
    return Organisation(
        code=head["code"],
        name=head["nom"],
        nature=head["nature"],
        department=head["departement"],
        time_zone=head["fuseau"],
        starts_on=head["en_vigueur_le"],
        words=document.get("mots", {}),
        expected_staff={STAFF_WORDS[word]: count for word, count in document.get("effectifs", {}).items()},
        jobs=tuple(_job(row) for row in document.get("metier", ())),
        units=(_root(head), *_units(document)),
        posts=tuple(_post(row) for row in document.get("poste", ())),
        closures=tuple(
            Closure(date.fromisoformat(day), reason) for day, reason in document.get("fermetures", {}).items()
        ),
        showcase=tuple(_showcase(row) for row in document.get("demo", ())),
        closings=tuple(Closing(row["code"], row["remplacee_par"]) for row in document.get("unite_fermee", ())),
        priority_areas=tuple(_priority_area(row) for row in document.get("quartier_prioritaire", ())),
    )


def read_communes(text: str) -> CommuneTable:
    """The built-in table of a département: ours, hence read without suspicion."""
    document = tomllib.loads(text)
    names = document["epci"]
    return CommuneTable(
        department=document["department"],
        source=document["source"],
        as_of=document["as_of"],
        communes=tuple(CommuneFacts(epci_name=names[row["epci"]], **row) for row in document["communes"]),
    )


def _document(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        refuse([Refusal("syntax", f"Le fichier ne peut pas être lu ({error}). Vérifiez guillemets et crochets.")])
        raise


def _unreadable_hours(document: Row) -> Iterator[Refusal]:
    for site in document.get("tis", ()):
        for weekday, written in site["horaires"].items():
            if read_hours(weekday, written) is None:
                message = (
                    f"Le site « {site['nom']} » : « {written} » ne se lit pas comme des horaires du {weekday}. "
                    "Écrivez par exemple « 08:00-12:30 13:30-16:00 », ou retirez la ligne si le site est fermé."
                )
                yield Refusal("hours", message)


def _job(row: Row) -> Job:
    return Job(code=row["code"], role=row["role"], feminine=row["feminin"], masculine=row["masculin"])


def _root(head: Row) -> UnitSheet:
    return UnitSheet(head["code"], UnitKind.ROOT, head["nom"], head["nom"], parent=None)


def _units(document: Row) -> Iterator[UnitSheet]:
    root = document["organisation"]["code"]
    for section, kind in KINDS.items():
        for row in document.get(section, ()):
            yield UnitSheet(
                code=row["code"],
                kind=kind,
                name=row["nom"],
                short_name=row.get("abrege", row["nom"]),
                parent=row.get("tas") or row.get("rattachement") or root,
                communes=tuple(row.get("communes", ())),
                epci=row.get("epci", ""),
                seats=_seats(row["code"], row.get("agents", {})),
                site=_site(row) if kind is UnitKind.SITE else None,
                pole=_pole(row) if kind is UnitKind.POLE else None,
            )


def _seats(unit: str, staff: Mapping[str, list[float]]) -> tuple[Seat, ...]:
    return tuple(
        Seat(key=f"{unit}/{job}/{rank}", job=job, eqtp=_eqtp(share), units=(unit,))
        for job, shares in staff.items()
        for rank, share in enumerate(shares, start=1)
    )


def _post(row: Row) -> Seat:
    return Seat(key=row["code"], job=row["metier"], eqtp=_eqtp(row["eqtp"]), units=tuple(row["unites"]))


def _eqtp(share: float) -> Decimal:
    return Decimal(str(share)).quantize(Decimal("0.01"))


def _site(row: Row) -> SiteSheet:
    return SiteSheet(
        seat=row["siege"],
        address=row["adresse"],
        phone=row["telephone"],
        rooms=row.get("bureaux", 1),
        latitude=row["latitude"],
        longitude=row["longitude"],
        hours=tuple(opening for day, written in row["horaires"].items() for opening in read_hours(day, written) or ()),
    )


def _pole(row: Row) -> PoleSheet:
    return PoleSheet(mission=MISSIONS.get(row["mission"]) or str(row["mission"]), publics=tuple(row["publics"]))


def _priority_area(row: Row) -> PriorityArea:
    return PriorityArea(row["code"], row["nom"], tuple(row["communes"]), row["depuis"], row.get("jusqu_au"))


def _showcase(row: Row) -> Showcase:
    return Showcase(
        first_name=row["prenom"],
        last_name=row["nom"],
        feminine=row["genre"] == "feminin",
        job=row["metier"],
        unit=row["unite"],
    )

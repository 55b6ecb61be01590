"""Load the organisation that a file describes, from the day it says on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tisserand.access import held, journal
from tisserand.access import operations as access
from tisserand.access import queries as units_of
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import plain_date
from tisserand.kernel.zones import tell_the_same_days
from tisserand.territories.models import (
    ClosedDay,
    Commune,
    Job,
    OpeningHours,
    PoleDetails,
    Sector,
    SiteDetails,
    Wording,
)
from tisserand.territories.operations.communes import import_communes
from tisserand.territories.operations.dated import reconcile
from tisserand.territories.operations.priority import describe_areas
from tisserand.territories.rules.communes import CommuneTable, index_of, look_up
from tisserand.territories.rules.organisation import Organisation, UnitKind, UnitSheet
from tisserand.territories.rules.refusals import refusals_to_load


@dataclass(frozen=True)
class Load:
    """One loading under way: who, when, what, and the units already there by code."""

    actor: object
    at: datetime
    organisation: Organisation
    communes: Mapping
    units: dict

    def commune(self, written: str) -> str:
        return look_up(self.communes, written).code

    def unit(self, code: str):
        return self.units[code].pk


@transaction.atomic
def load_organisation(*, actor, at: datetime, organisation: Organisation, communes: CommuneTable) -> int:
    """Returns how many things changed: 0 when the same file is loaded again."""
    refuse(refusals_to_load(organisation, communes.communes))
    refuse(_refusals_to_go_back(organisation) or _refusals_of_zone(organisation))
    known = set(Commune.objects.filter(department=communes.department).values_list("code", flat=True))
    changes = 0
    if known < {facts.code for facts in communes.communes}:
        changes += import_communes(actor=actor, at=at, table=communes)
    changes += describe_areas(organisation.priority_areas, index_of(communes.communes))
    load = Load(actor, at, organisation, index_of(communes.communes), _units_in_force(organisation))
    changes += sum(step(load) for step in (_units, _details, _hours, _sectors, _jobs, _words, _closed_days))
    if changes:
        root = load.unit(organisation.code)
        journal.record(actor=actor, at=at, verb="organisation.load", kind="access.unit", subject=root)
    return changes


def _refusals_to_go_back(organisation: Organisation) -> list[Refusal]:
    latest = Sector.objects.order_by("-starts_on", "id").first()
    if latest is None or latest.starts_on <= organisation.starts_on:
        return []
    message = (
        f"Une organisation est déjà en vigueur depuis le {plain_date(latest.starts_on)}. "
        "Donnez à « en_vigueur_le » cette date ou une date plus tardive."
    )
    return [Refusal("too_early", message)]


def _refusals_of_zone(organisation: Organisation) -> list[Refusal]:
    """The walls count days where the installation stands: elsewhere, today would be yesterday or tomorrow."""
    zone, ours = organisation.time_zone, settings.TIME_ZONE_OF_THE_ORGANISATION
    if tell_the_same_days(zone, ours, year=organisation.starts_on.year):
        return []
    message = f"Le fichier est à l’heure de «\u00a0{zone}\u00a0», l’installation à celle de «\u00a0{ours}\u00a0»."
    return [Refusal("time_zone", f"{message} Donnez {zone} à TISSERAND_TIME_ZONE, puis recommencez.")]


def _units_in_force(organisation: Organisation) -> dict:
    return {unit.code: unit for unit in units_of.units(on=organisation.starts_on).order_by("id")}


def _units(load: Load) -> int:
    closed = _close_units(load)
    changes = len(closed)
    for sheet in _parents_first(load.organisation):
        unit = load.units.get(sheet.code)
        if unit is None:
            load.units[sheet.code] = _open_unit(load, sheet)
            changes += 1
        elif _described(load, sheet) != (unit.kind, unit.name, unit.short_name, unit.parent_id, unit.time_zone):
            access.describe_unit(actor=load.actor, at=load.at, unit=unit.pk, **_description(load, sheet))
            changes += 1
    _name_successors(load, closed)
    return changes


def _close_units(load: Load) -> list:
    kept = {sheet.code for sheet in load.organisation.units}
    gone = [unit for code, unit in load.units.items() if code not in kept]
    refuse(refusal for unit in gone for refusal in _refusals_to_close(load.organisation, unit))
    for unit in gone:
        access.close_unit(actor=load.actor, at=load.at, unit=unit.pk, ends_before=load.organisation.starts_on)
    return gone


def _refusals_to_close(organisation: Organisation, unit) -> Iterator[Refusal]:
    if unit.starts_on >= organisation.starts_on:
        yield Refusal(
            "opened_that_day", f"«\u00a0{unit.name}\u00a0» ouvre ce même jour\u00a0: fermez-le à une date plus tardive."
        )
    by = organisation.replacing(unit.code)
    if by is None and (still := held.still_there(unit.pk)):
        remedy = f'Écrivez qui reprend\u00a0: [[unite_fermee]], code = "{unit.code}", remplacee_par = "…".'
        yield Refusal("still_holds", f"«\u00a0{unit.name}\u00a0» ferme et tient encore {', '.join(still)}. {remedy}")
    if by and by.kind != unit.kind:
        both = f"«\u00a0{unit.name}\u00a0» ne peut pas être remplacée par «\u00a0{by.name}\u00a0»"
        yield Refusal("closing", f"{both}\u00a0: ce ne sont pas deux unités de même nature.")


def _name_successors(load: Load, closed: list) -> None:
    for unit in closed:
        if by := load.organisation.replacing(unit.code):
            access.replace_unit(actor=load.actor, at=load.at, unit=unit.pk, by=load.unit(by.code))


def _parents_first(organisation: Organisation) -> list[UnitSheet]:
    sheets = {sheet.code: sheet for sheet in organisation.units}

    def depth(sheet: UnitSheet) -> int:
        return 0 if sheet.parent is None else 1 + depth(sheets[sheet.parent])

    return sorted(organisation.units, key=depth)


def _open_unit(load: Load, sheet: UnitSheet):
    return access.create_unit(
        actor=load.actor,
        at=load.at,
        code=sheet.code,
        starts_on=load.organisation.starts_on,
        **_description(load, sheet),
    )


def _description(load: Load, sheet: UnitSheet) -> dict:
    return {
        "kind": sheet.kind.value,
        "name": sheet.name,
        "short_name": sheet.short_name,
        "parent": load.unit(sheet.parent) if sheet.parent else None,
        "time_zone": load.organisation.time_zone,
    }


def _described(load: Load, sheet: UnitSheet) -> tuple:
    return tuple(_description(load, sheet).values())


def _details(load: Load) -> int:
    changes = 0
    for sheet in load.organisation.units:
        if sheet.site:
            changes += _keep(SiteDetails, {"unit_id": load.unit(sheet.code)}, _site_fields(load, sheet))
        if sheet.pole:
            fields = {"mission": sheet.pole.mission, "publics": list(sheet.pole.publics)}
            changes += _keep(PoleDetails, {"unit_id": load.unit(sheet.code)}, fields)
    return changes


def _site_fields(load: Load, sheet: UnitSheet) -> dict:
    return {
        "commune_id": load.commune(sheet.site.seat),
        "address": sheet.site.address,
        "latitude": sheet.site.latitude,
        "longitude": sheet.site.longitude,
        "phone": sheet.site.phone,
        "rooms": sheet.site.rooms,
    }


def _keep(model, key: dict, fields: dict) -> int:
    """Write the row when it is missing or reads otherwise."""
    if model.objects.filter(**key, **fields).exists():
        return 0
    model.objects.update_or_create(**key, defaults=fields)
    return 1


def _hours(load: Load) -> int:
    wanted = {
        (load.unit(sheet.code), opening.weekday, opening.opens, opening.closes): {
            "site_id": load.unit(sheet.code),
            "weekday": opening.weekday,
            "opens": opening.opens,
            "closes": opening.closes,
        }
        for sheet in load.organisation.of_kind(UnitKind.SITE)
        for opening in sheet.site.hours
    }
    return reconcile(
        OpeningHours.objects.all(),
        wanted,
        key=lambda row: (row.site_id, row.weekday, row.opens, row.closes),
        on=load.organisation.starts_on,
    )


def _sectors(load: Load) -> int:
    wanted = {}
    for kind in (UnitKind.SITE, UnitKind.TEAM):
        for sheet in load.organisation.of_kind(kind):
            for written in sheet.communes:
                row = {"commune_id": load.commune(written), "unit_id": load.unit(sheet.code), "kind": kind.value}
                wanted[tuple(row.values())] = row
    return reconcile(
        Sector.objects.all(),
        wanted,
        key=lambda row: (row.commune_id, row.unit_id, row.kind),
        on=load.organisation.starts_on,
    )


def _jobs(load: Load) -> int:
    wanted = {
        (job.code, job.role, job.feminine, job.masculine): {
            "code": job.code,
            "role": job.role,
            "feminine": job.feminine,
            "masculine": job.masculine,
        }
        for job in load.organisation.jobs
    }
    return reconcile(
        Job.objects.all(),
        wanted,
        key=lambda row: (row.code, row.role, row.feminine, row.masculine),
        on=load.organisation.starts_on,
    )


def _words(load: Load) -> int:
    return sum(_keep(Wording, {"code": code}, {"text": text}) for code, text in load.organisation.words.items())


def _closed_days(load: Load) -> int:
    closures = load.organisation.closures
    return sum(_keep(ClosedDay, {"site": None, "day": closure.day}, {"reason": closure.reason}) for closure in closures)

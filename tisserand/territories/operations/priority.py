"""Write the list of priority areas: from an official file, or those that an organisation file describes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import plain_date
from tisserand.territories.models import PriorityArea
from tisserand.territories.operations.dated import reconcile
from tisserand.territories.rules import priority
from tisserand.territories.rules.communes import CommuneFacts, look_up

KIND = "territories.priorityarea"


@transaction.atomic
def import_priority_areas(*, actor, at: datetime, areas: Iterable[priority.PriorityArea], on: date) -> int:
    """The whole list from that day on: what it no longer names ends that day, and stays readable before it."""
    refuse(_refusals_to_go_back(on))
    wanted = {
        (area.code, area.name, tuple(area.communes)): {
            "code": area.code,
            "name": area.name,
            "communes": list(area.communes),
        }
        for area in areas
    }
    known = PriorityArea.objects.all()
    # An end that a former file gave to an area is not this one's.
    lasting = known.filter(access.in_force(on), code__in=[code for code, *_ in wanted]).exclude(ends_before=None)
    lasted = lasting.update(ends_before=None)
    changed = reconcile(known, wanted, key=lambda row: (row.code, row.name, tuple(row.communes)), on=on)
    about = [(key, None) for key in known.filter(Q(starts_on=on) | Q(ends_before=on)).values_list("pk", flat=True)]
    journal.record_all(actor=actor, at=at, verb="priority_areas.import", kind=KIND, about=about if changed else [])
    return lasted + changed


def describe_areas(areas: Iterable[priority.PriorityArea], index: Mapping[str, CommuneFacts]) -> int:
    """Those that a file describes, and no others: a list imported since keeps its own, and its ends."""
    return sum(_described(area, [look_up(index, written).code for written in area.communes]) for area in areas)


def _described(area: priority.PriorityArea, communes: list[str]) -> int:
    said = {"name": area.name, "communes": communes}
    if area.ends_before:
        said["ends_before"] = area.ends_before
    key = {"code": area.code, "starts_on": area.starts_on}
    if PriorityArea.objects.filter(**key, **said).exists():
        return 0
    refuse(_refusals_to_overlap(area))
    PriorityArea.objects.update_or_create(**key, defaults=said)
    return 1


def _refusals_to_overlap(area: priority.PriorityArea) -> list[Refusal]:
    others = PriorityArea.objects.filter(code=area.code).exclude(starts_on=area.starts_on)
    if area.ends_before:
        others = others.filter(starts_on__lt=area.ends_before)
    if not others.exclude(ends_before__lte=area.starts_on).exists():
        return []
    message = f"Le quartier prioritaire «\u00a0{area.code}\u00a0» est déjà décrit à d’autres dates."
    return [Refusal("priority_area", message)]


def _refusals_to_go_back(on: date) -> list[Refusal]:
    latest = PriorityArea.objects.order_by("-starts_on", "id").first()
    if latest is None or latest.starts_on <= on:
        return []
    message = f"Une liste de quartiers est déjà en vigueur depuis le {plain_date(latest.starts_on)}."
    return [Refusal("too_early", f"{message} Donnez à «\u00a0--from\u00a0» cette date ou une date plus tardive.")]

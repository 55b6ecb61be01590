"""What each small form starts from, and the operation that keeps what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from tisserand.inquiries import operations, queries
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.operations import Saisine

SAISINE = tuple(Saisine.__dataclass_fields__)


@dataclass(frozen=True)
class Place:
    """Where one writes, and what is known there."""

    request: object
    row: Eviction
    sheet: queries.Sheet

    @property
    def today(self):
        return queries.today_of(self.row, self.request.now)

    @property
    def said(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now, "eviction": self.row.pk}


def today(name: str) -> Callable[[Place], dict]:
    return lambda place: {name: place.today}


def saisine(place: Place) -> dict:
    return {name: getattr(place.row, name) for name in (*SAISINE, "version")}


def save_saisine(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    kept = Saisine(hearing_on=place.row.hearing_on, **said)
    operations.correct_saisine(expected_version=version, saisine=kept, **place.said)


def colleagues(place: Place) -> dict:
    seats = queries.who_conducts(place.row.unit_id, place.today)
    return {"colleagues": list({str(seat.account_id): seat.account.name for seat in seats}.items())}


def save_attribution(place: Place, said: dict, draft: str) -> None:
    operations.attribute(evaluator=UUID(said["evaluator"]), reason=said["reason"], **place.said)


def save_attempt(place: Place, said: dict, draft: str) -> None:
    key, minutes = said.pop("key"), said.pop("duration")
    operations.record_attempt(request_key=key, duration_minutes=minutes, **said, **place.said)


def save_meeting(place: Place, said: dict, draft: str) -> None:
    operations.meet(on=said["on"], how=said["how"], duration_minutes=said["duration"], **place.said)


def save_giving_up(place: Place, said: dict, draft: str) -> None:
    operations.give_up(reason=said["reason"], **place.said)


def agreement(place: Place) -> dict:
    return {"support_agreed_on": place.row.support_agreed_on, "words": place.row.support_agreed_words}


def save_agreement(place: Place, said: dict, draft: str) -> None:
    operations.record_agreement(on=said["support_agreed_on"], words=said["words"], draft=draft, **place.said)


def heading(*names: str) -> Callable[[Place], dict]:
    """What the diagnosis says already under this heading; version 1 stands for what nobody began."""

    def start(place: Place) -> dict:
        diagnosis = place.sheet.diagnosis
        known = {name: getattr(diagnosis, name) for name in names} if diagnosis else {}
        return known | {"version": diagnosis.version if diagnosis else 1}

    return start


def budget(place: Place) -> dict:
    amounts = {f"m_{line.code}": line.amount for line in place.sheet.lines}
    return heading("budget_words")(place) | amounts


def save_heading(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    operations.write_diagnosis(expected_version=version, draft=draft, **said, **place.said)


def save_budget(place: Place, said: dict, draft: str) -> None:
    form = said["form"]
    operations.write_budget(
        expected_version=said["version"], amounts=form.amounts, words=said["budget_words"], draft=draft, **place.said
    )


def save_reading(place: Place, said: dict, draft: str) -> None:
    operations.record_reading(on=said["on"], how=said["how"], **place.said)


def save_sending(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.send(request_key=key, **said, **place.said)


def save_postponement(place: Place, said: dict, draft: str) -> None:
    operations.postpone_hearing(to=said["hearing_on"], reason=said["reason"], **place.said)


def save_judgment(place: Place, said: dict, draft: str) -> None:
    operations.record_judgment(draft=draft, **said, **place.said)


def save_follow_up(place: Place, said: dict, draft: str) -> None:
    operations.offer_follow_up(draft=draft, **said, **place.said)


def save_closing(place: Place, said: dict, draft: str) -> None:
    operations.close(draft=draft, **said, **place.said)

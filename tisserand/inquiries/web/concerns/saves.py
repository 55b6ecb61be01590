"""What each small form starts from, and the operation that keeps what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from tisserand.inquiries.models import Concern
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.queries import concerns as queries
from tisserand.inquiries.rules.framework import domains
from tisserand.kernel.refusals import Refusal


@dataclass(frozen=True)
class Place:
    """Where one writes: the concern, and the part of it when there is one."""

    request: object
    row: Concern
    sheet: queries.Sheet
    part: object = None

    @property
    def today(self):
        return queries.today_of(self.row, self.request.now)

    @property
    def who(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now}

    @property
    def said(self) -> dict:
        return self.who | {"concern": self.row.pk}


def today(name: str) -> Callable[[Place], dict]:
    return lambda place: {name: place.today}


def of_part(*names: str) -> Callable[[Place], dict]:
    return lambda place: {name: getattr(place.part, name) for name in (*names, "version")}


def of_row(*names: str) -> Callable[[Place], dict]:
    return lambda place: {name: getattr(place.row, name) for name in (*names, "version")}


def conclusion(place: Place) -> dict:
    return of_row("conclusion", "actions", "grounds")(place) | {"words": place.row.conclusion_words}


def files(place: Place) -> dict:
    part = place.part
    name, born = (part.name, getattr(part, "born_on", None)) if part else ("", None)
    found = queries.known_files(place.request.actor, place.sheet, name=name, born_on=born, today=place.today)
    if part and part.file and part.file not in found:
        found[part.file] = "Dossier déjà rattaché"
    return {"files": [(str(file), label) for file, label in found.items()]}


def evaluators(place: Place) -> dict:
    return {"colleagues": _colleagues(queries.who_may_evaluate(place.today))}


def named(place: Place) -> dict:
    row = place.row
    return {"first": str(row.evaluator_id or ""), "second": str(row.co_evaluator_id or "")}


def askable(place: Place) -> dict:
    return {"colleagues": _colleagues(queries.who_may_be_asked(place.today))}


def _colleagues(seats: list) -> list[tuple[str, str]]:
    return list({str(seat.account_id): f"{seat.account.name}, {seat.unit.name}" for seat in seats}.items())


def children_and_domains(place: Place) -> dict:
    named_children = [(str(child.pk), child.name) for child in place.sheet.children]
    return {"children": named_children, "domains": list(domains().items())}


def save_qualification(place: Place, said: dict, draft: str) -> None:
    concerns.qualify(draft=draft, **said, **place.said)


def save_assignment(place: Place, said: dict, draft: str) -> None:
    first, second = UUID(said["first"]), UUID(said["second"])
    concerns.assign(first=first, second=second, reason=said["reason"], **place.said)


def save_child(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    concerns.name_child(request_key=key, **_with_file(place, said, born="born_on"), **place.said)


def save_child_identity(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    whole = _with_file(place, said, born="born_on")
    concerns.correct_child(child=place.part.pk, expected_version=version, **whole, **place.who)


def save_removal(place: Place, said: dict, draft: str) -> None:
    concerns.remove_child(child=place.part.pk, expected_version=said["version"], why=said["why"], **place.who)


def what_keeps(place: Place) -> tuple[Refusal, ...]:
    return place.sheet.what_keeps(place.part)


def save_adult(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    concerns.name_adult(request_key=key, **_with_file(place, said), **place.said)


def save_adult_identity(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    concerns.correct_adult(adult=place.part.pk, expected_version=version, **_with_file(place, said), **place.who)


def _with_file(place: Place, said: dict, born: str = "") -> dict:
    """Chosen without a name typed, the file gives it."""
    file = UUID(said["file"]) if said["file"] else None
    whole = said | {"file": file}
    if file and not said["name"].strip():
        name, birth = queries.named_after(place.request.actor, file)
        whole["name"] = name
        if born and not said[born]:
            whole[born] = birth
    return whole


def save_meeting(place: Place, said: dict, draft: str) -> None:
    key, minutes = said.pop("key"), said.pop("duration")
    concerns.meet(request_key=key, duration_minutes=minutes, draft=draft, **said, **place.said)


def save_hearing(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    concerns.hear_child(child=place.part.pk, expected_version=version, draft=draft, **said, **place.who)


def save_needs(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    concerns.write_child(child=place.part.pk, expected_version=version, draft=draft, **said, **place.who)


def save_parent(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    concerns.hear_parent(adult=place.part.pk, expected_version=version, draft=draft, **said, **place.who)


def save_fact(place: Place, said: dict, draft: str) -> None:
    key, minor = said.pop("key"), said.pop("minor")
    about = {"minor": UUID(minor) if minor else None, "request_key": key}
    concerns.note_fact(draft=draft, **about, **said, **place.said)


def save_analysis(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    concerns.write_analysis(expected_version=version, draft=draft, **said, **place.said)


def save_conclusion(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    concerns.conclude(expected_version=version, draft=draft, **said, **place.said)


def save_signature(place: Place, said: dict, draft: str) -> None:
    read = {"expected_version": said["version"]}
    concerns.sign(agrees=said["agrees"] == "yes", words=said["words"], **read, **place.said)


def save_referral(place: Place, said: dict, draft: str) -> None:
    concerns.refer_at_once(draft=draft, **said, **place.said)


def save_dispatch(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    concerns.dispatch(request_key=key, **said, **place.said)


def save_parents_told(place: Place, said: dict, draft: str) -> None:
    concerns.tell_parents(draft=draft, **said, **place.said)


def save_transfer(place: Place, said: dict, draft: str) -> None:
    concerns.transfer(**said, **place.said)


def save_question(place: Place, said: dict, draft: str) -> None:
    key, asked = said.pop("key"), UUID(said["asked"])
    concerns.ask(request_key=key, asked=asked, request=said["request"], **place.said)


def save_return_of_answer(place: Place, said: dict, draft: str) -> None:
    concerns.give_return(contribution=place.part.pk, words=said["words"], **place.who)


def save_return(place: Place, said: dict, draft: str) -> None:
    concerns.give_back(transmission=place.part.pk, draft=draft, **said, **place.who)


def save_asked_return(place: Place, said: dict, draft: str) -> None:
    concerns.ask_for_return(transmission=place.part.pk, on=said["on"], **place.who)

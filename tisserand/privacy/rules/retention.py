"""When a file ends, and every reason why it may not end yet. No Django."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tisserand.kernel.refusals import Refusal
from tisserand.privacy.rules.durations import Reference, Rule, months_of

# Nothing goes without having been announced this long before.
WARNING = timedelta(days=60)
MAJORITY = 18
# Neither the staff of a site nor a care team reads the end of a concern.
APART = "apart"
FILE, MANDATE, CHILD, CONCERN = "file", "mandate", "child", "concern"


@dataclass(frozen=True)
class FileFacts:
    """What the rooms know of one file. `unfinished`: somebody still owes her something.

    `concern`: a concern about a child, which ends by itself; its contacts are its closing and what was answered since.
    """

    contacts: tuple[date, ...]
    mandates: tuple[date, ...] = ()
    born_on: date | None = None
    child_protection: bool = False
    unfinished: bool = False
    concern: bool = False


@dataclass(frozen=True)
class Hold:
    """Somebody said in writing that this file must stay."""

    reason: str
    starts_on: date
    until: date | None = None
    lifted: bool = False

    def holds_on(self, day: date) -> bool:
        return not self.lifted and self.starts_on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Due:
    """The kind that decides, the day it counts from, the day it ends; no day while nobody has decided how long."""

    kind: str
    reference: date
    on: date | None


def last_contact(facts: FileFacts) -> date | None:
    return max(facts.contacts, default=None)


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def kept_since(months: int, changes: Iterable[tuple[date, int]], today: date) -> date:
    """The first day of which everything is still there: a duration that was shorter once has left its mark.

    `changes`: the day of each decision, and how many months were kept until then.
    """
    return max(months_after(day, -before) for day, before in (*changes, (today, months)))


def majority(born_on: date) -> date:
    return months_after(born_on, MAJORITY * 12)


def reference_of(rule: Rule, facts: FileFacts) -> date | None:
    """The day this kind counts from, or nothing when it does not apply to this file."""
    latest = last_contact(facts)
    if latest is None or facts.concern != (rule.reference == Reference.CLOSING):
        return None
    if rule.reference in {Reference.LAST_CONTACT, Reference.CLOSING}:
        return latest
    if rule.reference == Reference.MANDATE:
        return max(facts.mandates, default=None)
    if rule.reference == Reference.MAJORITY and facts.child_protection:
        return max(latest, majority(facts.born_on)) if facts.born_on else latest
    return None


def due_on(rule: Rule, reference: date, decided: Mapping[str, int]) -> date | None:
    months = months_of(rule, decided)
    return None if months is None else months_after(reference, months)


def due(facts: FileFacts, *, rules: Mapping[str, Rule], decided: Mapping[str, int]) -> Due | None:
    """The latest of what applies; an undecided duration waits for its decision, whatever the others say."""
    ends = [
        Due(kind, reference, due_on(rules[kind], reference, decided))
        for kind in (FILE, MANDATE, CHILD, CONCERN)
        if kind in rules and (reference := reference_of(rules[kind], facts))
    ]
    return max(ends, key=lambda end: end.on or date.max, default=None)


def planned_on(on: date, announced_on: date) -> date:
    """The day it may really go: announced long enough before."""
    return max(on, announced_on + WARNING)


def refusals_to_destroy(
    facts: FileFacts,
    *,
    end: Due | None,
    announced_on: date | None,
    holds: Iterable[Hold],
    visa: bool,
    today: date,
) -> tuple[Refusal, ...]:
    return (
        *_not_due(end, today),
        *_not_announced(end, announced_on, today),
        *(_held(hold) for hold in holds if hold.holds_on(today)),
        *_unfinished(facts),
        *([] if visa else [Refusal("visa", "Le visa des archives départementales n’est pas donné.")]),
    )


def _not_due(end: Due | None, today: date) -> tuple[Refusal, ...]:
    if end is None:
        return (Refusal("empty", "On ne sait pas quand cette personne est venue pour la dernière fois."),)
    if end.on is None:
        return (Refusal("undecided", "La durée de conservation de ce genre de dossier n’est pas décidée."),)
    if today < end.on:
        return (Refusal("not_due", f"Ce dossier se garde jusqu’au {end.on:%d/%m/%Y}."),)
    return ()


def _not_announced(end: Due | None, announced_on: date | None, today: date) -> tuple[Refusal, ...]:
    if end is None or end.on is None:
        return ()
    if announced_on is None:
        return (Refusal("not_announced", "Son échéance n’a pas encore été annoncée."),)
    if today < planned_on(end.on, announced_on):
        return (Refusal("announced_lately", "Son échéance est annoncée depuis moins de soixante jours."),)
    return ()


def _held(hold: Hold) -> Refusal:
    until = f"jusqu’au {hold.until:%d/%m/%Y}" if hold.until else "sans date de fin"
    return Refusal("hold", f"Ce dossier est suspendu {until}\u00a0: {hold.reason}")


def _unfinished(facts: FileFacts) -> tuple[Refusal, ...]:
    if facts.unfinished:
        return (Refusal("unfinished", "Quelque chose est encore en cours avec cette personne."),)
    return ()

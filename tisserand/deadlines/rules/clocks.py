"""The date that a rule gives, and the sentence that says why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tisserand.deadlines.rules.book import rule_in_force
from tisserand.deadlines.rules.counting import IMMEDIATE, Code, Counted, Unit, count, out_of, yearly
from tisserand.deadlines.rules.duties import END_OF_DAY
from tisserand.deadlines.rules.rows import Facts, Means, Rule
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import NBSP, counted, day, day_of_month, listed, month_day, plain_date
from tisserand.kernel.working_days import working_days_before

UNITS = {Unit.DAY: "jour", Unit.WEEK: "semaine", Unit.MONTH: "mois", Unit.YEAR: "an"}
QUALITY = {Code.OUVRE: "ouvré", Code.FRANC: "franc"}
CLOSES = "closes"
# Of holidays told one by one: the sentence is kept beside the date.
MOST_NAMED = 6


@dataclass(frozen=True)
class Due:
    """`on` is the last day to act, or the day when something happens; `why` says how it was found."""

    rule: Rule
    event_on: date
    place: str
    on: date
    why: str
    holidays: tuple[date, ...]
    closes: time = END_OF_DAY

    def at(self, zone: str) -> datetime:
        """The instant in UTC: the end of that day's work where the unit is, whatever the season."""
        return datetime.combine(self.on, self.closes, ZoneInfo(zone)).astimezone(UTC)


def due(rule: str, event_on: date, place: str, facts: Facts | None = None, *, offset: int | None = None) -> Due:
    """`offset`: what the département chose in the place of the row's, for a rule it may set."""
    row = rule_in_force(rule, event_on, place, facts)
    length = offset if offset is not None and row.configurable else row.offset
    found = _found(row, length, event_on, place)
    why = f"{_sentence(row, length, event_on, found)}{', délai du département' if length != row.offset else ''}"
    return Due(
        rule=row,
        event_on=event_on,
        place=place,
        on=found.on,
        why=f"{why}{NBSP}: {row.source}",
        holidays=found.holidays,
        closes=_closing(row, facts or {}),
    )


def warned_at(clock: Due, zone: str) -> datetime | None:
    """When somebody else is told: some working days before; nobody, of what happens by itself."""
    if clock.rule.means == Means.EFFECT:
        return None
    if clock.rule.code in IMMEDIATE or not clock.rule.warn:
        return clock.at(zone)
    on = working_days_before(clock.on, clock.rule.warn, clock.place)
    return datetime.combine(on, END_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


def in_words(row: Rule, offset: int | None = None) -> str:
    """« 15 jours ouvrés après la saisine », whatever the day of the event."""
    length = row.offset if offset is None else offset
    if row.fixed:
        return f"le {plain_date(row.fixed)}, date fixée par le texte"
    if row.day:
        return f"le {month_day(date(2000, *row.day))} {_which_year(length)} {row.since}"
    if row.code == Code.SD:
        return f"sans délai dès {row.since}"
    if row.code == Code.JOUR:
        return f"le jour même, avant la fermeture, après {row.since}"
    return f"{_length(row, length)} {'après' if length > 0 else 'avant'} {row.since}" if length else f"dès {row.since}"


def refusals_to_move(*, reason: str) -> tuple[Refusal, ...]:
    if reason.strip():
        return ()
    return (Refusal("reason", "Dites pourquoi la date change\u00a0: elle reste écrite.", "reason"),)


def refusals_to_call_done(
    *, closed: bool, by_rule: bool, on: date, today: date, proof: str, since: date | None = None
) -> tuple[Refusal, ...]:
    """« Fait hors outil le…, preuve ». `since`: the event, for what is done after it."""
    refusals = []
    if closed:
        refusals.append(Refusal("closed", "C’est déjà fait\u00a0: quelqu’un a terminé cette échéance avant vous."))
    if not by_rule:
        refusals.append(Refusal("by_hand", "Cette échéance se termine sur la page de ce qu’elle concerne."))
    if on > today:
        refusals.append(Refusal("on", "Cette date est à venir. Indiquez le jour où cela a été fait.", "on"))
    elif since and on < since:
        said = f"C’est avant l’événement qui fait courir ce délai, le {plain_date(since)}. Corrigez la date."
        refusals.append(Refusal("before", said, "on"))
    if not proof.strip():
        refusals.append(
            Refusal("proof", "Dites ce qui le prouve\u00a0: un courrier, un accusé de réception, un nom.", "proof")
        )
    return tuple(refusals)


def refusals_to_adjust(rows: Collection[Rule], *, offset: int, decision: str) -> tuple[Refusal, ...]:
    """A département sets its own delay where no text does."""
    refusals = []
    if not any(row.configurable for row in rows):
        refusals.append(Refusal("fixed", "Ce délai est fixé par un texte\u00a0: il ne se règle pas ici.", "offset"))
    elif not any(row.offset * offset > 0 for row in rows):
        refusals.append(Refusal("offset", "Ce délai compte dans l’autre sens. Vérifiez son signe.", "offset"))
    elif (most := _fixed(rows)) and abs(offset) > most:
        said = f"Un texte fixe {most} au plus\u00a0: ce délai ne peut pas être plus long."
        refusals.append(Refusal("longest", said, "offset"))
    if not decision.strip():
        refusals.append(Refusal("decision", "Indiquez la décision qui fixe ce délai.", "decision"))
    return tuple(refusals)


def _fixed(rows: Collection[Rule]) -> int:
    """What the law says of the ordinary case, when the exception alone is the département's: « réduit » (IP-3)."""
    return max((abs(row.offset) for row in rows if not row.configurable), default=0)


def kept_facts(facts: Mapping[str, Any] | None) -> dict[str, Any]:
    """As stored beside the date: days and hours in figures."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in (facts or {}).items()}


def _found(row: Rule, offset: int, event_on: date, place: str) -> Counted:
    if row.fixed:
        return Counted(row.fixed)
    if row.day:
        return Counted(yearly(event_on, offset, row.day))
    found = count(row.code, offset, row.unit, event_on, place)
    return Counted(out_of(row.season, found.on), rolled_from=found.on) if row.season else found


def _closing(row: Rule, facts: Facts) -> time:
    given = facts.get(CLOSES)
    if row.code != Code.JOUR or given is None:
        return END_OF_DAY
    return time.fromisoformat(given) if isinstance(given, str) else given


def _sentence(row: Rule, offset: int, event_on: date, found: Counted) -> str:
    event = f"{row.since} du {plain_date(event_on)}"
    if row.fixed:
        return f"Date fixée par le texte, le {plain_date(row.fixed)}"
    if row.day:
        return f"Le {month_day(found.on)} {_which_year(offset)} {row.since}, le {plain_date(event_on)}"
    if row.code == Code.SD:
        return f"Sans délai dès {event}"
    if row.code == Code.JOUR:
        return f"Le jour même, avant la fermeture, après {event}"
    length = f"{_length(row, offset)} {'après' if offset > 0 else 'avant'} {event}" if offset else f"Dès {event}"
    return length + _holidays(found.holidays) + _moved(row, found)


def _which_year(offset: int) -> str:
    return {0: "de l’année où vient", 1: "de l’année qui suit"}.get(offset, f"de la {offset}e année après")


def _length(row: Rule, offset: int) -> str:
    quality = QUALITY.get(row.code, "")
    unit = UNITS[row.unit]
    singular = f"{unit} {quality}".strip()
    plural = f"{unit if unit.endswith('s') else unit + 's'} {quality + 's' if quality else ''}".strip()
    return counted(abs(offset), singular, plural)


def _holidays(free: tuple[date, ...]) -> str:
    """« , le 6 avril férié », « , les 1er et 8 mai fériés »."""
    if not free:
        return ""
    if len(free) == 1:
        return f", le {month_day(free[0])} férié"
    if len(free) > MOST_NAMED:
        return f", {len(free)} jours fériés"
    same_month = len({(one.year, one.month) for one in free}) == 1
    said = [day_of_month(one.day) for one in free[:-1]] if same_month else [month_day(one) for one in free[:-1]]
    return f", les {listed([*said, month_day(free[-1])])} fériés"


def _moved(row: Rule, found: Counted) -> str:
    if row.code == Code.REBOURS:
        return ", sans report, le dernier jour étant la veille"
    if found.rolled_from in (None, found.on):
        return ""
    if row.season:
        return f", reporté du {month_day(found.rolled_from)} à la fin de la trêve"
    return f", reporté du {day(found.rolled_from)} au jour ouvré suivant"

"""Domiciliation (rule DOM-1): two months to answer, a year, three months of silence, a refusal that offers more."""

from dataclasses import dataclass
from datetime import date

from tisserand.deadlines.rules import Due, due
from tisserand.kernel.refusals import Refusal
from tisserand.transmissions.rules.lists import coded
from tisserand.transmissions.rules.refusals import AHEAD
from tisserand.transmissions.rules.states import STANDING_LABELS, STANDING_NEXT, Standing

ANSWER, RENEW, QUIET = "DOM-1a", "DOM-1b", "DOM-1c"
CONTACT = "domiciliation.dernier_contact"


@dataclass(frozen=True)
class AddressFacts:
    standing: Standing
    requested_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    last_contact_on: date | None = None


def year_of(starts_on: date, zone: str) -> date:
    """Its last day."""
    return due(RENEW, starts_on, zone).on


def silent_from(facts: AddressFacts, zone: str) -> Due | None:
    """The day from which the silence may end it."""
    since = facts.last_contact_on or facts.starts_on
    return due(QUIET, since, zone) if since and facts.standing == Standing.GRANTED else None


def refusals_to_step(standing: Standing, to: Standing) -> tuple[Refusal, ...]:
    if to in STANDING_NEXT[standing]:
        return ()
    return (
        Refusal(
            "standing", f"Cette domiciliation est {STANDING_LABELS[standing].lower()}\u00a0: elle ne se change plus."
        ),
    )


def refusals_to_request(*, requested_on: date, running: Refusal | None, today: date) -> tuple[Refusal, ...]:
    """One at a time for a person, wherever it is kept."""
    refusals = [running] if running else []
    if requested_on > today:
        refusals.append(Refusal("ahead", AHEAD, "requested_on"))
    return tuple(refusals)


def refusals_to_grant(facts: AddressFacts, *, address: str, starts_on: date, today: date) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_step(facts.standing, Standing.GRANTED))
    if not address.strip():
        refusals.append(Refusal("address", "Écrivez l’adresse où son courrier arrive.", "address"))
    if starts_on > today:
        refusals.append(Refusal("ahead", AHEAD, "starts_on"))
    elif starts_on < facts.requested_on:
        refusals.append(
            Refusal("early", "L’attestation vient après la demande. Corrigez l’une des deux dates.", "starts_on")
        )
    return tuple(refusals)


def refusals_to_refuse(
    facts: AddressFacts, *, reason: str, words: str, elsewhere: str, on: date, today: date
) -> tuple[Refusal, ...]:
    """Motivated, and another address is offered (CASF L. 264-4)."""
    refusals = list(refusals_to_step(facts.standing, Standing.REFUSED))
    if reason not in coded("refusal"):
        refusals.append(Refusal("reason", "Dites le motif du refus.", "reason"))
    if not words.strip():
        refusals.append(Refusal("words", "Un refus se motive\u00a0: écrivez les faits.", "words"))
    if not elsewhere.strip():
        said = "Orientez la personne vers un organisme en mesure de la domicilier\u00a0: écrivez lequel."
        refusals.append(Refusal("elsewhere", said, "elsewhere"))
    if not facts.requested_on <= on <= today:
        refusals.append(Refusal("on", AHEAD if on > today else "Le refus vient après la demande.", "on"))
    return tuple(refusals)


def refusals_to_note_contact(facts: AddressFacts, *, how: str, on: date, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if facts.standing != Standing.GRANTED:
        refusals.append(Refusal("standing", "Seule une domiciliation accordée tient le registre des contacts."))
    if how not in coded("contact"):
        refusals.append(Refusal("how", "Dites comment la personne s’est manifestée.", "how"))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    return tuple(refusals)


def refusals_to_end(
    facts: AddressFacts, *, reason: str, words: str, on: date, zone: str, today: date
) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_step(facts.standing, Standing.ENDED))
    if on > today:
        refusals.append(Refusal("ahead", AHEAD, "on"))
    elif on < (facts.starts_on or facts.requested_on):
        refusals.append(Refusal("early", "La fin vient après le début. Corrigez la date.", "on"))
    if reason not in coded("ending") or reason == "renewed":
        refusals.append(Refusal("reason", "Dites pourquoi elle se termine.", "reason"))
    if reason == "no_contact":
        refusals += _too_soon(facts, on, zone, words)
    elif reason in {"order", "stable"} and not words.strip():
        refusals.append(Refusal("words", "Une fin se motive\u00a0: écrivez les faits.", "words"))
    if reason == "expired" and facts.ends_on and on <= facts.ends_on:
        refusals.append(Refusal("running", "Elle court encore\u00a0: elle n’est pas à son terme.", "reason"))
    return tuple(refusals)


def _too_soon(facts: AddressFacts, on: date, zone: str, words: str) -> list[Refusal]:
    """Three months of silence; an absence that health, work or prison explains ends nothing."""
    silent = silent_from(facts, zone)
    if silent and on < silent.on:
        said = f"Trois mois sans contact\u00a0: pas avant ce jour. {silent.why}."
        return [Refusal("quiet", said, "reason")]
    if not words.strip():
        said = (
            "Écrivez ce qui a été tenté pour la joindre, et que rien n’explique l’absence (santé, travail, détention)."
        )
        return [Refusal("words", said, "words")]
    return []

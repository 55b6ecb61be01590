"""From rows to what the rules need to know."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from tisserand.access import queries as access
from tisserand.people import queries as people
from tisserand.people.rules import AddressKind
from tisserand.transmissions.models import Answer, Dispatch, Domiciliation, Letter
from tisserand.transmissions.rules import AddressFacts, LetterFacts, Standing, State, ends_the_wait, kinds

CODED = (
    *("quality", "victim", "victim_words", "agreement", "agreed_on", "danger", "certificate", "certificate_on"),
    *("doctor", "doctor_is_listed", "informed", "informed_on", "informed_words", "caisse"),
)


def today_of(row, at: datetime) -> date:
    """The day it is for the team (decision D15)."""
    return access.today(at, row.unit.time_zone)


def letter_facts(row: Letter, *, sent_to: Iterable[str] = (), answered: bool = False) -> LetterFacts:
    return LetterFacts(
        kind=kinds()[row.kind],
        recipient=row.recipient,
        state=State(row.state),
        said=row.said,
        unknown=frozenset(row.unknown),
        sent_to=frozenset(sent_to),
        answered=answered,
        sent_on=row.sent_on,
        **{name: getattr(row, name) for name in CODED},
    )


def facts_of(row: Letter) -> LetterFacts:
    """Two queries."""
    sent = Dispatch.objects.filter(letter=row).order_by("id").values_list("to", flat=True)
    heard = Answer.objects.filter(letter=row).order_by("id").values_list("answer", flat=True)
    return letter_facts(row, sent_to=sent, answered=any(map(ends_the_wait, heard)))


def address_facts(row: Domiciliation) -> AddressFacts:
    return AddressFacts(Standing(row.standing), row.requested_on, row.starts_on, row.ends_on, row.last_contact_on)


def first_words(actor, person: UUID, codes: Collection[str]) -> dict[str, str]:
    """Where a letter starts from, for the headings that it has."""
    words = {"identity": identity_words(actor, person), "safe_contact": contact_words(actor, person)}
    return {code: text for code, text in words.items() if code in codes and text}


def contact_words(actor, person: UUID) -> str:
    """Her safe contacts as she gave them; without a word about messages, none may be left."""
    rows = [row for row in people.contacts(actor, person) if not row.kept_secret]
    return "\n".join(", ".join(filter(None, (_number(row), row.safe_hours, _message(row)))) for row in rows[:2])


def _number(row) -> str:
    return f"{row.value} ({row.whose})" if row.whose else row.value


def _message(row) -> str:
    return "message possible" if row.voicemail_allowed else "aucun message"


def identity_words(actor, person: UUID) -> str:
    """What her file says of her, and never a place kept secret."""
    card = people.cards(actor, [person]).get(person)
    if card is None:
        return ""
    lines = [card.display_name]
    if card.birth:
        lines.append(" ".join(filter(None, (card.born, card.birth_words, card.birth_place_words))))
    lines += _places(actor, person)
    return "\n".join(line[:1].upper() + line[1:] for line in lines)


def _places(actor, person: UUID) -> list[str]:
    rows = people.addresses(actor, person)
    open_rows = [row for row in rows if not row.kept_secret and row.kind != AddressKind.SECRET]
    return [
        f"Adresse\u00a0: {', '.join(filter(None, (row.lines, row.commune_name)))}" for row in open_rows[:1] if row.lines
    ]


def secrets_of(actor, person: UUID) -> list[str]:
    """Places and numbers kept secret that this actor reads: whoever does not read one cannot have written it here."""
    places = [row.lines for row in people.addresses(actor, person) if row.kept_secret]
    return [*places, *(row.value for row in people.contacts(actor, person) if row.kept_secret)]

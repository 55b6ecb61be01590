"""Letters and certificates as they are printed: the headings that the law asks for, in their order."""

from collections.abc import Iterator
from datetime import date

from tisserand.documents import rules as papers
from tisserand.documents.queries import letterhead
from tisserand.documents.rules import Heading
from tisserand.kernel.sentences import plain_date
from tisserand.people import queries as people
from tisserand.transmissions.models import Domiciliation
from tisserand.transmissions.queries.letters import Sheet
from tisserand.transmissions.rules import GROUND_LABELS, Asked, Need, ground, label, warnings

UNKNOWN = "Pas connu."


def letter_paper(sheet: Sheet, *, on: date) -> papers.Transmission:
    row, facts = sheet.row, sheet.facts
    basis = ground(facts.case(row.recipient)) if facts.has_said_secrecy else None
    return papers.Transmission(
        letterhead=letterhead(row.unit, on=on),
        title=sheet.kind.label,
        person=papers.Named(sheet.name),
        to=label("recipient", row.recipient),
        legal=sheet.kind.legal,
        ground=GROUND_LABELS[basis] if basis else "",
        notes=tuple(_notes(sheet)),
        headings=tuple(_headings(sheet)),
        author=contact_of(row.holder, row.unit),
        born_on=_born_on(sheet.card),
    )


def contact_of(account, unit) -> papers.Contact:
    if account is None:
        return papers.Contact(unit.name)
    return papers.Contact(account.name, account.profession, unit.name, email=account.email)


def _born_on(card: people.Card | None) -> date | None:
    return card.birth.exact if card and card.birth else None


def _notes(sheet: Sheet) -> Iterator[str]:
    row, facts = sheet.row, sheet.facts
    if facts.wants(Asked.CERTIFICATE):
        yield f"Certificat médical circonstancié\u00a0: {_certificate(sheet)}."
        yield from warnings(facts)
    if facts.wants(Asked.INFORMATION) and row.informed:
        yield f"{label('informed', row.informed)}{_on(row.informed_on)}. {row.informed_words}".strip()
    if not facts.kind.by_law and row.agreement:
        yield f"{label('agreement', row.agreement)}{_on(row.agreed_on)}. {row.agreement_words}".strip()
    if not facts.kind.by_law and row.victim_words:
        yield f"Ce qui l’empêche de se protéger\u00a0: {row.victim_words}"
    if row.caisse:
        yield f"{label('caisse', row.caisse)} auprès de la caisse."


def _certificate(sheet: Sheet) -> str:
    row = sheet.row
    if row.certificate != "attached":
        return label("certificate", row.certificate).lower() if row.certificate else "à préciser"
    return f"joint, docteur {row.doctor}{_on(row.certificate_on)}, médecin inscrit sur la liste du procureur"


def _on(day: date | None) -> str:
    return f", le {plain_date(day)}" if day else ""


def _headings(sheet: Sheet) -> Iterator[Heading]:
    row = sheet.row
    for entry in sheet.kind.entries:
        text = row.said.get(entry.code, "").strip()
        if text or entry.need != Need.FACTS:
            shown = text or (UNKNOWN if entry.code in row.unknown else "")
            yield Heading(entry.label, said=shown) if entry.voice else Heading(entry.label, text=shown)


def certificate_paper(row: Domiciliation, card: people.Card | None) -> papers.DomiciliationCertificate:
    """Dated by its first day: the same facts give the same bytes."""
    assert row.starts_on is not None
    assert row.ends_on is not None
    return papers.DomiciliationCertificate(
        letterhead=letterhead(row.unit, on=row.answered_on or row.starts_on),
        person=papers.Named(card.display_name if card else ""),
        address=row.address,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        first=row.renews_id is None,
        signed_by=contact_of(row.changed_by, row.unit),
        born_on=_born_on(card),
        birth_place=card.birth_place if card else "",
        children=row.children,
    )

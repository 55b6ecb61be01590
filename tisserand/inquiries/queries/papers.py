"""The diagnosis as it is printed: the headings of the form, in its order, and nothing of her support file."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tisserand.documents import rules as papers
from tisserand.documents.queries import letterhead
from tisserand.documents.rules import Heading
from tisserand.inquiries.models import Attempt, BudgetLine, Diagnosis
from tisserand.inquiries.queries.sheet import Sheet
from tisserand.inquiries.rules import Side, coded, label, labels
from tisserand.kernel.money import shown_money
from tisserand.kernel.sentences import counted, plain_date

Fact = tuple[str, str]
TITLES = {Side.RESOURCE: "Ressources du foyer, par mois", Side.CHARGE: "Charges du foyer, par mois"}
LISTS = {Side.RESOURCE: "resource", Side.CHARGE: "charge", Side.DEBT: "debt"}
# Each begins with a capital, some hold a comma.
SEPARATOR = "\u202f; "


def diagnosis_paper(sheet: Sheet, *, on: date) -> papers.EvictionDiagnosis:
    row = sheet.row
    return papers.EvictionDiagnosis(
        letterhead=letterhead(row.unit, on=on),
        person=papers.Named(sheet.name),
        carence=sheet.facts.is_carence,
        court=row.court,
        court_reference=row.court_reference,
        exploc_reference=row.exploc_reference,
        hearing_on=row.hearing_on,
        author=_author(sheet),
        met=_met(sheet),
        headings=tuple(_headings(sheet)),
        attempts=tuple(map(_attempt, reversed(sheet.attempts))) if sheet.facts.is_carence else (),
        read=_read(sheet),
        born_on=sheet.card.birth.exact if sheet.card and sheet.card.birth else None,
    )


def _author(sheet: Sheet) -> papers.Contact:
    account = sheet.row.evaluator
    if account is None:
        return papers.Contact(sheet.row.unit.name)
    return papers.Contact(account.name, account.profession, sheet.row.unit.name, email=account.email)


def _met(sheet: Sheet) -> str:
    row = sheet.row
    if row.met_on and row.outcome == "met":
        return f"{label('meeting', row.met_how)}, le {plain_date(row.met_on)}"
    return (
        f"Personne non rencontrée\u00a0: {label('unmet', row.unmet).lower()}" if row.unmet else "Pas encore rencontrée"
    )


def _attempt(one: Attempt) -> str:
    return (
        f"{plain_date(one.done_on)}\u00a0: {label('channel', one.channel)}. {label('answer', one.answer)}. {one.proof}"
    )


def _read(sheet: Sheet) -> str:
    row = sheet.row
    return f"{label('reading', row.read_how)}, le {plain_date(row.read_on)}." if row.read_on else ""


def _headings(sheet: Sheet) -> Iterator[Heading]:
    said = sheet.diagnosis or Diagnosis()
    yield Heading("Bailleur, bail et procédure", facts=tuple(_lease(sheet)))
    yield Heading("Composition du foyer", facts=tuple(_household(said)), text=said.household)
    yield Heading("Situation professionnelle", text=said.work)
    yield Heading("Logement", facts=tuple(_housing(said)), text=said.housing_words)
    for side, title in TITLES.items():
        yield Heading(title, facts=tuple(_amounts(sheet.lines, side)))
    yield Heading("Dettes et reste à vivre", facts=tuple(_left(sheet)), text=said.budget_words)
    yield Heading("Dette locative et ses causes", facts=tuple(_debt(sheet, said)), text=said.causes_words)
    yield Heading("Démarches et aides demandées", facts=tuple(_steps(said)), text=said.steps_words)
    yield Heading("Capacité à rester dans le logement", facts=_capacity(said.keep), text=said.keep_words)
    yield Heading("Capacité à se reloger", facts=_capacity(said.rehouse), text=said.rehouse_words)
    yield Heading("Conséquences d’une résiliation du bail", text=said.consequences)
    yield Heading("Observations de la personne", said=said.tenant_words)
    yield Heading(
        "Observations du bailleur", facts=_on("Recueillies le", said.landlord_heard_on), text=said.landlord_words
    )


def _lease(sheet: Sheet) -> Iterator[Fact]:
    row = sheet.row
    yield "Bailleur", f"{row.landlord_name} ({label('landlord', row.landlord).lower()})"
    yield "Bail signé le", plain_date(row.lease_on)
    yield from _on("Assignation", row.assigned_on)
    yield from _on("Commandement de payer", row.summons_to_pay_on)
    if effect := sheet.clause:
        yield "Effet de la clause résolutoire", f"{plain_date(effect.on)}. {effect.why}."
    if row.announced_debt is not None:
        yield "Dette annoncée à la saisine", shown_money(row.announced_debt)


def _household(said: Diagnosis) -> Iterator[Fact]:
    if said.adults is not None:
        yield "Adultes", str(said.adults)
        yield "Enfants", str(said.children or 0)


def _housing(said: Diagnosis) -> Iterator[Fact]:
    if said.housing:
        yield "Type", label("housing", said.housing)
    yield from _money("Loyer et charges", said.rent)
    yield from _money("Aide au logement", said.housing_aid)


def _amounts(lines: list[BudgetLine], side: str) -> Iterator[Fact]:
    """In the order of the form; what is no longer listed comes last."""
    order = list(coded(LISTS[side]))
    found = [line for line in lines if line.side == side]
    for line in sorted(found, key=lambda line: order.index(line.code) if line.code in order else len(order)):
        yield label(LISTS[side], line.code), shown_money(line.amount)


def _left(sheet: Sheet) -> Iterator[Fact]:
    if not sheet.lines:
        return
    found = sheet.budget
    yield from _amounts(sheet.lines, Side.DEBT)
    yield "Ressources", shown_money(found.resources)
    yield "Charges et remboursements", shown_money(found.charges + found.debts)
    yield "Reste à vivre du foyer", shown_money(found.left)
    if found.each is not None and found.each_day is not None:
        people = counted(found.people, "personne")
        each = f"{shown_money(found.each)} par mois, {shown_money(found.each_day)} par jour ({people})"
        yield "Reste à vivre par personne", each


def _debt(sheet: Sheet, said: Diagnosis) -> Iterator[Fact]:
    yield from _money("Montant", said.debt)
    yield from _on("Arrêté au", said.debt_on)
    yield from _on("Premier impayé", said.first_default_on)
    if said.causes:
        yield "Causes", SEPARATOR.join(labels("cause", said.causes))
    yield from _on("Paiements repris le", said.resumed_on)
    if said.repayment:
        yield "Plan d’apurement", said.repayment


def _steps(said: Diagnosis) -> Iterator[Fact]:
    if said.steps:
        yield "Démarches", SEPARATOR.join(labels("step", said.steps))
    if said.sources:
        yield "Sources", SEPARATOR.join(labels("source", said.sources))


def _capacity(code: str) -> tuple[Fact, ...]:
    return (("Réponse", label("capacity", code)),) if code else ()


def _on(title: str, day: date | None) -> tuple[Fact, ...]:
    return ((title, plain_date(day)),) if day else ()


def _money(title: str, amount: Decimal | None) -> tuple[Fact, ...]:
    return ((title, shown_money(amount)),) if amount is not None else ()

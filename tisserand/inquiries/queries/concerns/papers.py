"""The three papers of a concern: the evaluation, the signalement, the return to whoever transmitted."""

from collections.abc import Iterator
from datetime import date

from tisserand.documents import rules as papers
from tisserand.documents.rules import Heading
from tisserand.inquiries.models import Adult, Fact, Meeting, Minor, Transmission
from tisserand.inquiries.queries.concerns.sheet import Sheet
from tisserand.inquiries.queries.papers import letterhead
from tisserand.inquiries.rules import label, labels
from tisserand.inquiries.rules.concern_states import Conclusion, Writing
from tisserand.inquiries.rules.framework import domains, framework
from tisserand.kernel.sentences import listed, plain_date

Said = tuple[str, str]
TITLES = {
    Writing.EVALUATION: "Évaluation d’une information préoccupante",
    Writing.REFERRAL: "Signalement au procureur de la République",
    Writing.RETURN: "Suites données à votre information",
}
NOTES = {
    Writing.EVALUATION: "Évaluation conduite à deux (art. D. 226-2-5 à D. 226-2-7 CASF). Chaque fait est écrit avec sa"
    " source\u00a0: dit, observé ou confirmé. L’évaluation ne juge pas de la vérité des faits.",
    Writing.REFERRAL: "Transmis sans délai (article L. 226-4 du code de l’action sociale et des familles).",
    Writing.RETURN: "Lettre adressée en application de l’article L. 226-5 du code de l’action sociale et des familles."
    " Elle ne dit rien du contenu de l’évaluation, qui est confidentiel.",
}


def writing(sheet: Sheet, kind: Writing, *, on: date, transmission: Transmission | None = None) -> papers.ConcernPaper:
    return papers.ConcernPaper(
        letterhead=letterhead(sheet.row.unit, on=on),
        kind=TITLES[kind],
        title=f"Référence {sheet.row.reference}" if kind == Writing.RETURN else sheet.names,
        to=_to(kind, transmission),
        note=NOTES[kind],
        headings=tuple(_headings(sheet, kind, transmission)),
        signed=tuple(_signed(sheet)) if kind == Writing.EVALUATION else (),
        author=sheet.row.unit.name,
    )


def _to(kind: Writing, transmission: Transmission | None) -> str:
    if kind == Writing.REFERRAL:
        return "Madame ou Monsieur le procureur de la République"
    return (transmission.name or label("ip_source", transmission.source)) if transmission else ""


def _headings(sheet: Sheet, kind: Writing, transmission: Transmission | None) -> Iterator[Heading]:
    if kind == Writing.RETURN and transmission:
        yield from _return(transmission)
    elif kind == Writing.REFERRAL:
        yield from _referral(sheet)
    else:
        yield from _evaluation(sheet)


def _return(row: Transmission) -> Iterator[Heading]:
    received = f"Vous avez transmis une information le {plain_date(row.on)}."
    yield Heading("Votre transmission", text=received)
    yield Heading("Ce qui peut vous être dit", text=row.return_words)


def _referral(sheet: Sheet) -> Iterator[Heading]:
    row = sheet.row
    yield Heading("Fondement de la saisine", facts=(("Motif", listed(labels("ip_ground", row.grounds))),))
    yield from _home(sheet)
    yield Heading("Ce que le procureur doit savoir", text=row.referral_words)
    yield from _received(sheet)
    if sheet.facts:
        yield from _facts(sheet)
    yield Heading("Information des parents", text=_parents(sheet))


def _evaluation(sheet: Sheet) -> Iterator[Heading]:
    yield from _received(sheet)
    yield from _home(sheet)
    yield Heading("Rencontres", facts=tuple(map(_meeting, sheet.meetings)))
    for child in sheet.children:
        yield from _child(child)
    for adult in sheet.adults:
        yield _adult(adult)
    yield from _facts(sheet)
    yield Heading("Synthèse", text=sheet.row.analysis)
    yield _conclusion(sheet)


def _received(sheet: Sheet) -> Iterator[Heading]:
    """What alerted, without who: whoever alerted is protected (CRPA, L. 311-6)."""
    first = sheet.transmissions[0] if sheet.transmissions else None
    if first:
        origin = f"{label('ip_source', first.source)}, {label('ip_channel', first.channel).lower()}"
        received = (("Reçue le", plain_date(sheet.row.received_on)), ("Origine", origin))
        yield Heading("L’information reçue", facts=received, text=first.words)


def _home(sheet: Sheet) -> Iterator[Heading]:
    minors = ((child.name, _born(child)) for child in sheet.children)
    adults = ((adult.name, _tied(adult)) for adult in sheet.adults)
    yield Heading("Le foyer", facts=(*minors, *adults), text=sheet.row.place)


def _born(child: Minor) -> str:
    return f"Né·e le {plain_date(child.born_on)}" if child.born_on else "Naissance non connue"


def _tied(adult: Adult) -> str:
    return f"{adult.tie or 'Adulte du foyer'}, {label('ip_authority', adult.authority).lower()}"


def _meeting(one: Meeting) -> Said:
    said = f"{label('ip_place', one.place)}, avec {one.present}"
    return plain_date(one.on), f"{said}\n{one.words}" if one.words else said


def _child(child: Minor) -> Iterator[Heading]:
    facts = [("Accord des parents pour l’entendre seul", label("ip_agreement", child.agreement))]
    if child.agreement_why:
        facts.append(("Ce qu’ils en disent", child.agreement_why))
    on = f", le {plain_date(child.heard_on)}" if child.heard_on else ""
    facts.append(("Rencontre", f"{label('ip_heard', child.heard)}{on}"))
    if child.heard_why:
        facts.append(("Pourquoi", child.heard_why))
    facts.append(("Situation", label("ip_situation", child.situation)))
    yield Heading(child.name, facts=tuple(facts), text=child.needs, said=child.heard_words)


def _adult(adult: Adult) -> Heading:
    heard = f"Le {plain_date(adult.heard_on)}" if adult.heard_on else f"Non entendu·e\u00a0: {adult.unheard}"
    informed = f"Le {plain_date(adult.informed_on)}" if adult.informed_on else f"Non\u00a0: {adult.uninformed}"
    facts = (("Entretien", heard), ("Informé·e de l’évaluation", informed))
    return Heading(adult.name, facts=facts, said=adult.heard_words)


def _facts(sheet: Sheet) -> Iterator[Heading]:
    """By domain of the national framework; each with its source, never « verified »."""
    names = {child.pk: child.name for child in sheet.children}
    for code, title in domains().items():
        rows = [fact for fact in sheet.facts if fact.domain == code]
        if rows:
            yield Heading(title, facts=tuple(_fact(fact, names) for fact in rows))


def _fact(fact: Fact, names: dict) -> Said:
    on = f", {plain_date(fact.on)}" if fact.on else ""
    about = f"{names[fact.minor_id]}\u00a0: " if fact.minor_id in names else ""
    return f"{label('ip_fact_source', fact.source)} {fact.who}{on}", f"{about}{fact.words}"


def _conclusion(sheet: Sheet) -> Heading:
    row = sheet.row
    facts = [("Conclusion commune", label("ip_conclusion", row.conclusion))]
    if row.conclusion == Conclusion.ACTION:
        facts.append(("Action", listed(labels("ip_action", row.actions))))
    if row.conclusion == Conclusion.REFERRAL:
        facts.append(("Fondement", listed(labels("ip_ground", row.grounds))))
    facts.append(("Cadre de référence", framework().title))
    return Heading("Conclusion", facts=tuple(facts), text=row.conclusion_words)


def _parents(sheet: Sheet) -> str:
    row = sheet.row
    if row.parents_told_on:
        return f"Les parents sont informés par écrit le {plain_date(row.parents_told_on)}."
    if row.parents_untold:
        return f"Les parents n’en sont pas informés\u00a0: {row.parents_untold}"
    return "Les parents n’en sont pas encore informés par écrit."


def _signed(sheet: Sheet) -> Iterator[str]:
    for one in sheet.signatures:
        if one.stands:
            agreed = "signe" if one.agrees else f"signe en désaccord\u00a0: {one.words}"
            yield f"{one.author.name}{', ' + one.author.profession if one.author.profession else ''}, {agreed}"

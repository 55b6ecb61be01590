"""Each part of a letter has its own small form: this says which, from its kind and from where it stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from tisserand.transmissions import operations, queries
from tisserand.transmissions.models import Letter
from tisserand.transmissions.rules import GONE, Asked, Page, State, missing
from tisserand.transmissions.rules.missing import (
    AGREEMENT_PAGE,
    CAISSE_PAGE,
    CERTIFICATE_PAGE,
    INFORMATION_PAGE,
    WITHOUT_CERTIFICATE,
)
from tisserand.transmissions.web import forms


@dataclass(frozen=True)
class Place:
    """Where one writes, and what is known there."""

    request: object
    row: Letter
    sheet: queries.Sheet

    @property
    def today(self):
        return queries.today_of(self.row, self.request.now)

    @property
    def said(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now, "letter": self.row.pk}


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    form: Callable
    save: Callable[[Place, object, str], None]
    initial: Callable[[Place], dict] = lambda place: {}
    button: str = "Garder"
    kept: str = "C’est gardé."
    hint: str = ""
    # Long texts are kept while typing.
    draft: bool = False
    # The fields that two people may have written at once.
    shared: Mapping[str, str] = field(default_factory=dict)
    states: frozenset[State] = frozenset({State.DRAFT})


def sections(place: Place) -> dict[str, Section]:
    found = (*written(place), *coded(place), *gestures(place))
    return {section.slug: section for section in found}


def written(place: Place) -> Iterator[Section]:
    for page in place.sheet.kind.pages:
        shared = {entry.code: entry.label for entry in page.entries}
        form = partial(forms.PageForm, page=page)
        start = partial(_page, page)
        yield Section(page.slug, page.title, form, save_page, start, hint=page.hint, draft=True, shared=shared)


def _page(page: Page, place: Place) -> dict:
    row = place.row
    texts = {entry.code: row.said.get(entry.code, "") for entry in page.entries}
    return texts | {f"{forms.UNKNOWN}{code}": True for code in row.unknown} | {"version": row.version}


def save_page(place: Place, form, draft: str) -> None:
    version = form.cleaned_data["version"]
    said = {"said": form.said, "unknown": form.unknown}
    operations.write_page(expected_version=version, draft=draft, **said, **place.said)


CODED = {
    Asked.AGREEMENT: (
        AGREEMENT_PAGE,
        "L’accord, le danger, à qui",
        "Le secret professionnel dit à qui cette lettre peut aller, et sur quel fondement.",
        {"agreement_words": "Ce qu’elle en dit", "victim_words": "Ce qui l’empêche de se protéger"},
    ),
    Asked.CERTIFICATE: (CERTIFICATE_PAGE, "Le certificat médical", WITHOUT_CERTIFICATE, {"doctor": "Nom du médecin"}),
    Asked.INFORMATION: (
        INFORMATION_PAGE,
        "Ce que la personne en sait",
        "La personne est informée, sauf si cela l’expose à un danger.",
        {"informed_words": "Ce qu’elle en dit"},
    ),
    Asked.CAISSE: (CAISSE_PAGE, "La caisse", "3 jours ouvrés pour une allocataire, 5 sinon.", {}),
}


def coded(place: Place) -> Iterator[Section]:
    kind = place.sheet.kind
    made = {
        Asked.AGREEMENT: partial(forms.AgreementForm, kind=kind),
        Asked.CERTIFICATE: forms.CertificateForm,
        Asked.INFORMATION: forms.InformationForm,
        Asked.CAISSE: forms.CaisseForm,
    }
    for asked, (slug, title, hint, shared) in CODED.items():
        if place.sheet.facts.wants(asked):
            yield Section(slug, title, made[asked], save_coded, _known, hint=hint, shared=shared, draft=bool(shared))


def _known(place: Place) -> dict:
    names = (*queries.CODED, "agreement_words", "recipient", "version")
    return {name: getattr(place.row, name) for name in names}


def save_coded(place: Place, form, draft: str) -> None:
    said = dict(form.cleaned_data)
    operations.say(expected_version=said.pop("version"), draft=draft, **said, **place.said)


def gestures(place: Place) -> Iterator[Section]:
    yield from _sent(place)
    yield from _followed(place)


def _sent(place: Place) -> Iterator[Section]:
    kind = place.sheet.kind
    send = partial(forms.SendForm, kind=kind)
    start = lambda place: {"on": place.today, "to": place.row.recipient}  # noqa: E731 (read twice, below)
    yield Section(
        "envoi",
        "La lettre est partie",
        send,
        save_sending,
        start,
        kept="L’envoi est gardé, avec sa preuve.",
        hint="Chaque destinataire, sa date, son moyen, sa preuve.",
        states=frozenset({State.SEALED}) | GONE,
    )
    yield Section(
        "hors-outil",
        "Partie hors outil",
        send,
        partial(save_sending, outside=True),
        start,
        kept="C’est gardé, avec sa preuve. La suite se suit ici.",
        hint="Écrite ou dite sans passer par ici : gardez le jour, le moyen et ce qui le prouve.",
    )
    yield Section(
        "reponse",
        "La réponse",
        partial(forms.AnswerForm, kind=kind),
        save_answer,
        lambda place: {"on": place.today},
        kept="La réponse est notée.",
        draft=True,
        states=GONE,
    )


def _followed(place: Place) -> Iterator[Section]:
    still = frozenset(State) - {State.CLOSED}
    yield Section(
        "suivi",
        "Confier le suivi",
        partial(forms.HandOverForm, colleagues=colleagues(place)),
        save_hand_over,
        button="Confier",
        kept="La transmission est confiée.",
        states=still,
    )
    yield Section(
        "cloture",
        "Clore la transmission",
        forms.CloseForm,
        save_closing,
        button="Clore",
        kept="La transmission est close.",
        draft=True,
        states=still,
    )


def save_sending(place: Place, form, draft: str, *, outside: bool = False) -> None:
    said = dict(form.cleaned_data)
    operations.send(request_key=said.pop("key"), outside=outside, **said, **place.said)


def save_answer(place: Place, form, draft: str) -> None:
    said = dict(form.cleaned_data)
    operations.record_answer(request_key=said.pop("key"), draft=draft, **said, **place.said)


def colleagues(place: Place) -> list[tuple[str, str]]:
    seats = queries.who_follows(place.row.unit_id, place.today)
    return list({str(seat.account_id): seat.account.name for seat in seats}.items())


def save_hand_over(place: Place, form, draft: str) -> None:
    operations.hand_over(to=UUID(form.cleaned_data["holder"]), **place.said)


def save_closing(place: Place, form, draft: str) -> None:
    operations.close(draft=draft, **form.cleaned_data, **place.said)


def wanted(place: Place) -> dict[str, list]:
    """What each page still wants, while the letter is written."""
    if place.row.state != State.DRAFT:
        return {}
    found: dict[str, list] = {}
    for refusal in missing(place.sheet.facts):
        found.setdefault(refusal.field or "", []).append(refusal)
    return found

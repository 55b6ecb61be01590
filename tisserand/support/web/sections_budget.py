"""What one may write about a judge's measure and a file of debts."""

from uuid import UUID

from django.urls import reverse

from tisserand.support import operations
from tisserand.support.models import CourtMeasure, DebtFile
from tisserand.support.operations.followed import assign
from tisserand.support.rules.court import Asked
from tisserand.support.web.follow import Follow, colleagues, opened_by, teams, today
from tisserand.support.web.forms import budget as forms
from tisserand.support.web.forms.rsa import AssignForm
from tisserand.support.web.sections import Section
from tisserand.support.web.sections_rsa import ASSIGN


def _who(place: Follow, said: dict) -> dict:
    team = UUID(said.pop("team"))
    opener = {"referent": opened_by(place, team), "request_key": said.pop("key")}
    return {"person": place.person_id, "team": team, "today": place.today, **opener}


def save_request(place: Follow, said: dict, draft: str) -> str:
    who, words = _who(place, said), said.pop("words")
    row = operations.ask_judge(said=Asked(**said), words=words, draft=draft, **who, **place.said)
    return reverse("support:court", args=[row.pk])


def save_debts(place: Follow, said: dict, draft: str) -> str:
    row = operations.lodge_debts(draft=draft, **_who(place, said), **said, **place.said)
    return reverse("support:debt", args=[row.pk])


def court(operation):
    def save(place: Follow, said: dict, draft: str) -> None:
        operation(measure=place.row.pk, **said, **place.said)

    return save


def debt(operation):
    def save(place: Follow, said: dict, draft: str) -> None:
        operation(file=place.row.pk, **said, **place.said)

    return save


def assigned(model):
    def save(place: Follow, said: dict, draft: str) -> None:
        assign(model=model, row=place.row.pk, referent=UUID(said["referent"]), **place.said)

    return save


NEW = (
    Section(
        "juge",
        "Une mesure demandée au juge",
        forms.JudgeForm,
        save_request,
        today("asked_on"),
        teams,
        kept="La demande est notée.",
        hint="Le versement direct au bailleur, par le département ; la mesure judiciaire, par le procureur seul.",
        draft=True,
    ),
    Section(
        "surendettement",
        "Un dossier de surendettement",
        forms.DebtForm,
        save_debts,
        today("on"),
        teams,
        kept="Le dossier est noté. La commission a trois mois pour répondre.",
        hint="La personne le dépose à la Banque de France. Ici, ses dates.",
        draft=True,
    ),
)
OF_COURT = (
    Section("audience", "L’audience", forms.HearingForm, court(operations.hear_measure), today("on")),
    Section(
        "jugement",
        "La décision du juge",
        forms.JudgmentForm,
        court(operations.judge_measure),
        today("on"),
        kept="La décision est notée.",
        hint="Un renouvellement se note ici aussi : deux ans au plus, quatre en tout.",
    ),
    Section("notification", "La notification", forms.DayForm, court(operations.notify_measure), today("on")),
    Section("fin", "La fin de la mesure", forms.CourtEndForm, court(operations.end_court_measure), today("on")),
    Section("referent", "Qui s’en occupe", AssignForm, assigned(CourtMeasure), options=colleagues, **ASSIGN),
)
OF_DEBT = (
    Section(
        "reponse",
        "La réponse de la commission",
        forms.DebtAnswerForm,
        debt(operations.answer_debts),
        today("on"),
        hint="La recevabilité suspend les poursuites, jamais l’expulsion.",
    ),
    Section("fin", "La fin du dossier", forms.DebtEndForm, debt(operations.close_debts), today("on")),
    Section("referent", "Qui s’en occupe", AssignForm, assigned(DebtFile), options=colleagues, **ASSIGN),
)
NEW_SECTIONS, COURT_SECTIONS, DEBT_SECTIONS = ({one.slug: one for one in rows} for rows in (NEW, OF_COURT, OF_DEBT))

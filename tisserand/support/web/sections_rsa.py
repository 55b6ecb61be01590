"""What one may write about an RSA and about a breach of its contract: a small form for each dated fact."""

from uuid import UUID

from django.urls import reverse

from tisserand.support import operations
from tisserand.support.models import RsaPath
from tisserand.support.operations.followed import assign
from tisserand.support.rules.rsa import Hours
from tisserand.support.rules.sanction import Sanction
from tisserand.support.web.follow import Follow, colleagues, opened_by, teams, today
from tisserand.support.web.forms import rsa as forms
from tisserand.support.web.sections import Section


def save_opening(place: Follow, said: dict, draft: str) -> str:
    key, team = said.pop("key"), UUID(said.pop("team"))
    who = {"person": place.person_id, "team": team, "referent": opened_by(place, team), "request_key": key}
    row = operations.open_path(today=place.today, **who, **said, **place.said)
    return reverse("support:rsa", args=[row.pk])


def save_orientation(place: Follow, said: dict, draft: str) -> None:
    operations.orient(path=place.row.pk, **said, **place.said)


def contract(place: Follow) -> dict:
    row = place.row
    known = {"regime": row.hours_regime, "weekly": row.hours_weekly, "hours_reason": row.hours_reason}
    return {"on": place.today, **known, "obstacle": row.obstacle, "version": row.version}


def save_contract(place: Follow, said: dict, draft: str) -> None:
    hours = Hours(said.pop("regime"), said.pop("weekly"), said.pop("hours_reason"))
    version = said.pop("version")
    about = {"path": place.row.pk, "hours": hours, "expected_version": version, "draft": draft}
    operations.engage(**about, **said, **place.said)


def save_diagnosis(place: Follow, said: dict, draft: str) -> None:
    operations.diagnose(path=place.row.pk, **said, **place.said)


def save_exit(place: Follow, said: dict, draft: str) -> None:
    operations.leave(path=place.row.pk, **said, **place.said)


def save_breach(place: Follow, said: dict, draft: str) -> str:
    key = said.pop("key")
    row = operations.note_breach(path=place.row.pk, request_key=key, draft=draft, **said, **place.said)
    return reverse("support:breach", args=[row.pk])


def save_assignment(place: Follow, said: dict, draft: str) -> None:
    assign(model=RsaPath, row=place.row.pk, referent=UUID(said["referent"]), **place.said)


def save_information(place: Follow, said: dict, draft: str) -> None:
    operations.inform(breach=place.row.pk, draft=draft, **said, **place.said)


def observations(place: Follow) -> dict:
    row = place.row
    known = {"observations": row.observations, "helper": row.helper, "how": row.heard_how}
    return {"on": row.heard_on or place.today, **known, "version": row.version}


def save_observations(place: Follow, said: dict, draft: str) -> None:
    about = {"breach": place.row.pk, "expected_version": said.pop("version"), "words": said.pop("observations")}
    operations.record_observations(draft=draft, **about, **said, **place.said)


def opinion(place: Follow) -> dict:
    row = place.row
    return {"on": row.opinion_on or place.today, "opinion": row.opinion, "version": row.version}


def save_opinion(place: Follow, said: dict, draft: str) -> None:
    about = {"breach": place.row.pk, "expected_version": said["version"], "words": said["opinion"]}
    operations.record_opinion(on=said["on"], draft=draft, **about, **place.said)


def sanction(place: Follow) -> dict:
    return {"decided_on": place.today, "effective_on": place.today, "version": place.row.version}


def save_sanction(place: Follow, said: dict, draft: str) -> None:
    about = {"breach": place.row.pk, "expected_version": said.pop("version")}
    about["repeated_words"] = said.pop("repeated_words")
    operations.record_sanction(said=Sanction(**said), draft=draft, **about, **place.said)


def gesture(operation):
    """An operation on a breach whose form says exactly what it asks."""

    def save(place: Follow, said: dict, draft: str) -> None:
        operation(breach=place.row.pk, **said, **place.said)

    return save


OPENING = Section(
    "ouvrir",
    "Ouvrir le parcours RSA",
    forms.RsaForm,
    save_opening,
    today("informed_on"),
    teams,
    button="Ouvrir le parcours",
    kept="Le parcours est ouvert. Les dates de la loi courent.",
)
ASSIGN = {"button": "Confier", "kept": "C’est confié, avec ses échéances."}
OF_RSA = (
    Section(
        "orientation",
        "L’orientation notifiée",
        forms.OrientationForm,
        save_orientation,
        today("on"),
        kept="L’orientation est notée. Le contrat se signe dans le mois.",
        hint="Une nouvelle orientation interrompt le délai du contrat, qui repart. L’ancienne reste à l’histoire.",
    ),
    Section(
        "contrat",
        "Le contrat d’engagement",
        forms.ContractForm,
        save_contract,
        contract,
        kept="Le contrat est noté.",
        draft=True,
        shared={"words": "Ce que la personne en dit"},
    ),
    Section(
        "diagnostic",
        "Le diagnostic avec France Travail",
        forms.DiagnosisForm,
        save_diagnosis,
        today("on"),
        kept="Le diagnostic est noté.",
    ),
    Section(
        "manquement",
        "Un manquement",
        forms.BreachForm,
        save_breach,
        today("on"),
        kept="Le manquement est noté. Rien n’est décidé\u00a0: informez la personne, ou laissez-le sans suite.",
        hint="Un constat n’est pas une sanction. La personne sera informée et entendue avant toute décision.",
        draft=True,
    ),
    Section("sortie", "La sortie du RSA", forms.ExitForm, save_exit, today("on"), kept="La sortie est notée."),
    Section("referent", "Qui s’en occupe", forms.AssignForm, save_assignment, options=colleagues, **ASSIGN),
)
OF_BREACH = (
    Section(
        "information",
        "L’information préalable",
        forms.InformForm,
        save_information,
        today("on"),
        kept="La personne est informée. Son délai d’observations court.",
        hint="Les faits, la sanction envisagée, le délai pour répondre, et la personne de son choix pour l’aider.",
        draft=True,
    ),
    Section(
        "observations",
        "Ses observations",
        forms.ObservationsForm,
        save_observations,
        observations,
        draft=True,
        shared={"observations": "Ses observations", "helper": "Qui l’aidait"},
    ),
    Section(
        "avis",
        "L’avis de l’équipe pluridisciplinaire",
        forms.OpinionForm,
        save_opinion,
        opinion,
        hint="Il est exigé avant une suppression.",
        draft=True,
        shared={"opinion": "Avis"},
    ),
    Section(
        "decision",
        "La décision",
        forms.SanctionForm,
        save_sanction,
        sanction,
        button="Enregistrer la décision",
        kept="La décision est enregistrée. Elle reste à notifier.",
        hint="Prise par l’autorité compétente, jamais par l’outil, et jamais par qui a constaté le manquement.",
        draft=True,
        shared={"reasons": "Motifs"},
    ),
    Section(
        "notification",
        "La notification",
        forms.NotifyForm,
        gesture(operations.notify),
        today("on"),
        kept="La notification est notée. La personne a deux mois pour un recours.",
    ),
    Section(
        "fin",
        "La fin de la sanction",
        forms.LiftForm,
        gesture(operations.lift),
        today("on"),
        kept="La sanction est terminée.",
        hint="Dès que la personne tient ses engagements, sans attendre le terme.",
    ),
    Section("sans-suite", "Sans suite", forms.DropForm, gesture(operations.drop), kept="Le manquement est sans suite."),
    Section(
        "recours",
        "Le recours de la personne",
        forms.AppealForm,
        gesture(operations.record_appeal),
        today("on"),
        kept="Le recours est noté. Le délai de réponse court.",
    ),
    Section("commission", "L’avis de la commission", forms.AdviceForm, gesture(operations.record_advice), today("on")),
    Section("reponse", "La réponse au recours", forms.AnswerAppealForm, gesture(operations.answer_appeal), today("on")),
)
# What only whoever may take a decision records.
DECIDED = frozenset({"decision", "notification", "reponse"})
RSA_SECTIONS = {section.slug: section for section in OF_RSA}
BREACH_SECTIONS = {section.slug: section for section in OF_BREACH}

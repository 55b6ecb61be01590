"""Each part of a plan has its own small form: what it asks, what it starts from, what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from tisserand.access import queries as access
from tisserand.support import operations, queries
from tisserand.support.models import Objective, Plan
from tisserand.support.operations import Goal, Standing
from tisserand.support.rules import Closing, Moment, Side, State, choices
from tisserand.support.rules.states import CLOSINGS_OF_A_DRAFT
from tisserand.support.web import forms, shown


@dataclass(frozen=True)
class Place:
    """Where one writes: a plan, sometimes one of its objectives."""

    request: object
    plan: Plan
    objective: Objective | None = None

    @property
    def today(self) -> date:
        return queries.today_of(self.plan, self.request.now)

    @property
    def said(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now}


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    form: type
    save: Callable[[Place, dict, str], object]
    initial: Callable[[Place], dict] = lambda place: {}
    options: Callable[[Place], dict] = lambda place: {}
    button: str = "Garder"
    kept: str = "C’est gardé."
    hint: str = ""
    anchor: str = ""
    template: str = "support/section.html"
    # Long texts are kept while typing; a date and a choice are not worth it.
    draft: bool = False
    part: str = ""
    # The fields that two people may have written at once.
    shared: Mapping[str, str] = field(default_factory=dict)


def _today(name: str) -> Callable[[Place], dict]:
    return lambda place: {name: place.today}


def _frame(place: Place) -> dict:
    plan = place.plan
    return {
        name: getattr(plan, name)
        for name in ("kind", "origin", "words", "starts_on", "ends_on", "review_on", "version")
    }


def _save_frame(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    operations.change_frame(plan=place.plan.pk, expected_version=version, **said, **place.said)


def _save_adhesion(place: Place, said: dict, draft: str) -> None:
    operations.record_adhesion(plan=place.plan.pk, on=said["adhesion_on"], words=said["words"], **place.said)


def _save_withdrawal(place: Place, said: dict, draft: str) -> None:
    operations.withdraw_adhesion(plan=place.plan.pk, on=said["withdrawn_on"], words=said["words"], **place.said)


def _save_formalisation(place: Place, said: dict, draft: str) -> None:
    operations.formalise(
        plan=place.plan.pk,
        outcome=said["outcome"],
        on=said["formalised_on"],
        language=said["language"],
        **place.said,
    )


def _save_question(place: Place, said: dict, draft: str) -> None:
    operations.ask_team(
        plan=place.plan.pk, question=said["question"], expected_version=said["version"], draft=draft, **place.said
    )


def goal_of(said: dict) -> Goal:
    scale = tuple(said[name] for name in forms.SCALE)
    same = (
        "words",
        "family",
        "problem",
        "verb",
        "feasibility",
        "criterion",
        "criterion_on",
        "scale_start",
        "scale_aim",
    )
    return Goal(scale=scale, **{name: said[name] for name in same})


def _objective(place: Place) -> dict:
    row = place.objective
    if row is None:
        return {"criterion_on": place.today}
    same = ("words", "family", "problem", "verb", "feasibility", "criterion", "scale_start", "scale_aim", "version")
    degrees = dict(zip(forms.SCALE, row.scale, strict=False))
    return {name: getattr(row, name) for name in same} | degrees | {"criterion_on": row.criterion_on or place.today}


def _save_objective(place: Place, said: dict, draft: str) -> None:
    if not said["criterion"].strip():
        said["criterion_on"] = None
    if place.objective is None:
        operations.write_objective(
            plan=place.plan.pk, goal=goal_of(said), request_key=said["key"], draft=draft, **place.said
        )
    else:
        operations.change_objective(
            objective=place.objective.pk,
            expected_version=said["version"] or 0,
            goal=goal_of(said),
            draft=draft,
            **place.said,
        )


def _save_step(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.plan_step(objective=place.objective.pk, request_key=key, **said, **place.said)


def _save_point(place: Place, said: dict, draft: str) -> None:
    operations.assess_objective(
        objective=place.objective.pk,
        state=said["state"],
        level=said.get("scale_now"),
        words=said["words"],
        on=said["said_on"],
        **place.said,
    )


def _save_commitment(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.commit(plan=place.plan.pk, request_key=key, **said, **place.said)


def _save_disagreement(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.keep_disagreement(plan=place.plan.pk, request_key=key, draft=draft, **said, **place.said)


def _save_autonomy(place: Place, said: dict, draft: str) -> None:
    operations.say_autonomy(
        plan=place.plan.pk,
        level=int(said["level"]),
        words=said["words"],
        on=said["said_on"],
        moment=Moment.START if place.plan.state == State.DRAFT else Moment.REVIEW,
        request_key=said["key"],
        **place.said,
    )


def _save_note(place: Place, said: dict, draft: str) -> None:
    zone = timezone.get_current_timezone()
    moment = datetime.combine(said["on"], said["hour"] or time(), zone)
    if said["hour"] is None and said["on"] == place.today:
        moment = place.request.now
    operations.write_contact(
        plan=place.plan.pk,
        nature=said["nature"],
        happened_at=moment,
        duration_minutes=said["duration"],
        text=said["text"],
        level=said["level"],
        request_key=said["key"],
        draft=draft,
        **place.said,
    )


def _live(place: Place) -> dict:
    sheet = queries.sheet(place.request.actor, place.plan)
    return {"objectives": sheet.live}


def _save_review(place: Place, said: dict, draft: str) -> None:
    standings = []
    for objective in said.pop("form").objectives:
        start = f"o_{objective.pk.hex}"
        level = said.get(f"{start}_level")
        standings.append(
            Standing(objective.pk, said[f"{start}_state"], int(level) if level else None, said[f"{start}_words"])
        )
    operations.hold_review(
        plan=place.plan.pk,
        held_on=said["held_on"],
        words=said["words"],
        change_seen=said["change_seen"],
        decision=said["decision"],
        new_end=said["new_end"],
        next_on=said["next_on"],
        autonomy=said["autonomy"],
        duration_minutes=said["duration"],
        standings=standings,
        request_key=said["key"],
        draft=draft,
        **place.said,
    )


def _closing_options(place: Place) -> dict:
    reasons = [choice for choice in choices("closing") if _possible(place, choice[0])]
    units = [(str(unit.pk), unit.name) for unit in access.units(kind="team", on=place.today)]
    return {"reasons": reasons, "units": units}


def _possible(place: Place, reason: str) -> bool:
    """Reasons that would be refused anyway are not offered."""
    if place.plan.state == State.DRAFT:
        return reason in CLOSINGS_OF_A_DRAFT
    by_manager = place.request.actor.can("plans.regulate", place.plan.team_id)
    asks = {
        Closing.WITHDRAWN: place.plan.state == State.STOPPED,
        Closing.AUTHORITY: place.plan.origin == "imposed",
        Closing.SERVICE: by_manager,
    }
    return asks.get(reason, True)


def _save_closing(place: Place, said: dict, draft: str) -> None:
    unit = said.pop("relay_unit")
    operations.close_plan(
        plan=place.plan.pk, relay_unit=UUID(unit) if unit else None, draft=draft, **said, **place.said
    )


def _continuity(place: Place) -> dict:
    row = queries.sheet(place.request.actor, place.plan).continuity
    names = ("safety", "safe_contact", "next_steps", "words", "open_to")
    return {name: getattr(row, name) for name in names} if row else {}


def _save_continuity(place: Place, said: dict, draft: str) -> None:
    operations.write_continuity(plan=place.plan.pk, draft=draft, **said, **place.said)


def _colleagues(place: Place) -> dict:
    members = queries.team_members(place.plan.team_id, on=place.today)
    return {"colleagues": [member for member in members if member[0] != str(place.plan.referent_id)]}


def _save_hand_over(place: Place, said: dict, draft: str) -> None:
    operations.hand_over_plan(plan=place.plan.pk, referent=UUID(said["referent"]), **place.said)


def _owners(place: Place) -> dict:
    return {"owners": shown.owners(queries.sheet(place.request.actor, place.plan))}


def _sides(place: Place) -> dict:
    name = queries.sheet(place.request.actor, place.plan).name
    return {"sides": [(Side.PERSON, name), (Side.SERVICE, "Le service"), (Side.THIRD, "Un tiers")]}


OBJECTIVE_TEXTS = {
    "words": "L’objectif, avec ses mots",
    "criterion": "On saura que c’est mieux quand",
    "feasibility": "Ce qui rend l’objectif réalisable",
}
FRAME_TEXTS = {"words": "Ce que la personne veut changer"}

SECTIONS = {
    section.slug: section
    for section in (
        Section("cadre", "Cadre de l’accompagnement", forms.FrameForm, _save_frame, _frame, shared=FRAME_TEXTS),
        Section(
            "adhesion",
            "Son adhésion",
            forms.AdhesionForm,
            _save_adhesion,
            _today("adhesion_on"),
            hint="L’adhésion est dite par la personne elle-même, datée, et peut être retirée à tout moment.",
            kept="L’adhésion est notée.",
        ),
        Section(
            "retrait",
            "L’adhésion est retirée",
            forms.WithdrawForm,
            _save_withdrawal,
            _today("withdrawn_on"),
            hint="L’accompagnement s’arrête le jour même. Il restera à le clore, dans les 15 jours.",
            kept="Le retrait est daté. Il reste à clore l’accompagnement.",
        ),
        Section(
            "formalisation",
            "Remise du projet",
            forms.FormaliseForm,
            _save_formalisation,
            _today("formalised_on"),
            kept="La remise du projet est notée.",
        ),
        Section(
            "question",
            "Votre question à l’équipe",
            forms.QuestionForm,
            _save_question,
            lambda place: {"question": place.plan.question, "version": place.plan.version},
            draft=True,
            shared={"question": "Votre question à l’équipe"},
        ),
        Section(
            "objectif",
            "Un objectif",
            forms.ObjectiveForm,
            _save_objective,
            _objective,
            anchor="objectifs",
            template="support/objective_form.html",
            draft=True,
            part="maybe_objective",
            kept="L’objectif est gardé.",
            shared=OBJECTIVE_TEXTS,
        ),
        Section(
            "etape", "Une étape", forms.StepForm, _save_step, options=_owners, anchor="objectifs", part="objective"
        ),
        Section(
            "point",
            "Où en est cet objectif",
            forms.AssessForm,
            _save_point,
            lambda place: {
                "state": place.objective.state,
                "scale_now": place.objective.scale_now,
                "said_on": place.today,
            },
            lambda place: {"objective": place.objective},
            anchor="objectifs",
            part="objective",
        ),
        Section(
            "engagement", "Un engagement", forms.CommitmentForm, _save_commitment, options=_sides, anchor="engagements"
        ),
        Section(
            "desaccord",
            "Un désaccord, gardé tel que dit",
            forms.DisagreementForm,
            _save_disagreement,
            _today("said_on"),
            anchor="engagements",
            draft=True,
        ),
        Section("autonomie", "Son autonomie, dite par elle", forms.AutonomyForm, _save_autonomy, _today("said_on")),
        Section(
            "note",
            "Un entretien, une visite, un appel",
            forms.ContactForm,
            _save_note,
            _today("on"),
            anchor="notes",
            draft=True,
            kept="La note est gardée, le temps est compté.",
        ),
        Section(
            "bilan",
            "Bilan fait ensemble",
            forms.ReviewForm,
            _save_review,
            _today("held_on"),
            _live,
            anchor="bilans",
            draft=True,
            kept="Le bilan est gardé.",
        ),
        Section(
            "cloture",
            "Terminer l’accompagnement",
            forms.CloseForm,
            _save_closing,
            _today("closed_on"),
            _closing_options,
            button="Clore l’accompagnement",
            kept="L’accompagnement est clos.",
            hint="Un accompagnement clos se lit et ne se change plus.",
            draft=True,
        ),
        Section(
            "continuite",
            "Fiche de continuité",
            forms.ContinuityForm,
            _save_continuity,
            _continuity,
            hint="Pour le collègue qui recevra la personne en votre absence. Rien d’autre du plan ne lui est montré.",
            draft=True,
        ),
        Section(
            "referent",
            "Changer de référent",
            forms.HandOverForm,
            _save_hand_over,
            options=_colleagues,
            hint="Le nouveau référent reprend le plan et ses échéances. Votre accès se ferme.",
            kept="L’accompagnement a changé de référent.",
        ),
    )
}

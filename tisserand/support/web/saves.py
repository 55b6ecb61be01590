"""What each small form starts from, and the operation that keeps what it says."""

from collections.abc import Callable
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from tisserand.access import queries as access
from tisserand.documents import operations as documents
from tisserand.documents.rules import Kind
from tisserand.people import queries as people
from tisserand.support import operations, queries
from tisserand.support.operations import Goal, Standing
from tisserand.support.rules import Closing, Side, State, choices
from tisserand.support.rules.autonomy import moment_of
from tisserand.support.rules.states import CLOSINGS_OF_A_DRAFT
from tisserand.support.web import forms, shown
from tisserand.support.web.place import Place

FRAME = ("kind", "origin", "words", "starts_on", "ends_on", "review_on", "version")
GOAL = ("words", "family", "problem", "verb", "feasibility", "criterion", "scale_start", "scale_aim")


def today(name: str) -> Callable[[Place], dict]:
    return lambda place: {name: place.today}


def frame(place: Place) -> dict:
    plan = place.plan
    return {
        name: getattr(plan, name)
        for name in ("kind", "origin", "words", "starts_on", "ends_on", "review_on", "version")
    }


def save_frame(place: Place, said: dict, draft: str) -> None:
    version = said.pop("version")
    operations.change_frame(plan=place.plan.pk, expected_version=version, **said, **place.said)


def save_adhesion(place: Place, said: dict, draft: str) -> None:
    operations.record_adhesion(plan=place.plan.pk, on=said["adhesion_on"], words=said["words"], **place.said)


def save_withdrawal(place: Place, said: dict, draft: str) -> None:
    operations.withdraw_adhesion(plan=place.plan.pk, on=said["withdrawn_on"], words=said["words"], **place.said)


def save_formalisation(place: Place, said: dict, draft: str) -> None:
    operations.formalise(
        plan=place.plan.pk,
        outcome=said["outcome"],
        on=said["formalised_on"],
        language=said["language"],
        **place.said,
    )


def save_mandate(place: Place, said: dict, draft: str) -> None:
    """The decision is kept as it came, then named."""
    paper = said.pop("document")
    kept = documents.keep_document(
        kind=Kind.RECEIVED_FILE,
        title="Décision d’une autorité",
        body=paper.read(),
        media_type=paper.content_type or "",
        name=paper.name,
        person=place.plan.person_id,
        subject_kind="support.plan",
        subject=place.plan.pk,
        **place.said,
    )
    operations.record_mandate(plan=place.plan.pk, document=kept.pk, **said, **place.said)


def members(place: Place) -> dict:
    """Those she lives with; confidential ties stay out (practice.md)."""
    relatives = people.household_of(place.request.actor, place.plan.person_id)
    known = [(str(one.card.id), one.card.display_name) for one in relatives if not one.apart]
    return {"members": list(dict.fromkeys(known))}


def save_beneficiary(place: Place, said: dict, draft: str) -> None:
    who = UUID(said["who"])
    if said["leaves"]:
        operations.remove_beneficiary(plan=place.plan.pk, who=who, **place.said)
    else:
        operations.add_beneficiary(plan=place.plan.pk, who=who, adhesion_on=said["adhesion_on"], **place.said)


def save_measure(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.record_measure(person=place.plan.person_id, request_key=key, **said, **place.said)


def save_question(place: Place, said: dict, draft: str) -> None:
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


def objective(place: Place) -> dict:
    row = place.objective
    if row is None:
        return {"criterion_on": place.today}
    degrees = dict(zip(forms.SCALE, row.scale, strict=False))
    return (
        {name: getattr(row, name) for name in (*GOAL, "version")}
        | degrees
        | {"criterion_on": row.criterion_on or place.today}
    )


def save_objective(place: Place, said: dict, draft: str) -> None:
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


def save_step(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.plan_step(objective=place.objective.pk, request_key=key, **said, **place.said)


def save_point(place: Place, said: dict, draft: str) -> None:
    operations.assess_objective(
        objective=place.objective.pk,
        state=said["state"],
        level=said.get("scale_now"),
        words=said["words"],
        on=said["said_on"],
        **place.said,
    )


def save_commitment(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.commit(plan=place.plan.pk, request_key=key, **said, **place.said)


def save_disagreement(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.keep_disagreement(plan=place.plan.pk, request_key=key, draft=draft, **said, **place.said)


def known_autonomy(place: Place) -> dict:
    """What she said in her assessment, while nothing was said in this plan."""
    return {"known": queries.autonomy_before(place.request.actor, place.plan)}


def save_autonomy(place: Place, said: dict, draft: str) -> None:
    operations.say_autonomy(
        plan=place.plan.pk,
        level=int(said["level"]),
        words=said["words"],
        on=said["said_on"],
        moment=moment_of(state=place.plan.state, said_on=said["said_on"], starts_on=place.plan.starts_on),
        request_key=said["key"],
        **place.said,
    )


def save_note(place: Place, said: dict, draft: str) -> None:
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


def live(place: Place) -> dict:
    sheet = queries.sheet(place.request.actor, place.plan)
    return {"objectives": sheet.live}


def save_review(place: Place, said: dict, draft: str) -> None:
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


def closing_options(place: Place) -> dict:
    reasons = [choice for choice in choices("closing") if possible(place, choice[0])]
    units = [(str(unit.pk), unit.name) for unit in access.units(kind="team", on=place.today)]
    return {"reasons": reasons, "units": units}


def possible(place: Place, reason: str) -> bool:
    """Reasons that would be refused anyway are not offered."""
    if place.plan.state == State.DRAFT:
        return reason in CLOSINGS_OF_A_DRAFT
    by_manager = place.request.actor.can("plans.regulate", place.plan.team_id)
    asks = {
        Closing.TERM: place.plan.ends_on is None or place.plan.ends_on <= place.today,
        Closing.WITHDRAWN: place.plan.state == State.STOPPED,
        Closing.AUTHORITY: place.plan.origin == "imposed",
        Closing.SERVICE: by_manager,
    }
    return asks.get(reason, True)


def save_closing(place: Place, said: dict, draft: str) -> None:
    unit = said.pop("relay_unit")
    operations.close_plan(
        plan=place.plan.pk, relay_unit=UUID(unit) if unit else None, draft=draft, **said, **place.said
    )


def continuity(place: Place) -> dict:
    row = queries.sheet(place.request.actor, place.plan).continuity
    names = ("safety", "safe_contact", "next_steps", "words", "open_to")
    return {name: getattr(row, name) for name in names} if row else {}


def save_continuity(place: Place, said: dict, draft: str) -> None:
    operations.write_continuity(plan=place.plan.pk, draft=draft, **said, **place.said)


def colleagues(place: Place) -> dict:
    members = queries.team_members(place.plan.team_id, on=place.today)
    return {"colleagues": [member for member in members if member[0] != str(place.plan.referent_id)]}


def save_hand_over(place: Place, said: dict, draft: str) -> None:
    operations.hand_over_plan(plan=place.plan.pk, referent=UUID(said["referent"]), **place.said)


def owners(place: Place) -> dict:
    return {"owners": shown.owners(queries.sheet(place.request.actor, place.plan))}


def sides(place: Place) -> dict:
    name = queries.sheet(place.request.actor, place.plan).name
    return {"sides": [(Side.PERSON, name), (Side.SERVICE, "Le service"), (Side.THIRD, "Un tiers")]}

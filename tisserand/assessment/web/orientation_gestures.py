"""Every gesture on an orientation is the same page: what was read, a short form, one button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.http import Http404
from django.shortcuts import redirect, render

from tisserand.access import journal
from tisserand.access import queries as seats
from tisserand.access.gate import needs
from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules.orientation_refusals import Decision
from tisserand.assessment.web import orientation_forms as forms
from tisserand.assessment.web import orientation_page as shown
from tisserand.kernel.refusals import Refused
from tisserand.people.queries.caseload import accompanied_counts
from tisserand.reception import queries as reception
from tisserand.ui import toasts
from tisserand.ui.forms import refuse

# What was typed is given back when the orientation has gone meanwhile.
TEXTS = ("words", "advice", "reasons")
MOST = 20_000


@dataclass(frozen=True)
class Gesture:
    """`act` says it to the operation; `done` is the sentence shown afterwards."""

    title: str
    verb: str
    form: type
    act: Callable
    done: str
    advice: str = ""
    initial: Callable = field(default=lambda page: {})
    # What a room below refuses, and the field of ours that answers it.
    shown_at: Mapping[str, str] = field(default_factory=dict)


class Choices:
    """What a gesture may choose from, read only if its form asks."""

    def __init__(self, request, row) -> None:
        self.actor, self.row = request.actor, row
        self.on: date = seats.today(request.now, row.from_unit.time_zone)

    @cached_property
    def poles(self) -> tuple:
        return places.pole_views(self.on)

    @cached_property
    def attribution_units(self) -> tuple:
        return places.attribution_units(self.on)

    @cached_property
    def attribution_unit(self):
        return places.attribution_unit(self.row.to_unit_id, self.row.from_unit_id, on=self.on)

    @cached_property
    def professionals(self) -> tuple:
        return places.professionals(self.row.attribution_unit_id, on=self.on) if self.row.attribution_unit_id else ()

    @cached_property
    def agendas(self) -> list:
        return reception.meeting_units(self.actor, on=self.on)

    @property
    def usual_agenda(self) -> str:
        """One's own seat first, the site where people come before the team."""
        seats = {post.unit_id for post in self.actor.posts}
        ranked = sorted(self.agendas, key=lambda unit: (unit.pk not in seats, unit.kind != "site"))
        return str(ranked[0].pk) if ranked else ""

    @cached_property
    def accompanied(self):
        return accompanied_counts(self.actor, [seat.account_id for seat in self.professionals], on=self.on)


def show(request, orientation_id, gesture: Gesture):
    row = queries.orientation(request.actor, orientation_id)
    if row is None:
        return left(request, orientation_id)
    choices = Choices(request, row)
    given = {"row": row, "page": choices}
    form = gesture.form(request.POST, **given) if request.method == "POST" else None
    if form is None:
        form = gesture.form(initial=gesture.initial(choices), **given)
    elif form.is_valid():
        try:
            gesture.act(request, row, form)
        except Refused as refused:
            refuse(form, _beside(refused, gesture.shown_at))
        except operations.OrientationChanged as changed:
            return _page(request, row, gesture, form, changed=changed, status=409)
        else:
            return done(request, row, gesture.done)
    return _page(request, row, gesture, form, status=422 if form.errors else 200)


def _beside(refused: Refused, shown_at: Mapping[str, str]) -> Refused:
    return Refused([replace(one, field=shown_at.get(one.field, one.field)) for one in refused.refusals])


def done(request, row, sentence: str):
    """Back to the orientation, or to the list when it is no longer ours to read."""
    toasts.say(request, sentence)
    if queries.orientations(request.actor).filter(pk=row.pk).exists():
        return redirect("assessment:orientation", row.pk)
    return redirect("assessment:orientations")


def left(request, orientation_id):
    """It was ours: another answered, or our own refusal sent it on. Who never had it learns nothing."""
    moves = list(queries.moves(request.actor, orientation_id))
    if not moves:
        raise Http404("orientation")
    journal.consulted(request, moves[0].person_id, page="orientation")
    typed = [text for name in TEXTS if (text := request.POST.get(name, "").strip()[:MOST])]
    context = {"knots": shown.thread(moves), "typed": typed}
    status = 409 if request.method == "POST" else 200
    return render(request, "assessment/orientation_left.html", context, status=status)


def _page(request, row, gesture: Gesture, form, *, changed=None, status: int):
    journal.consulted(request, row.person_id, page="orientation")
    context = {
        "row": row,
        "name": shown.names_of(request.actor, [row])[row.person_id],
        "gesture": gesture,
        "form": form,
        "changed": shown.thread([changed.last])[0] if changed and changed.last else None,
        "state": shown.STATE_LABELS[shown.State(row.state)],
        "ageing": shown.ageing(row, request.now).sentence,
    }
    return render(request, "assessment/orientation_gesture.html", context, status=status)


def _said(request, row, form) -> dict:
    return {
        "actor": request.actor,
        "at": request.now,
        "orientation": row.pk,
        "expected_version": form.cleaned_data["version"],
    }


def _agreement(request, row, form) -> None:
    by, said = _said(request, row, form), form.cleaned_data
    if said["answer"] == forms.LATER:
        operations.think_it_over(**by, words=said["words"])
    elif said["answer"] == forms.NO:
        operations.withdraw(**by, reason="disagreement", words=said["words"])
    else:
        operations.agree(**by, agreed_on=said["agreed_on"], how=said["answer"])


def _answer(request, row, form) -> None:
    by, said = _said(request, row, form), form.cleaned_data
    if said["answer"] == form.ADMIT:
        operations.admit(**by, attribution_unit=said["attribution_unit"], words=said["words"])
    elif said["answer"] == form.ASK:
        operations.ask_complement(**by, words=said["words"])
    else:
        operations.decline(**by, answer=form.refusal)


def _reply(request, row, form) -> None:
    operations.reply(**_said(request, row, form), words=form.cleaned_data["words"], agreed=form.cleaned_data["agreed"])


def _again(request, row, form) -> None:
    said = form.cleaned_data
    operations.propose_again(**_said(request, row, form), to_unit=said["to_unit"], reasons=said["reasons"])


def _attribution(request, row, form) -> None:
    by, said = _said(request, row, form), form.cleaned_data
    if said["decision"] == form.WAIT:
        operations.keep_waiting(**by, words=said["words"], until=said["until"])
    else:
        operations.attribute(**by, professional=said["professional"], words=said["words"])


def _meeting(request, row, form) -> None:
    by, said = _said(request, row, form), form.cleaned_data
    if said["happened"] == form.HELD:
        operations.record_first_meeting(**by, met_on=said["day"], words=said["words"])
    else:
        operations.schedule_first_meeting(**by, slot=form.slot, unit=said["unit"])


def _arbitration(request, row, form) -> None:
    said = form.cleaned_data
    operations.arbitrate(
        **_said(request, row, form),
        decision=form.chosen,
        unit=said["unit"] if form.chosen is Decision.POLE else None,
        words=said["words"],
        agreed_on=said["agreed_on"],
    )


def _withdrawal(request, row, form) -> None:
    said = form.cleaned_data
    operations.withdraw(**_said(request, row, form), reason=said["reason"], words=said["words"])


def _contest(request, row, form) -> None:
    operations.contest(**_said(request, row, form), words=form.cleaned_data["words"])


def _today(choices: Choices) -> dict:
    return {"agreed_on": choices.on}


AGREEMENT = Gesture(
    "Sa réponse", "Noter sa réponse", forms.AgreementForm, _agreement, "Sa réponse est notée.", initial=_today
)
ANSWER = Gesture(
    "Répondre à l’orientation",
    "Envoyer la réponse",
    forms.AnswerForm,
    _answer,
    "Votre réponse est partie à l’équipe qui oriente.",
)
REPLY = Gesture("Répondre au pôle", "Envoyer au pôle", forms.ReplyForm, _reply, "Votre réponse est partie au pôle.")
AGAIN = Gesture(
    "Proposer une autre suite",
    "Proposer",
    forms.AgainForm,
    _again,
    "Proposée. Elle part quand la personne a donné son accord.",
    advice="La personne choisit de nouveau\u00a0: rien ne part avant son accord.",
)
ATTRIBUTION = Gesture(
    "Attribuer", "Enregistrer", forms.AttributionForm, _attribution, "C’est noté, la personne a quelqu’un."
)
MEETING = Gesture(
    "Premier rendez-vous",
    "Enregistrer",
    forms.MeetingForm,
    _meeting,
    "Le rendez-vous est noté.",
    initial=lambda page: {"unit": page.usual_agenda},
    shown_at={"starts_at": "day"},
)
ARBITRATION = Gesture(
    "Trancher la suite",
    "Décider",
    forms.ArbitrationForm,
    _arbitration,
    "La décision est prise. L’équipe qui oriente et la personne ont une réponse.",
)
WITHDRAWAL = Gesture(
    "Retirer l’orientation",
    "Retirer",
    forms.WithdrawalForm,
    _withdrawal,
    "L’orientation est retirée.",
    advice="Le pôle verra le retrait et n’aura plus rien à faire.",
)
CONTEST = Gesture(
    "La personne conteste",
    "Transmettre au chef de service",
    forms.ContestForm,
    _contest,
    "Le chef de service est saisi\u00a0: il répond, avec une date.",
)


@needs("orientations.propose")
def agreement(request, orientation_id):
    return show(request, orientation_id, AGREEMENT)


@needs("orientations.answer")
def answer(request, orientation_id):
    return show(request, orientation_id, ANSWER)


@needs("orientations.propose")
def reply(request, orientation_id):
    return show(request, orientation_id, REPLY)


@needs("orientations.propose")
def again(request, orientation_id):
    return show(request, orientation_id, AGAIN)


@needs("orientations.attribute")
def attribute(request, orientation_id):
    return show(request, orientation_id, ATTRIBUTION)


@needs("orientations.propose")
def meeting(request, orientation_id):
    return show(request, orientation_id, MEETING)


@needs("orientations.arbitrate")
def arbitrate(request, orientation_id):
    return show(request, orientation_id, ARBITRATION)


@needs("orientations.propose")
def withdraw(request, orientation_id):
    return show(request, orientation_id, WITHDRAWAL)


@needs("orientations.propose")
def contest(request, orientation_id):
    return show(request, orientation_id, CONTEST)

"""The manager's table: the agenda, the session, each decision."""

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.support import operations, queries
from tisserand.support.rules import label
from tisserand.support.web import shown
from tisserand.support.web.forms import DecisionForm, EndForm, PresentForm, SessionForm
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("plans.regulate")
@require_GET
def regulation(request):
    """What waits for my teams, what is late first."""
    return _agenda(request, _session_form(request))


@needs("plans.regulate")
@require_POST
def open_session(request):
    form = _session_form(request)
    if not form.is_valid():
        return _agenda(request, form)
    said = form.cleaned_data
    session = operations.open_session(
        actor=request.actor,
        at=request.now,
        team=UUID(said["team"]),
        held_on=said["held_on"],
        request_key=said["key"],
    )
    return redirect("support:session", session.pk)


def _session_form(request) -> SessionForm:
    today = _today(request)
    teams = [(str(unit.pk), unit.name) for unit in queries.teams_regulated_by(request.actor, on=today)]
    return SessionForm(request.POST or None, initial={"held_on": today}, teams=teams)


def _today(request):
    zone = request.actor.posts[0].time_zone if request.actor.posts else "UTC"
    return access.today(request.now, zone)


def _agenda(request, form):
    lines = [_line(line) for line in queries.agenda(request.actor)]
    form.begin_with([str(line["plan"].team_id) for line in lines])
    context = {
        "lines": lines,
        "to_replace": [_line(line) for line in queries.to_replace(request.actor)],
        "form": form,
        "running": queries.open_sessions(request.actor),
    }
    return render(request, "support/regulation.html", context, status=422 if form.errors else 200)


def _line(line: queries.Line) -> dict:
    plan = line.plan
    duty = plan.regulation
    return {
        "plan": plan,
        "name": line.card.display_name if line.card else "Personne protégée",
        "kind": shown.label_of_kind(plan),
        "due": shown.due_day(duty),
        "with_referent": bool(duty and duty.account_id),
    }


@needs("plans.regulate")
@require_http_methods(["GET", "POST"])
def session(request, session_id):
    row = _session(request, session_id)
    members = queries.team_members(row.team_id, on=row.held_on)
    present = PresentForm(request.POST or None, initial={"present": [str(one) for one in row.present]}, members=members)
    if request.method == "POST" and row.closed_at is None and present.is_valid():
        seated = [UUID(one) for one in present.cleaned_data["present"]]
        operations.say_present(actor=request.actor, at=request.now, session=row.pk, present=seated)
        toasts.say(request, "Les présents sont notés.")
        return redirect("support:session", row.pk)
    decided = queries.decided_in(request.actor, row)
    done = {examined.plan_id for examined in decided}
    waiting = [_line(line) for line in queries.agenda(request.actor, teams=[row.team_id]) if line.plan.pk not in done]
    names = dict(members)
    context = {
        "session": row,
        "present": present,
        "seated": [names[str(one)] for one in row.present if str(one) in names],
        "waiting": waiting,
        "decided": _decided(request, decided),
        "end": EndForm(initial={"duration": 60}),
    }
    return render(request, "support/session.html", context, status=422 if present.errors else 200)


def _decided(request, rows) -> list[dict]:
    lines = queries.lines_of(request.actor, [row.plan for row in rows])
    return [
        {
            "name": line.card.display_name if line.card else "Personne protégée",
            "row": row,
            "decision": label("regulation_decision", row.decision),
        }
        for row, line in zip(rows, lines, strict=True)
    ]


@needs("plans.regulate")
@require_http_methods(["GET", "POST"])
def decide(request, session_id, plan_id):
    """The plan on the table: the question, what it says, the opinion, the decision."""
    row = _session(request, session_id)
    plan = get_object_or_404(queries.plans_for(request.actor), pk=plan_id, team_id=row.team_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _save(request, row, plan, form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, "La décision est notée.")
            return redirect("support:session", row.pk)
    return _table(request, row, plan, form)


def _save(request, row, plan, said: dict) -> None:
    key = said.pop("key")
    draft = f"regulation-{plan.pk}"
    operations.decide(
        actor=request.actor, at=request.now, session=row.pk, plan=plan.pk, request_key=key, draft=draft, **said
    )


def _table(request, row, plan, form):
    sheet = queries.sheet(request.actor, plan)
    journal.consulted(request, plan.person_id, page="régulation")
    context = {
        "session": row,
        "plan": plan,
        "sheet": sheet,
        "full_name": sheet.card.display_name if sheet.card else sheet.name,
        "subtitle": shown.subtitle(sheet),
        "goals": shown.goals(sheet, request.actor.account_id),
        "form": form,
        "draft_key": f"regulation-{plan.pk}",
        "own_plan": plan.referent_id == request.actor.account_id,
        "examinations": [
            (examined, label("regulation_decision", examined.decision)) for examined in sheet.examinations
        ],
    }
    return render(request, "support/decide.html", context, status=422 if form.errors else 200)


@needs("plans.regulate")
@require_POST
def close_session(request, session_id):
    row = _session(request, session_id)
    form = EndForm(request.POST)
    if row.closed_at is None and form.is_valid():
        operations.close_session(
            actor=request.actor, at=request.now, session=row.pk, duration_minutes=form.cleaned_data["duration"]
        )
        toasts.say(request, "La régulation est close, son temps est compté.")
    return redirect("support:regulation")


def _session(request, session_id):
    row = queries.sessions(request.actor).filter(pk=session_id).first()
    if row is None or not request.actor.can("plans.regulate", row.team_id):
        raise Http404("session")
    return row

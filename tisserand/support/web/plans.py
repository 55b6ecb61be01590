"""My plans, and one plan whole."""

from datetime import date
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.assessment.queries import autonomy_said, unraised_domains
from tisserand.assessment.rules.lists import domains
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.documents import queries as documents
from tisserand.people.slots import notices
from tisserand.support import queries
from tisserand.support.models import Plan
from tisserand.support.queries.followed import protections_of
from tisserand.support.queries.joint import joint_of
from tisserand.support.rules import Side, State, kinds, label
from tisserand.support.rules.joint import KIND as JOINT
from tisserand.support.rules.lists import GLOBAL
from tisserand.support.rules.parts import refusals_to_go_on
from tisserand.support.slots import FILE_LINKS
from tisserand.support.web import shown
from tisserand.support.web.shown_autonomy import Scale, has_start, scale


@needs("plans.write")
@require_GET
def plans(request):
    """Mine, late first."""
    closed = request.GET.get("etat") == "clos"
    if closed:
        page = queries.Page(queries.lines_of(request.actor, queries.my_closed_plans(request.actor)[:100]), "")
    else:
        page = queries.page_of(request.actor, queries.my_plans(request.actor), after=request.GET.get("apres", ""))
    next_url = f"{reverse('support:plans')}?{urlencode({'apres': page.next_key})}" if page.next_key else ""
    lines = [_line(line) for line in page.lines]
    return render(request, "support/plans.html", {"lines": lines, "closed": closed, "next_url": next_url})


def _line(line: queries.Line) -> dict:
    plan = line.plan
    return {
        "plan": plan,
        "name": line.card.display_name if line.card else "Personne protégée",
        "kind": shown.label_of_kind(plan),
        "state": shown.state_words(plan),
        "due": shown.due_day(plan.obligation) if plan.state != State.CLOSED else None,
        "what": plan.obligation.label if plan.obligation else "",
        "ending": label("closing", plan.closing) if plan.closing else "",
    }


@needs("files.read")
@require_GET
def plan(request, plan_id):
    row = found_or_404(queries.plans_for, request.actor, plan_id)
    return show(request, row)


def show(request, row: Plan, *, refusals=(), status: int = 200):
    """The page, also after a refused gesture: its reasons stand at the top."""
    with_what_they_owe([row], "obligation", "regulation", "relay")
    sheet = queries.sheet(request.actor, row)
    today = queries.today_of(row, request.now)
    journal.consulted(request, row.person_id, page="accompagnement")
    may_write = _may_write(request.actor, row)
    context = {
        "plan": row,
        "notices": notices(request.actor, row.person_id, today),
        "sheet": sheet,
        "may_write": may_write,
        "may_go_on": may_write and not refusals_to_go_on(row.state, row.withdrawn_on),
        "refusals": list(refusals) or list(sheet.refusals(on=today)),
        "gesture_refused": bool(refusals),
        "binome": joint_of(request.actor, row),
        "is_joint": row.kind == JOINT,
        "is_masp": bool(kinds()[row.kind].family),
        "papers": list(documents.documents_about(request.actor, kind="support.plan", subject=row.pk)[:10]),
        "duty_on": shown.due_day(row.obligation),
        "regulation_on": shown.due_day(row.regulation),
        "autonomy": _autonomy(sheet, request.actor, today),
        "to_raise": _to_raise(row, request.actor, today),
        "relay_on": shown.due_day(row.relay) if row.relay and row.relay.closed_at is None else None,
        **_words(sheet, request.actor),
    }
    return render(request, "support/plan.html", context, status=status)


def _may_write(actor, row: Plan) -> bool:
    leads = row.referent_id in {actor.account_id, *actor.covered} or actor.can("plans.write", row.team_id)
    return row.state != State.CLOSED and (leads or actor.can("plans.regulate", row.team_id))


def _words(sheet: queries.Sheet, actor) -> dict:
    plan = sheet.plan
    return {
        "name": sheet.name,
        "full_name": sheet.card.display_name if sheet.card else sheet.name,
        "files": FILE_LINKS.of(actor, plan.person_id) if sheet.card else [],
        "has_plans": actor.can("plans.write"),
        "subtitle": shown.subtitle(sheet),
        "state": shown.state_words(plan),
        "contacts": shown.contacts(sheet),
        "goals": shown.goals(sheet, actor.account_id),
        "checks": shown.checks(sheet),
        "promises": _promises(sheet),
        "reviews": [(row, label("review_decision", row.decision)) for row in sheet.reviews],
        "examinations": [(row, label("regulation_decision", row.decision)) for row in sheet.examinations],
        "measures": [
            *((row, label("measure", row.measure)) for row in sheet.measures),
            *((one, one.measure) for one in protections_of(actor, plan.person_id)),
        ],
        "ending": _ending(plan),
        "is_draft": plan.state == State.DRAFT,
        "is_active": plan.state == State.ACTIVE,
        "is_stopped": plan.state == State.STOPPED,
        "is_closed": plan.state == State.CLOSED,
        "waits_for_referent": _waits_for_referent(plan),
    }


def _autonomy(sheet: queries.Sheet, actor, on: date) -> Scale | None:
    before = None if has_start(sheet.autonomy) else autonomy_said(actor, sheet.plan.person_id)
    return scale(sheet.autonomy, before, on=on)


def _to_raise(row: Plan, actor, on: date) -> str:
    if row.kind != GLOBAL or row.state == State.CLOSED:
        return ""
    return shown.still_to_raise(unraised_domains(actor, row.person_id, on=on), all_of_them=len(domains(on)))


def _promises(sheet: queries.Sheet) -> list[tuple[str, list]]:
    """Side by side, in the same words."""
    sides = [(sheet.name, sheet.promises(Side.PERSON)), ("Le service", sheet.promises(Side.SERVICE))]
    sides += list(sheet.third_parties.items())
    return [(who, [(row, shown.kept_words(row.asked, row.kept)) for row in rows]) for who, rows in sides]


def _ending(plan: Plan) -> dict:
    if plan.state != State.CLOSED:
        return {}
    return {"reason": label("closing", plan.closing), "result": label("result", plan.result)}


def _waits_for_referent(plan: Plan) -> bool:
    """The team sent it back: it is hers to present again."""
    duty = plan.regulation
    return plan.state == State.ACTIVE and plan.regulated_on is None and duty is not None and duty.account_id is not None

"""The unit's list and what is late, a concern whole, its papers. A child's file asks for a fresh proof (check 48)."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.documents import operations as documents
from tisserand.documents.rules import PDF
from tisserand.inquiries.models import Concern
from tisserand.inquiries.operations import concerns as operations
from tisserand.inquiries.queries import concerns as queries
from tisserand.inquiries.rules.concern_states import Stage, Writing
from tisserand.inquiries.rules.framework import framework
from tisserand.inquiries.slots import ENDINGS
from tisserand.inquiries.web.concerns import shown
from tisserand.inquiries.web.concerns.forms import ReceiveForm
from tisserand.inquiries.web.concerns.proof import ask_recent_proof
from tisserand.inquiries.web.concerns.shown import PAGE
from tisserand.kernel.refusals import Refused
from tisserand.ui import toasts
from tisserand.ui.forms import refuse

NEW_DRAFT = "protection-reception"
MOST = 200


@needs("concerns.see")
@require_GET
def concerns(request):
    """What presses first; « retards » for the head of the unit, « closes » for what ended."""
    actor, asked = request.actor, request.GET.get("voir", "")
    page = _page_of(request, asked)
    words = ({"voir": asked} if asked else {}) | {"apres": page.next_key}
    context = {
        "asked": asked,
        "lines": [_line(line) for line in page.lines],
        "next_url": f"{reverse('inquiries:concerns')}?{urlencode(words)}" if page.next_key else "",
        "late": queries.late(actor, at=request.now).count() if not asked else 0,
        "waiting": list(queries.waiting(actor)[:MOST]) if not asked else [],
    }
    return render(request, "inquiries/concerns.html", context)


def _page_of(request, asked: str) -> queries.Page:
    actor = request.actor
    if asked == "closes":
        return queries.Page(queries.lines_of(actor, queries.closed(actor)[:MOST]), "")
    rows = queries.late(actor, at=request.now) if asked == "retards" else queries.of_my_unit(actor)
    return queries.page_of(actor, rows, after=request.GET.get("apres", ""))


def _line(line: queries.Line) -> dict:
    row = line.row
    who = " et ".join(one.name for one in (row.evaluator, row.co_evaluator) if one)
    duty = shown.duty(row)
    children = line.children or "Enfant à nommer"
    return {
        "row": row,
        "children": children,
        "state": shown.state(row),
        "due": shown.due_on(row),
        "what": duty.label if duty else "",
        "who": who,
    }


@needs("concerns.receive")
@require_http_methods(["GET", "POST"])
def new(request):
    kept = access.draft(request.actor, form=NEW_DRAFT) if request.method == "GET" else None
    begun = {name: values[0] for name, values in kept.fields.items() if name != "key" and values} if kept else {}
    form = ReceiveForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            row = _receive(request, dict(form.cleaned_data))
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, "L’information est enregistrée. Nommez les enfants du foyer, puis qualifiez-la.")
            return redirect("inquiries:concern", row.pk)
    context = {"form": form, "draft_key": NEW_DRAFT}
    return render(request, "inquiries/concern_new.html", context, status=422 if form.errors else 200)


def _receive(request, said: dict) -> Concern:
    key = said.pop("key")
    unit = next(post.unit_id for post in request.actor.posts if request.actor.can("concerns.receive", post.unit_id))
    whole = operations.Received(**said)
    who = {"actor": request.actor, "at": request.now}
    return operations.receive(**who, unit=unit, said=whole, request_key=key, draft=NEW_DRAFT)


@needs("concerns.evaluate")
@require_GET
def concern(request, concern_id):
    return show(request, found_or_404(queries.concerns_for, request.actor, concern_id))


def show(request, row: Concern, *, refusals=(), status: int = 200):
    """The page, also after a refused gesture: its reasons stand at the top."""
    ask_recent_proof(request)
    actor = request.actor
    sheet = queries.sheet(actor, row)
    # Noted under the concern's own reference: who read it is never told with who read a file.
    journal.consulted(request, row.pk, page=PAGE)
    hands = {"manages": queries.manages(actor, row), "evaluates": queries.evaluates(actor, row)}
    context = {
        "row": row,
        "sheet": sheet,
        **hands,
        "names": sheet.names,
        "state": shown.state(row),
        "refusals": refusals,
        "missing": sheet.missing() if hands["evaluates"] else (),
        "main": shown.main(sheet, **hands, account=actor.account_id),
        "others": shown.others(row, **hands),
        "describes": shown.describes(row),
        "clashes": shown.clashes(sheet, queries.clashes_now(sheet) if hands["manages"] else {}),
        "evaluating": row.stage == Stage.EVALUATING and hands["evaluates"],
        "may_close": hands["manages"] and row.stage in {Stage.CONCLUDED, Stage.REFERRED},
        "may_return": hands["manages"] and row.stage in {Stage.CONCLUDED, Stage.REFERRED, Stage.CLOSED},
        "ends": _ends(actor, row) if hands["manages"] and row.stage == Stage.CLOSED else None,
        "duty": shown.duty(row),
        "due_on": shown.due_on(row),
        "framework": framework(),
        **{name: getattr(shown, name)(sheet) for name in OF_SHEET},
        "conclusion": shown.conclusion(row),
        "known": shown.known(row),
    }
    return render(request, "inquiries/concern.html", context, status=status)


def _ends(actor, row: Concern):
    """Announced to the unit, as the end of a file is to those who open it."""
    return next((end for told in ENDINGS for end in told(actor, row.pk)), None)


OF_SHEET = ("alerts", "children", "adults", "meetings", "facts", "conflicts", "dispatches", "papers")


@needs("concerns.evaluate")
@require_GET
def paper(request, concern_id, writing):
    """As it left; before that, as it stands."""
    row = found_or_404(queries.concerns_for, request.actor, concern_id)
    if writing not in {Writing.EVALUATION, Writing.REFERRAL}:
        raise Http404("writing")
    sheet = queries.sheet(request.actor, row)
    if writing not in dict(shown.papers(sheet)):
        raise Http404("writing")
    return _pdf(request, row, sheet, Writing(writing))


@needs("concerns.receive")
@require_GET
def return_paper(request, concern_id, transmission_id):
    """The letter to whoever transmitted, once its words are kept."""
    row = found_or_404(queries.concerns_for, request.actor, concern_id)
    rows = queries.transmissions_for(request.actor).filter(concern=row, returned_on__isnull=False)
    told = get_object_or_404(rows, pk=transmission_id)
    return _pdf(request, row, queries.sheet(request.actor, row), Writing.RETURN, told)


def _pdf(request, row: Concern, sheet: queries.Sheet, kind: Writing, transmission=None):
    ask_recent_proof(request)
    journal.consulted(request, row.pk, page=PAGE)
    body = queries.sealed(request.actor, row, kind, transmission.pk if transmission else None)
    on = queries.today_of(row, request.now)
    body = body or documents.draw(queries.writing(sheet, kind, on=on, transmission=transmission))
    response = HttpResponse(body, content_type=PDF)
    # No name of a child in the file: it will lie in a shared computer's downloads.
    response["Content-Disposition"] = f'inline; filename="{row.reference}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@needs("concerns.receive")
@require_POST
def close(request, concern_id):
    row = found_or_404(queries.concerns_for, request.actor, concern_id)
    try:
        with transaction.atomic():
            operations.close(actor=request.actor, at=request.now, concern=row.pk)
    except Refused as refused:
        again = queries.concerns_for(request.actor).get(pk=concern_id)
        return show(request, again, refusals=refused.refusals, status=422)
    toasts.say(request, "L’information préoccupante est close.")
    return redirect("inquiries:concern", concern_id)

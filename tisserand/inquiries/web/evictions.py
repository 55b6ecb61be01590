"""Inquiries before a hearing: mine, my team's, and one whole."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.documents import operations as documents
from tisserand.documents.rules import PDF
from tisserand.inquiries import operations, queries
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.rules import State
from tisserand.inquiries.slots import FILE_LINKS
from tisserand.inquiries.web import shown
from tisserand.kernel.refusals import Refused
from tisserand.people.slots import notices
from tisserand.ui import toasts


@needs("inquiries.conduct")
@require_GET
def evictions(request):
    """What becomes late first. A manager reads her team's; « closes » for those that ended."""
    actor, asked = request.actor, request.GET.get("voir", "")
    manages = actor.can("inquiries.see")
    if asked == "closes":
        page = queries.Page(queries.lines_of(actor, queries.closed(actor)[:100]), "")
    else:
        rows = queries.of_my_teams(actor) if manages and asked != "moi" else queries.mine(actor)
        page = queries.page_of(actor, rows, after=request.GET.get("apres", ""))
    words = {"voir": asked, "apres": page.next_key} if asked else {"apres": page.next_key}
    context = {
        "lines": [_line(line) for line in page.lines],
        "asked": asked,
        "manages": manages,
        "next_url": f"{reverse('inquiries:evictions')}?{urlencode(words)}" if page.next_key else "",
    }
    return render(request, "inquiries/evictions.html", context)


def _line(line: queries.Inquiry) -> dict:
    row = line.row
    open_still = row.state != State.CLOSED
    return {
        "row": row,
        "name": line.card.display_name if line.card else "Personne protégée",
        "state": shown.state_words(row),
        "due": shown.due_day(row.obligation) if open_still else None,
        "what": row.obligation.label if open_still and row.obligation else "",
        "who": row.evaluator.name if row.evaluator else "À attribuer",
    }


@needs("files.read")
@require_GET
def eviction(request, eviction_id):
    return show(request, found_or_404(queries.evictions_for, request.actor, eviction_id))


def show(request, row: Eviction, *, refusals=(), status: int = 200):
    """The page, also after a refused gesture: its reasons stand at the top."""
    with_what_they_owe([row], "obligation")
    actor = request.actor
    sheet = queries.sheet(actor, row)
    journal.consulted(request, row.person_id, page="enquête expulsion")
    leads = queries.leads(actor, row) and row.state != State.CLOSED
    manages = actor.can("inquiries.receive", row.unit_id)
    today = queries.today_of(row, request.now)
    context = {
        "row": row,
        "conducts": actor.can("inquiries.conduct"),
        "sheet": sheet,
        "name": sheet.name,
        "state": shown.state_words(row),
        "notices": notices(actor, row.person_id, today),
        "files": FILE_LINKS.of(actor, row.person_id) if sheet.card else [],
        "refusals": refusals,
        "missing": sheet.missing() if leads else (),
        "leads": leads,
        # What is written for the judge is not her team's to read.
        "reads_all": queries.leads(actor, row) or actor.can("inquiries.see", row.unit_id),
        "main": shown.main(row, manages=manages) if leads else None,
        "others": shown.others(row, manages=manages) if leads else [],
        "may_finish": leads and shown.may_finish(row),
        "may_take_up_again": leads and row.state == State.SENT,
        "headings": shown.headings(sheet),
        "procedure": shown.procedure(sheet),
        "happened": shown.happened(sheet),
        "attempts": shown.attempts(sheet),
        "dispatches": shown.dispatches(sheet),
        "left": shown.left(sheet),
        "due_on": shown.due_day(row.obligation) if row.state != State.CLOSED else None,
        "is_closed": row.state == State.CLOSED,
        "is_carence": row.outcome == "not_met",
        "before_hearing": row.heard_on is None and row.state != State.CLOSED,
    }
    return render(request, "inquiries/eviction.html", context, status=status)


@needs("files.read")
@require_GET
def paper(request, eviction_id):
    """As it was sent; before that, as it stands."""
    row = found_or_404(queries.evictions_read, request.actor, eviction_id)
    journal.consulted(request, row.person_id, page="diagnostic social et financier")
    sealed = queries.sealed(request.actor, row)
    on = queries.today_of(row, request.now)
    body = sealed or documents.draw(queries.diagnosis_paper(queries.sheet(request.actor, row), on=on))
    response = HttpResponse(body, content_type=PDF)
    # No name of hers in the file: it will lie in a shared computer's downloads.
    response["Content-Disposition"] = 'inline; filename="diagnostic.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def press(operation, sentence: str):
    """One press, one gesture: no form, a sentence."""

    @needs("files.read")
    @require_POST
    def gesture(request, eviction_id):
        row = found_or_404(queries.evictions_led, request.actor, eviction_id)
        try:
            with transaction.atomic():
                operation(actor=request.actor, at=request.now, eviction=row.pk)
        except Refused as refused:
            # Nothing was written: the page is read again with its reasons.
            again = queries.evictions_led(request.actor).get(pk=eviction_id)
            return show(request, again, refusals=refused.refusals, status=422)
        toasts.say(request, sentence)
        return redirect("inquiries:eviction", eviction_id)

    return gesture


finish = press(operations.finish_writing, "Le diagnostic est écrit.")
take_up_again = press(operations.take_up_again, "Le diagnostic est repris. Ce qui a été transmis est gardé.")

"""« Protection de l’enfance », for every professional: what she transmitted, what she is asked, what she evaluates."""

from uuid import UUID

from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.inquiries.operations import concerns as operations
from tisserand.inquiries.queries import concerns as queries
from tisserand.inquiries.web.concerns import shown
from tisserand.inquiries.web.concerns.forms import AnswerForm, IncomingForm, TransmitForm
from tisserand.inquiries.web.concerns.proof import ask_recent_proof
from tisserand.inquiries.web.concerns.shown import PAGE
from tisserand.kernel.refusals import Refused
from tisserand.ui import toasts
from tisserand.ui.forms import refuse

TRANSMIT_DRAFT = "protection-transmettre"
MOST = 50


@needs("concerns.transmit")
@require_GET
def mine(request):
    """References and dates: a child's name is read on her page."""
    actor = request.actor
    context = {
        "evaluations": [(row, shown.state(row), shown.due_on(row)) for row in queries.mine(actor)[:MOST]],
        "asked": list(queries.asked(actor)[:MOST]),
        "transmitted": list(queries.transmitted(actor)[:MOST]),
    }
    return render(request, "inquiries/children.html", context)


@needs("concerns.transmit")
@require_http_methods(["GET", "POST"])
def transmit(request):
    form = TransmitForm(request.POST or None, initial=_begun(request, TRANSMIT_DRAFT))
    if request.method == "POST" and form.is_valid():
        try:
            row = _transmit(request, dict(form.cleaned_data))
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, "La cellule a votre transmission. Vous lirez ici qu’elle est reçue, puis ses suites.")
            return redirect("inquiries:transmission", row.pk)
    context = {"form": form, "draft_key": TRANSMIT_DRAFT}
    return render(request, "inquiries/transmit.html", context, status=422 if form.errors else 200)


def _transmit(request, said: dict):
    unit = queries.concern_unit(request.now.date())
    who = {"actor": request.actor, "at": request.now, "unit": unit.pk if unit else None}
    return operations.transmit(**who, request_key=said.pop("key"), draft=TRANSMIT_DRAFT, **said)


def _begun(request, form: str) -> dict:
    kept = access.draft(request.actor, form=form) if request.method == "GET" else None
    return {name: values[0] for name, values in kept.fields.items() if name != "key" and values} if kept else {}


@needs("concerns.transmit")
@require_GET
def transmission(request, transmission_id):
    """Hers alone: what she wrote, that it was received, what was returned to her."""
    row = found_or_404(queries.transmitted, request.actor, transmission_id)
    journal.consulted(request, row.pk, page=PAGE)
    return render(request, "inquiries/transmission.html", {"row": row})


@needs("concerns.transmit")
@require_http_methods(["GET", "POST"])
def contribution(request, contribution_id):
    """A door in the wall: the question, her own writing, the return."""
    row = found_or_404(queries.asked, request.actor, contribution_id)
    journal.consulted(request, row.pk, page=PAGE)
    draft_key = f"protection-avis-{row.pk}"
    form = AnswerForm(request.POST or None, initial=_begun(request, draft_key))
    if request.method == "POST" and form.is_valid():
        said = {"words": form.cleaned_data["words"], "draft": draft_key}
        try:
            with transaction.atomic():
                operations.answer(actor=request.actor, at=request.now, contribution=row.pk, **said)
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, "Votre réponse est transmise aux évaluateurs.")
            return redirect("inquiries:contribution", contribution_id)
    context = {"row": row, "form": form, "draft_key": draft_key}
    return render(request, "inquiries/contribution.html", context, status=422 if form.errors else 200)


@needs("concerns.receive")
@require_http_methods(["GET", "POST"])
def incoming(request, transmission_id):
    """What a colleague wrote, before it is a concern; afterwards, the concern."""
    row = found_or_404(queries.transmissions_for, request.actor, transmission_id)
    if row.concern_id:
        return redirect("inquiries:concern", row.concern_id)
    ask_recent_proof(request)
    journal.consulted(request, row.pk, page=PAGE)
    lines = queries.lines_of(request.actor, queries.undecided(request.actor)[:MOST])
    same = [(str(line.row.pk), f"Rejoint {line.row.reference}, {line.children or 'enfant à nommer'}") for line in lines]
    form = IncomingForm(request.POST or None, same=same)
    if request.method == "POST" and form.is_valid() and (kept := _registered(request, row, form)):
        toasts.say(request, "La transmission est enregistrée. Son auteur lit qu’elle est reçue.")
        return redirect("inquiries:concern", kept.pk)
    return render(request, "inquiries/incoming.html", {"row": row, "form": form}, status=422 if form.errors else 200)


def _registered(request, row, form):
    into = form.cleaned_data["into"]
    who = {"actor": request.actor, "at": request.now, "into": UUID(into) if into else None}
    try:
        with transaction.atomic():
            return operations.receive_transmission(**who, transmission=row.pk)
    except Refused as refused:
        refuse(form, refused)
        return None

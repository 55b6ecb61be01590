"""What comes to its end, the lists shown to the archives, and their visa."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.privacy.operations import bordereaux as operations
from tisserand.privacy.operations.announcing import local_day
from tisserand.privacy.queries import retention as queries
from tisserand.privacy.rules.bordereau import LABELS, State
from tisserand.privacy.web import shown
from tisserand.privacy.web.forms import VisaForm
from tisserand.privacy.web.pages import page_of
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs("retention.manage")
@require_GET
def retention(request):
    return _show_list(request)


def _show_list(request, refusals=(), status: int = 200):
    today = local_day(request.now)
    rows, pages = page_of(request, queries.dues(request.actor))
    context = {
        "lines": [shown.due_line(row) for row in rows],
        "total": queries.dues(request.actor).count(),
        "ready": queries.ready(request.actor, on=today).count(),
        "may_propose": not queries.waiting_for_visa(request.actor),
        "waiting": [_card(row) for row in queries.bordereaux(request.actor)[:1]],
        "undecided": shown.undecided(today, queries.decided()),
        "refusals": list(refusals),
        **pages,
    }
    return render(request, "privacy/retention.html", context, status=status)


@needs("retention.manage")
@require_POST
def propose(request):
    try:
        with transaction.atomic():
            row = operations.propose(actor=request.actor, at=request.now)
    except Refused as refused:
        return _show_list(request, refused.refusals, status=422)
    say(request, "Le bordereau est prêt. L’essai à blanc tourne\u00a0: son résultat s’affiche ici dans un instant.")
    return redirect("privacy:bordereau", row.pk)


@needs("retention.manage")
@require_GET
def bordereaux(request):
    rows, pages = page_of(request, queries.bordereaux(request.actor))
    return render(request, "privacy/bordereaux.html", {"rows": [_card(row) for row in rows], **pages})


@needs("retention.manage")
@require_GET
def bordereau(request, bordereau_id):
    return _show(request, bordereau_id, VisaForm())


def _show(request, bordereau_id, form, refusals=(), status: int = 200):
    row = found_or_404(queries.bordereaux, request.actor, bordereau_id)
    lines, pages = page_of(request, queries.lines(request.actor, row.pk))
    context = {
        **_card(row),
        "lines": [shown.bordereau_line(line) for line in lines],
        "rehearsal": shown.rehearsal(row.rehearsal),
        "form": form,
        "refusals": list(refusals),
        **pages,
    }
    return render(request, "privacy/bordereau.html", context, status=status)


@needs("retention.manage")
@require_POST
def give_visa(request, bordereau_id):
    form = VisaForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                operations.give_visa(
                    actor=request.actor, at=request.now, bordereau=_known(request, bordereau_id), **form.cleaned_data
                )
        except Refused as refused:
            refuse(form, refused)
        else:
            say(request, "Le visa est enregistré. L’élimination a commencé.")
            return redirect("privacy:bordereau", bordereau_id)
    return _show(request, bordereau_id, form, status=422)


@needs("retention.manage")
@require_POST
def drop(request, bordereau_id):
    try:
        with transaction.atomic():
            operations.drop(actor=request.actor, at=request.now, bordereau=_known(request, bordereau_id))
    except Refused as refused:
        return _show(request, bordereau_id, VisaForm(), refused.refusals, status=422)
    say(request, "Le bordereau est abandonné\u00a0: rien n’a été éliminé.")
    return redirect("privacy:retention")


def _known(request, bordereau_id):
    return found_or_404(queries.bordereaux, request.actor, bordereau_id).pk


def _card(row) -> dict:
    state = State(row.state)
    return {"row": row, "state": LABELS[state], "open": state == State.PROPOSED, "done": state == State.DONE}

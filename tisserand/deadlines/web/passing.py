"""Given to a colleague; told to somebody who decides."""

from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tisserand.access.gate import signed_in
from tisserand.deadlines import operations, queries
from tisserand.deadlines.web import clocks
from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@signed_in
@require_POST
def give(request, obligation_id):
    row = clocks.found(request, obligation_id)
    form = clocks.give_form(row, request, request.POST)
    if not _done(request, row, form, operations.give):
        return clocks.page(request, row, status=422, give_form=form)
    say(request, "C’est confié. L’échéance est dans sa journée.")
    return _next(request, row)


@signed_in
@require_POST
def tell(request, obligation_id):
    row = clocks.found(request, obligation_id)
    form = clocks.tell_form(row, request, request.POST)
    if not _done(request, row, form, operations.tell):
        return clocks.page(request, row, status=422, tell_form=form)
    say(request, "C’est signalé. Vous gardez l’échéance.")
    return _next(request, row)


def _done(request, row, form, operation) -> bool:
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            operation(actor=request.actor, at=request.now, obligation=row.pk, to=form.cleaned_data["to"])
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _next(request, row):
    """Whoever gave it away may see it no more."""
    if queries.obligations(request.actor).filter(pk=row.pk).exists():
        return redirect("deadlines:why", row.pk)
    return redirect("/")

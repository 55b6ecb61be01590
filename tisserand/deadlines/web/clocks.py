"""« Pourquoi cette date »: the rule, its article, the count, what moved it; and « fait hors outil »."""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access.gate import needs
from tisserand.deadlines import operations, queries
from tisserand.deadlines.web.forms import DoneElsewhereForm
from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs("duties.see")
@require_GET
def why(request, obligation_id):
    return _show(request, obligation_id, DoneElsewhereForm())


@needs("duties.see")
@require_POST
def done_elsewhere(request, obligation_id):
    row = get_object_or_404(queries.by_law(request.actor), pk=obligation_id)
    form = DoneElsewhereForm(request.POST)
    if form.is_valid() and _said(request, form, row):
        say(request, "C’est noté\u00a0: cette échéance est terminée.")
        return redirect("deadlines:why", row.pk)
    return _show(request, obligation_id, form, status=422)


def _said(request, form, row) -> bool:
    try:
        with transaction.atomic():
            operations.done_elsewhere(actor=request.actor, at=request.now, obligation=row.pk, **form.cleaned_data)
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _show(request, obligation_id, form, status: int = 200):
    row = get_object_or_404(queries.by_law(request.actor), pk=obligation_id)
    context = {
        "row": row,
        "rule": queries.rule_of(row),
        "moves": list(queries.moves(request.actor, row.pk)),
        "form": form,
    }
    return render(request, "deadlines/why.html", context, status=status)

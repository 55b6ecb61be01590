"""« Pourquoi cette date »: the rule, its article, the count, what moved it; who has it; and « fait hors outil »."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, signed_in
from tisserand.deadlines import operations, queries
from tisserand.deadlines.slots import LISTS, SUBJECT_LINKS, SUBJECT_WORDS
from tisserand.deadlines.web.forms import DoneElsewhereForm, ToForm
from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@signed_in
@require_GET
def why(request, obligation_id):
    return page(request, found(request, obligation_id))


@signed_in
@require_POST
def done_elsewhere(request, obligation_id):
    row = found(request, obligation_id)
    form = DoneElsewhereForm(request.POST)
    if form.is_valid() and _said(request, form, row):
        say(request, "C’est noté\u00a0: cette échéance est terminée.")
        return redirect("deadlines:why", row.pk)
    return page(request, found(request, obligation_id), status=422, form=form)


def _said(request, form, row) -> bool:
    try:
        with transaction.atomic():
            operations.done_elsewhere(actor=request.actor, at=request.now, obligation=row.pk, **form.cleaned_data)
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def found(request, obligation_id):
    return found_or_404(queries.obligations, request.actor, obligation_id)


def page(request, row, *, status: int = 200, **forms):
    """`forms`: those that were refused, as they were typed."""
    held = queries.held(request.actor, row)
    context = {
        "row": row,
        "rule": queries.rule_of(row),
        "about": [words for filler in SUBJECT_WORDS for words in filler(request.actor, row)],
        "moves": list(queries.moves(request.actor, row.pk)),
        "passings": list(queries.passings(request.actor, row.pk)),
        "lists": LISTS.of(request.actor),
        "links": SUBJECT_LINKS.of(request.actor, row) if not held.closed else [],
        "ageing": _days(request, row),
        "form": DoneElsewhereForm() if row.rule and not held.closed else None,
        "give_form": _offered(give_form(row, request)) if held.may_be_passed else None,
        "tell_form": _offered(tell_form(row, request)) if held.may_be_told else None,
        **forms,
    }
    return render(request, "deadlines/why.html", context, status=status)


def give_form(row, request, data=None) -> ToForm:
    """Nobody who is away today."""
    today = access.today(request.now, row.unit.time_zone)
    people = queries.colleagues(row, on=today)
    for kept in (row.account_id, *access.away(people, on=today)):
        people.pop(kept, None)
    return ToForm(data, people=people, label="Transmettre cette tâche à", prefix="give")


def tell_form(row, request, data=None) -> ToForm:
    people = queries.deciders(row, on=access.today(request.now, row.unit.time_zone))
    for knows in (row.account_id, row.escalated_to_id, request.actor.account_id):
        people.pop(knows, None)
    return ToForm(data, people=people, label="Signaler à", prefix="tell")


def _offered(form: ToForm) -> ToForm | None:
    """Nobody to choose: nothing to ask."""
    return form if form.people else None


def _days(request, row) -> int:
    """How long somebody has been answering for it."""
    zone = row.unit.time_zone
    return (access.today(row.closed_at or request.now, zone) - access.today(row.opened_at, zone)).days

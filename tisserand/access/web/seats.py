"""A new colleague, the seats she is given and leaves, who sits in a unit: for who manages accounts (R13, R15)."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tisserand.access import operations, queries, rules
from tisserand.access import seats as records
from tisserand.access.gate import ask_proof, needs
from tisserand.access.seat_rules import DAY, MANAGES, Moment
from tisserand.access.web.colleague import found, page, seat_form, shown, unit_asked
from tisserand.access.web.seat_forms import AccountForm, EndForm
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import of, plain_date
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs(MANAGES)
@require_http_methods(["GET", "POST"])
def new_account(request):
    form = AccountForm(request.POST or None)
    if request.method == "POST":
        ask_proof(request)
        if form.is_valid() and (account := _created(request, form)):
            say(request, f"Le compte {of(account.name)} est créé. Donnez un poste, puis un mot de passe provisoire.")
            return _to(account.pk, unit=unit_asked(request))
    context = {"form": form, "unit": unit_asked(request)}
    return render(request, "access/new_account.html", context, status=422 if form.errors else 200)


def _created(request, form):
    try:
        return operations.create_account(actor=request.actor, at=request.now, **form.cleaned_data)
    except Refused as refused:
        refuse(form, refused)
        return None


@needs(MANAGES, fresh=True)
@require_POST
def give(request, account_id):
    row = found(account_id)
    form = seat_form(request, request.POST)
    if form.is_valid():
        try:
            seat = operations.give_membership(actor=request.actor, at=request.now, account=row.pk, **form.seat())
        except Refused as refused:
            refuse(form, refused)
        else:
            say(request, f"C’est noté. Le poste est tenu {_from(seat)}.")
            return redirect("access:colleague", row.pk)
    return page(request, row, giving=form, status=422)


@needs(MANAGES, fresh=True)
@require_POST
def end(request, account_id, seat_id):
    """On its last day. One that has not begun is cancelled."""
    row = found(account_id)
    seat = records.seat_of(row.pk, seat_id)
    if seat is None:
        raise Http404("seat")
    coming = seat.span.moment(records.today(request.now)) == Moment.COMING
    form = EndForm(request.POST, prefix=str(seat.pk))
    if coming or form.is_valid():
        ends_before = seat.starts_on if coming else form.cleaned_data["ends_on"] + DAY
        try:
            operations.end_membership(actor=request.actor, at=request.now, membership=seat.pk, ends_before=ends_before)
        except Refused as refused:
            return page(request, row, refused=refused.refusals[0].message, status=422)
        say(request, "Le poste est annulé." if coming else f"Le poste se termine le {plain_date(ends_before - DAY)}.")
        return redirect("access:colleague", row.pk)
    return page(request, row, ending=form, status=422)


@needs(MANAGES)
@require_GET
def of_unit(request, unit_id):
    """Who sits there, and in the units above: where somebody is missing, she is looked for from here."""
    today = records.today(request.now)
    unit = next((one for one in records.units(today) if one.pk == unit_id), None)
    if unit is None:
        raise Http404("unit")
    context = {
        "name": rules.unit_in_words(unit.name, unit.kind),
        "unit": str(unit.pk),
        "here": [shown(seat) for seat in records.within(unit.pk, on=today)],
        "above": [shown(seat) for one in _above(unit) for seat in records.within(one.pk, on=today)],
    }
    return render(request, "access/unit_seats.html", context)


def _above(unit):
    while unit.parent_id is not None:
        unit = queries.unit(unit.parent_id)
        yield unit


def _to(account: UUID, *, unit: str):
    asked = f"?{urlencode({'unite': unit})}" if unit else ""
    return redirect(f"{reverse('access:colleague', args=[account])}{asked}")


def _from(seat) -> str:
    return f"à partir du {plain_date(seat.starts_on)}" if seat.ends_before is None else seat.span.in_words()

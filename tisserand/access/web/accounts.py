"""Colleagues' accounts, for who manages them: lost factors, forgotten sessions, departures."""

import secrets

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import accounts as records
from tisserand.access import factors, seats
from tisserand.access.gate import needs
from tisserand.access.seat_rules import MANAGES
from tisserand.access.web.colleague import found, page, shown, unit_asked
from tisserand.access.web.forms import EmailForm
from tisserand.kernel.refusals import Refused

MOST = 50
# No letter that looks like another: it is read aloud.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@needs(MANAGES)
@require_GET
def accounts(request):
    """Twenty thousand agents do not fit a page: by name or login."""
    return _list(request, "")


@needs(MANAGES)
@require_POST
def search(request):
    """By POST: a name has no place in an address."""
    return _list(request, _said(request, "words")[:100])


def _list(request, words: str):
    rows = list(records.search(words, most=MOST))
    held = seats.by_account(rows, on=seats.today(request.now))
    lines = [(row, [shown(seat) for seat in held[row.pk]]) for row in rows]
    return render(request, "access/accounts.html", {"lines": lines, "words": words, "unit": unit_asked(request)})


@needs(MANAGES)
@require_GET
def account(request, account_id):
    return page(request, found(account_id))


@needs(MANAGES, fresh=True)
@require_POST
def revoke(request, account_id):
    """Every factor at once, and every session: what is lost is in unknown hands."""
    row = found(account_id)
    try:
        factors.revoke(actor=request.actor, at=request.now, account=row.pk, reason=_said(request, "reason"))
    except Refused as refused:
        return page(request, row, refused=refused.refusals[0].message, status=422)
    records.end_sessions(actor=request.actor, at=request.now, account=row.pk)
    return redirect("access:colleague", account_id)


@needs(MANAGES, fresh=True)
@require_POST
def give_password(request, account_id):
    """Made by the machine, said once; she changes it in « Mon compte »."""
    row = found(account_id)
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    records.set_password(actor=request.actor, at=request.now, account=row.pk, password=password)
    return page(request, row, password=password)


@needs(MANAGES, fresh=True)
@require_POST
def set_email(request, account_id):
    row, form = found(account_id), EmailForm(request.POST)
    if not form.is_valid():
        return page(request, row, email=form, status=422)
    try:
        records.set_email(actor=request.actor, at=request.now, account=row.pk, email=form.cleaned_data["email"])
    except Refused as refused:
        form.add_error("email", refused.refusals[0].message)
        return page(request, row, email=form, status=422)
    return redirect("access:colleague", account_id)


@needs(MANAGES)
@require_POST
def end_sessions(request, account_id):
    records.end_sessions(actor=request.actor, at=request.now, account=found(account_id).pk)
    return redirect("access:colleague", account_id)


@needs(MANAGES, fresh=True)
@require_POST
def close(request, account_id):
    return _change(request, account_id, records.close)


@needs(MANAGES, fresh=True)
@require_POST
def reopen(request, account_id):
    return _change(request, account_id, records.reopen)


def _change(request, account_id, operation):
    row = found(account_id)
    try:
        operation(actor=request.actor, at=request.now, account=row.pk, reason=_said(request, "reason"))
    except Refused as refused:
        return page(request, row, refused=refused.refusals[0].message, status=422)
    return redirect("access:colleague", account_id)


def _said(request, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")

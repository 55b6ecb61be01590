"""Colleagues' accounts, for who manages them: lost factors, forgotten sessions, departures."""

import secrets

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import accounts as records
from tisserand.access import factors, queries
from tisserand.access.gate import needs
from tisserand.access.web.forms import EmailForm
from tisserand.kernel.refusals import Refused

MOST = 50
MANAGES = "organisation.manage"
# No letter that looks like another: it is read aloud.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@needs(MANAGES)
@require_GET
def accounts(request):
    """Twenty thousand agents do not fit a page: by name or login."""
    return render(request, "access/accounts.html", {"accounts": list(records.search("", most=MOST)), "words": ""})


@needs(MANAGES)
@require_POST
def search(request):
    """By POST: a name has no place in an address."""
    words = _said(request, "words")[:100]
    return render(request, "access/accounts.html", {"accounts": list(records.search(words, most=MOST)), "words": words})


@needs(MANAGES)
@require_GET
def account(request, account_id):
    return _page(request, _found(account_id))


@needs(MANAGES, fresh=True)
@require_POST
def revoke(request, account_id):
    """Every factor at once, and every session: what is lost is in unknown hands."""
    row = _found(account_id)
    try:
        factors.revoke(actor=request.actor, at=request.now, account=row.pk, reason=_said(request, "reason"))
    except Refused as refused:
        return _page(request, row, refused=refused.refusals[0].message, status=422)
    records.end_sessions(actor=request.actor, at=request.now, account=row.pk)
    return redirect("access:colleague", account_id)


@needs(MANAGES, fresh=True)
@require_POST
def give_password(request, account_id):
    """Made by the machine, said once; she changes it in « Mon compte »."""
    row = _found(account_id)
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    records.set_password(actor=request.actor, at=request.now, account=row.pk, password=password)
    return _page(request, row, password=password)


@needs(MANAGES, fresh=True)
@require_POST
def set_email(request, account_id):
    row, form = _found(account_id), EmailForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    try:
        records.set_email(actor=request.actor, at=request.now, account=row.pk, email=form.cleaned_data["email"])
    except Refused as refused:
        form.add_error("email", refused.refusals[0].message)
        return _page(request, row, form=form, status=422)
    return redirect("access:colleague", account_id)


@needs(MANAGES)
@require_POST
def end_sessions(request, account_id):
    records.end_sessions(actor=request.actor, at=request.now, account=_found(account_id).pk)
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
    row = _found(account_id)
    try:
        operation(actor=request.actor, at=request.now, account=row.pk, reason=_said(request, "reason"))
    except Refused as refused:
        return _page(request, row, refused=refused.refusals[0].message, status=422)
    return redirect("access:colleague", account_id)


def _said(request, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")


def _found(account_id):
    row = queries.accounts([account_id]).get(account_id)
    if row is None:
        raise Http404("account")
    return row


def _page(request, row, *, form=None, refused: str = "", password: str = "", status: int = 200):
    context = {
        "account": row,
        "form": form or EmailForm(initial={"email": row.email}),
        "factors": factors.listed(row.pk),
        "sessions": records.sessions(row.pk, at=request.now),
        "refused": refused,
        "password": password,
    }
    return render(request, "access/colleague.html", context, status=status)

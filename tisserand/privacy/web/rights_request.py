"""One request: where it is, and each step the privacy officer takes."""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs, signed_in
from tisserand.kernel.refusals import Refused
from tisserand.privacy.operations import rights as operations
from tisserand.privacy.operations import rights_copy, rights_effects
from tisserand.privacy.queries import rights as queries
from tisserand.privacy.rules import rights as rules
from tisserand.privacy.rules import rights_copy as copies
from tisserand.privacy.rules.rights import Asked, Decision, Identity, State
from tisserand.privacy.web import rights_forms as forms
from tisserand.ui.forms import Form, refuse
from tisserand.ui.toasts import say

FORMS: dict[str, type[Form]] = {
    "identity": forms.IdentityForm,
    "extend": forms.ExtendForm,
    "decide": forms.DecideForm,
    "answer": forms.AnswerForm,
    "withdraw": forms.WithdrawForm,
    "notice": forms.NoticeForm,
    "rectify": forms.RectifyForm,
}


# The officer, who received it, who accompanies her: the wall says which.
@signed_in
@require_safe
def show(request, request_id):
    return page(request, _row(request, request_id))


@needs("rights.manage")
@require_POST
def check_identity(request, request_id):
    return _step(request, request_id, "identity", operations.check_identity, "Son identité est vérifiée.")


@needs("rights.manage")
@require_POST
def extend(request, request_id):
    return _step(request, request_id, "extend", operations.extend, "Le délai est prolongé de deux mois.")


@needs("rights.manage")
@require_POST
def decide(request, request_id):
    return _step(request, request_id, "decide", operations.decide, "La décision est enregistrée.")


@needs("rights.manage")
@require_POST
def answer(request, request_id):
    return _step(request, request_id, "answer", operations.answer, "La réponse est remise, avec sa preuve.")


@needs("rights.manage")
@require_POST
def withdraw(request, request_id):
    return _step(request, request_id, "withdraw", operations.withdraw_request, "La demande est retirée.")


@needs("rights.manage")
@require_POST
def notice(request, request_id):
    return _step(request, request_id, "notice", rights_effects.ask_notice, "La mention arrive en tête du dossier.")


@needs("rights.manage")
@require_POST
def rectify(request, request_id):
    return _step(
        request, request_id, "rectify", rights_effects.rectify, "La correction est gardée avec l’ancienne valeur."
    )


@needs("rights.manage")
@require_POST
def lift(request, request_id, notice_id):
    row = _row(request, request_id)
    if not any(known.pk == notice_id for known in queries.notices_of_request(request.actor, row.pk)):
        raise Http404("notice")
    return _done(request, row, lambda: _lift(request, notice_id), "La mention est levée.")


@needs("rights.manage")
@require_POST
def tell(request, request_id, recipient_id):
    row = _row(request, request_id)
    if not any(known.pk == recipient_id for known in queries.recipients(request.actor, row.pk)):
        raise Http404("recipient")
    rights_effects.tell_recipient(actor=request.actor, at=request.now, recipient=recipient_id)
    say(request, "C’est noté.")
    return redirect("privacy:request", row.pk)


@needs("rights.manage")
@require_POST
def start_copy(request, request_id):
    row = _row(request, request_id)

    def start() -> None:
        rights_copy.start_copy(actor=request.actor, at=request.now, request=row.pk)

    return _done(request, row, start, "Le dossier est en train d’être rassemblé.")


def _lift(request, notice_id) -> None:
    rights_effects.lift_notice(actor=request.actor, at=request.now, notice=notice_id)


def _done(request, row, do: Callable[[], None], sentence: str):
    try:
        do()
    except Refused as refused:
        return page(request, row, refusals=list(refused.refusals), status=422)
    say(request, sentence)
    return redirect("privacy:request", row.pk)


ARGUMENTS = {"told_on": "told_on", "answered_on": "on", "version": "expected_version"}


def _step(request, request_id, name: str, operation: Callable, sentence: str):
    row = _row(request, request_id)
    form = FORMS[name](request.POST, auto_id=f"id_{name}_%s")
    if form.is_valid():
        said = {ARGUMENTS.get(key, key): value for key, value in form.cleaned_data.items()}
        try:
            operation(actor=request.actor, at=request.now, request=row.pk, **said)
        except Refused as refused:
            refuse(form, refused)
            stale = any(refusal.code == "stale" for refusal in refused.refusals)
            return page(request, row, typed={name: form}, status=409 if stale else 422)
        say(request, sentence)
        return redirect("privacy:request", row.pk)
    return page(request, row, typed={name: form}, status=422)


def _row(request, request_id):
    row = found_or_404(queries.requests, request.actor, request_id)
    journal.consulted(request, row.person_id, "demande de droits")
    return row


def page(request, row, *, typed: dict | None = None, refusals=(), status: int = 200):
    actor = request.actor
    manages = actor.can("rights.manage")
    copy = queries.file_copy(actor, row.pk) if manages else None
    context = {
        "row": row,
        "asked": rules.ASKED_NAMES[row.asked],
        "state": rules.STATE_LABELS[row.state],
        "words": _words(row),
        "cada_until": rules.cada_until(row.decided_on) if row.decided_on else None,
        "forms": _forms(row, typed or {}) if manages else {},
        "refusals": refusals,
        "copy": copy,
        "copy_state": copies.STATE_LABELS[copy.state] if copy else "",
        "working": bool(copy) and copy.state in copies.WORKING,
        "may_copy": manages and _may_copy(row) and (copy is None or copy.state == copies.State.FAILED),
        "notices": [(one, rules.NOTICE_LABELS[one.kind]) for one in queries.notices_of_request(actor, row.pk)],
        "rectifications": list(queries.rectifications(actor, row.pk)),
        "recipients": list(queries.recipients(actor, row.pk)),
        "manages": manages,
    }
    return render(request, "privacy/rights_request.html", context, status=status)


def _words(row) -> dict[str, str]:
    return {
        "channel": rules.CHANNELS.get(row.channel, row.channel),
        "identity": rules.IDENTITY_LABELS[row.identity],
        "representative": rules.REPRESENTATIVE_LABELS[row.representative],
        "decision": rules.DECISION_LABELS.get(row.decision, ""),
        "dispatch": rules.DISPATCHES.get(row.dispatch, ""),
    }


def _forms(row, typed: dict) -> dict:
    """The steps that may be taken now, each with what was typed in it."""
    open_now = {
        "identity": row.state == State.RECEIVED and row.identity == Identity.TO_CHECK,
        "decide": row.state == State.RECEIVED,
        "extend": row.state == State.RECEIVED and row.extended_on is None,
        "answer": row.state == State.DECIDED,
        "withdraw": row.state == State.RECEIVED,
        "notice": _favourable(row) and row.asked in rules.NOTICE_OF,
        "rectify": _favourable(row) and row.asked == Asked.RECTIFICATION,
    }
    initial = {"version": row.version}
    return {
        name: typed.get(name) or FORMS[name](initial=initial, auto_id=f"id_{name}_%s")
        for name, now in open_now.items()
        if now or name in typed
    }


def _may_copy(row) -> bool:
    asked = row.asked == Asked.ACCESS and row.state in rules.OPEN
    return asked and row.decision != Decision.REFUSED and row.identity != Identity.TO_CHECK


def _favourable(row) -> bool:
    return row.decision in {Decision.GRANTED, Decision.PARTLY}

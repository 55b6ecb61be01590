"""The version in preparation: its words, each of its answers, its publication; an announced one taken back."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.operations import ProtocolChanged
from tisserand.reception.queries.urgency import WRITES
from tisserand.reception.rules import urgency
from tisserand.reception.rules.urgency import State
from tisserand.reception.web.forms.urgency import AnswerForm, FrameForm, PublishForm
from tisserand.reception.web.urgency.pages import before, today_of
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse

OF_FRAME = {"definition": "Définition de l’urgence", "closing_rule": "À l’heure de la fermeture"}
OF_ANSWER = {"first": "Qui répond d’abord", "attention": "Attention"}
ROWS = {"relays": "Relais, dans l’ordre", "resources": "Ressources"}


@needs(WRITES)
@require_POST
def prepare(request):
    """From the version shown, else from the national numbers; one that is begun already is gone on with."""
    said = {"actor": request.actor, "at": request.now, "today": today_of(request)}
    versions = list(queries.protocols(request.actor))
    source = next((one for one in versions if str(one.pk) == request.POST.get("from")), None)
    row = operations.prepare_protocol(**said, source=source.pk if source else None)
    if any(one.state == State.DRAFT for one in versions):
        toasts.say(request, "Une version était déjà en préparation\u00a0: la voici.")
    return redirect("reception:urgency_version", row.pk)


@needs(WRITES)
@require_http_methods(["GET", "POST"])
def write_frame(request, protocol_id):
    row = _draft(request, protocol_id)
    typed = _typed(request, OF_FRAME)
    start = {"version": row.version, "definition": row.definition, "closing_rule": row.closing_rule}
    form = FrameForm(typed, initial=start)

    def keep(said):
        words = {name: form.cleaned_data[name] for name in OF_FRAME}
        operations.write_frame(**said, protocol=row.pk, expected_version=form.cleaned_data["version"], **words)

    return _write(request, row, form, keep, title="Définition et fermeture", labels=OF_FRAME, mine=typed)


@needs(WRITES)
@require_http_methods(["GET", "POST"])
def write_answer(request, protocol_id, kind):
    row = _draft(request, protocol_id)
    known = next((one for one in queries.answers_of(request.actor, row) if one.kind == kind), None)
    if known is None:
        raise Http404("kind")
    typed = _typed(request, OF_ANSWER)
    form = AnswerForm(typed, answer=known.answer, version=known.version)

    def keep(said):
        version = form.cleaned_data["version"]
        operations.write_answer(**said, protocol=row.pk, kind=kind, expected_version=version, answer=form.answer())

    return _write(request, row, form, keep, title=urgency.label(kind), labels=OF_ANSWER | ROWS, mine=typed, kind=kind)


@needs(WRITES)
@require_http_methods(["GET", "POST"])
def publish(request, protocol_id):
    row = found_or_404(queries.protocols, request.actor, protocol_id)
    if row.state != State.DRAFT and request.method == "GET":
        return redirect("reception:urgency_version", row.pk)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                done = operations.publish_protocol(
                    actor=request.actor, at=request.now, protocol=row.pk, today=today_of(request), **form.cleaned_data
                )
        except Refused as refused:
            refuse(form, refused)
        else:
            toasts.say(request, f"La version {done.number} est publiée.")
            return redirect("reception:urgency")
    return _publishing(request, row, form)


@needs(WRITES)
@require_POST
def withdraw(request, protocol_id):
    row = found_or_404(queries.protocols, request.actor, protocol_id)
    try:
        with transaction.atomic():
            operations.withdraw_protocol(actor=request.actor, at=request.now, protocol=row.pk, today=today_of(request))
    except Refused as refused:
        messages.warning(request, refused.refusals[0].message)
    else:
        toasts.say(request, f"La version {row.number} est retirée\u00a0: elle ne s’appliquera pas.")
    return redirect("reception:urgency_version", row.pk)


def _draft(request, protocol_id):
    row = found_or_404(queries.protocols, request.actor, protocol_id)
    if row.state != State.DRAFT and request.method == "GET":
        raise Http404("draft")
    return row


def _typed(request, shared: dict):
    return typed_again(request.POST, shared) if request.method == "POST" else None


def _write(request, row, form, keep, *, title: str, labels: dict, mine, kind: str = ""):
    back = f"{reverse('reception:urgency_version', args=[row.pk])}#{kind or 'definition'}"
    if request.POST.get("resolution") == "theirs":
        return redirect(back)
    conflict = None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                keep({"actor": request.actor, "at": request.now})
        except Refused as refused:
            refuse(form, refused)
        except ProtocolChanged as changed:
            conflict = _conflict(changed, labels, mine, form)
        else:
            toasts.say(request, "C’est gardé dans la version en préparation.")
            return redirect(back)
    return _page(request, row, form, conflict, title=title, kind=kind, back=back)


def _conflict(changed: ProtocolChanged, labels: dict, mine, form) -> dict:
    who = access.accounts([changed.row.changed_by_id]).get(changed.row.changed_by_id)
    typed = mine.dict()
    if isinstance(form, AnswerForm):
        answer = form.answer()
        typed |= {"relays": urgency.in_lines(answer.relays), "resources": urgency.in_lines(answer.resources)}
    return both_texts(changed, by=who.name if who else "Un collègue", shared=labels, typed=typed)


def _page(request, row, form, conflict: dict | None, *, title: str, kind: str, back: str):
    rows = isinstance(form, AnswerForm)
    context = {
        "row": row,
        "form": form,
        "title": title,
        "kind": kind,
        "back": back,
        "relay_rows": form.shown_rows("relay") if rows else [],
        "resource_rows": form.shown_rows("resource") if rows else [],
        "conflict": None,
        "theirs": [],
        **(conflict or {}),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "reception/urgency_write.html", context, status=status)


def _publishing(request, row, form):
    """What was read is what stands now: refused because it had changed, one reads again and sends again."""
    answers = queries.answers_of(request.actor, row)
    context = {
        "row": row,
        "form": form,
        "read": operations.reading(row, answers),
        "former": before(row, list(queries.protocols(request.actor))),
        "missing": list(urgency.missing(queries.said_by(row, answers), on=today_of(request))),
    }
    return render(request, "reception/urgency_publish.html", context, status=422 if form.errors else 200)

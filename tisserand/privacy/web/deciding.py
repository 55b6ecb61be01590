"""How long each kind is kept, and what is held back."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.ids import short_reference
from tisserand.kernel.refusals import Refused
from tisserand.privacy.operations import deciding as operations
from tisserand.privacy.operations.announcing import local_day
from tisserand.privacy.queries import retention as queries
from tisserand.privacy.rules.durations import rules_on
from tisserand.privacy.web import shown
from tisserand.privacy.web.forms import DurationForm, HoldForm
from tisserand.privacy.web.pages import page_of
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs("retention.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def holds(request):
    form = HoldForm(request.POST) if request.method == "POST" else HoldForm(initial={"person": _asked(request)})
    if form.is_bound and form.is_valid() and _done(request, form, operations.place_hold, starts_on=_today(request)):
        say(request, "Ce dossier est suspendu\u00a0: rien n’en sera éliminé.")
        return redirect("privacy:holds")
    rows, pages = page_of(request, queries.holds(request.actor))
    lines = [
        {"row": row, "reference": short_reference(row.person_id), "over": _over(row, _today(request))} for row in rows
    ]
    context = {"form": form, "lines": lines, **pages}
    return render(request, "privacy/holds.html", context, status=422 if form.is_bound else 200)


def _asked(request) -> str:
    """From the list of what ends: the file to hold."""
    return request.GET.get("dossier", "")[:40]


def _today(request):
    return local_day(request.now)


def _over(row, today) -> bool:
    return bool(row.lifted_at or (row.until and row.until < today))


@needs("retention.manage")
@require_POST
def lift(request, hold_id):
    row = found_or_404(queries.holds, request.actor, hold_id)
    try:
        with transaction.atomic():
            operations.lift_hold(actor=request.actor, at=request.now, hold=row.pk)
    except Refused:
        say(request, "Cette suspension était déjà levée.")
    else:
        say(request, "La suspension est levée.")
    return redirect("privacy:holds")


@needs("retention.manage")
@require_GET
def durations(request):
    decided = queries.decided()
    rules = rules_on(_today(request)).values()
    lines = [{"rule": rule, "duration": shown.duration(rule, decided)} for rule in rules]
    decisions = [(row, shown.label_of(row.kind)) for row in queries.decisions()[:50]]
    return render(request, "privacy/durations.html", {"lines": lines, "decisions": decisions})


@needs("retention.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, kind):
    rule = rules_on(_today(request)).get(kind)
    if rule is None or not rule.configurable:
        raise Http404("kind")
    now = queries.decided().get(kind, rule.months)
    form = DurationForm(request.POST) if request.method == "POST" else DurationForm(initial={"months": now})
    if form.is_bound and form.is_valid() and _done(request, form, operations.decide_duration, kind=kind):
        say(request, "La durée est décidée. La liste de cette nuit en tiendra compte.")
        return redirect("privacy:durations")
    context = {"form": form, "rule": rule, "duration": shown.duration(rule, queries.decided())}
    return render(request, "privacy/decide.html", context, status=422 if form.is_bound else 200)


def _done(request, form, operation, **said) -> bool:
    try:
        with transaction.atomic():
            operation(actor=request.actor, at=request.now, **form.cleaned_data, **said)
    except Refused as refused:
        refuse(form, refused)
    return not form.errors

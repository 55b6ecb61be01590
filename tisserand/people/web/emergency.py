"""Breaking the glass, ending it, and reading afterwards those that others broke."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tisserand.access import grant_rules, grants
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.slots import RESULT_ACTIONS
from tisserand.people.web.emergency_forms import EmergencyForm, ReviewForm
from tisserand.people.web.pages import seen, today
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say

SALT = "tisserand.emergency"
# A page left open on a desk confirms nothing.
FRESH_SECONDS = 600
MOST = 50


@needs("files.break")
@require_http_methods(["GET", "POST"])
def break_glass(request, person_id):
    person = seen(request, person_id, "demande d’accès d’urgence")
    if person.is_protected:
        raise Http404("person")
    form = EmergencyForm(request.POST or None, motives=grant_rules.motives(today(request)))
    stale = request.method == "POST" and not _is_fresh(request, person_id)
    if request.method == "POST" and form.is_valid() and not stale and _break(request, person_id, form):
        say(request, f"Le dossier vous est ouvert pour {settings.EMERGENCY_MINUTES}\u00a0minutes, en lecture.")
        return redirect(RESULT_ACTIONS[-1].view, person_id)
    context = {
        "card": person.card,
        "form": form,
        "stale": stale,
        "token": _token(request, person_id),
        "minutes": settings.EMERGENCY_MINUTES,
        "back": RESULT_ACTIONS[-1].view,
    }
    return render(request, "people/emergency.html", context, status=422 if form.errors or stale else 200)


def _break(request, person_id: UUID, form: EmergencyForm) -> bool:
    said = form.cleaned_data
    try:
        operations.break_glass(
            actor=request.actor, at=request.now, person=person_id, motive=said["motive"], words=said["words"]
        )
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _token(request, person_id: UUID) -> str:
    """This colleague asked for this file, now: neither somebody who finds the page open, nor another file."""
    return signing.dumps([str(request.actor.account_id), str(person_id)], salt=SALT)


def _is_fresh(request, person_id: UUID) -> bool:
    try:
        said = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=FRESH_SECONDS)
    except signing.BadSignature:
        return False
    return said == [str(request.actor.account_id), str(person_id)]


@needs("files.break")
@require_POST
def close(request, person_id):
    grants.close(actor=request.actor, at=request.now, person=person_id)
    say(request, "L’accès d’urgence est fermé.")
    return redirect("/")


@needs("accesses.judge")
@require_safe
def emergencies(request):
    rows = list(grants.emergencies(request.actor).exclude(account_id=request.actor.account_id)[:MOST])
    return render(request, "people/emergencies.html", {"rows": _shown(request.actor, rows)})


@needs("accesses.judge")
@require_http_methods(["GET", "POST"])
def review(request, grant_id):
    others = grants.emergencies(request.actor).exclude(account_id=request.actor.account_id)
    row = get_object_or_404(others, pk=grant_id)
    [shown] = _shown(request.actor, [row])
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.review_emergency(actor=request.actor, at=request.now, grant=row.pk, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            say(request, "Votre lecture est gardée.")
            return redirect("people:emergency", row.pk)
    mine = any(said.by_id == request.actor.account_id for said, _ in shown["reviews"])
    context = shown | {
        "form": None if mine else form,
        "pages": grants.readings(request.actor, row) if request.actor.can("journal.read") else None,
    }
    return render(request, "people/emergency_review.html", context, status=422 if form.errors else 200)


def _shown(actor, rows: list) -> list[dict]:
    """With the names this reader may know: the privacy officer reads no identity."""
    cards = queries.cards(actor, {row.person_id for row in rows}) if actor.can("identity.read") else {}
    said = grants.reviews(actor, [row.pk for row in rows])
    return [
        {
            "row": row,
            "card": cards.get(row.person_id),
            "motive": grant_rules.motives().get(row.motive, row.motive),
            "end": row.ended_at or row.ends_at,
            "reviews": [
                (one, grant_rules.VERDICT_LABELS[grant_rules.Verdict(one.verdict)]) for one in said.get(row.pk, ())
            ],
        }
        for row in rows
    ]

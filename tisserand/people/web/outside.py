"""Somebody of another site: her identity, and the reason that opens the rest until the end of the day."""

from datetime import UTC, datetime, time, timedelta

from django import forms
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tisserand.access import grants
from tisserand.access.gate import needs
from tisserand.access.grant_rules import LONGEST_REASON, SHORTEST_REASON
from tisserand.kernel.refusals import Refused
from tisserand.people import queries
from tisserand.people.slots import RESULT_ACTIONS
from tisserand.people.web.pages import seen, today
from tisserand.ui.forms import Form, refuse


class ReasonForm(Form):
    words = forms.CharField(
        label="Pourquoi vous ouvrez ce dossier",
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Gardé au journal avec ce que vous lisez. Vaut pour ce dossier jusqu’à ce soir.",
    )


@needs("identity.read")
@require_http_methods(["GET", "POST"])
def outside(request, person_id):
    person = seen(request, person_id, "identité")
    if not queries.is_outside(request.actor, person):
        return redirect(RESULT_ACTIONS[-1].view, person_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _declared(request, person_id, form):
        return redirect(RESULT_ACTIONS[-1].view, person_id)
    context = {"card": person.card, "form": form, "can_break": request.actor.can("files.break")}
    context["answers"] = queries.is_told_of_nobody(request.actor)
    return render(request, "people/outside.html", context, status=422 if form.errors else 200)


def _declared(request, person_id, form: ReasonForm) -> bool:
    try:
        grants.declare(
            actor=request.actor,
            at=request.now,
            person=person_id,
            unit=request.actor.posts[0].unit_id,
            words=form.cleaned_data["words"],
            until=_midnight(request),
        )
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _midnight(request) -> datetime:
    """To come, where the reader works."""
    tomorrow = today(request) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), timezone.get_current_timezone()).astimezone(UTC)

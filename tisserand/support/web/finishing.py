"""After a relay: the former référent adds what she had begun to write, and reads of the file her own words only."""

from datetime import datetime, time
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.activity.rules import NATURE_LABELS
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.support import operations
from tisserand.support.queries import finishing
from tisserand.support.web.forms import ContactForm
from tisserand.support.web.forms.finishing import CompleteForm
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("plans.write")
@require_http_methods(["GET", "POST"])
def finish(request, plan_id):
    duty = _duty(request, plan_id)
    form = ContactForm(request.POST or None, initial=_begun(request, duty))
    if request.method == "POST" and form.is_valid() and _kept(request, plan_id, form):
        return _again(request, plan_id)
    return _page(request, duty, form)


@needs("plans.write")
@require_POST
def complete(request, plan_id, note_id):
    duty = _duty(request, plan_id)
    if note_id not in {note.pk for _, notes in finishing.my_writing(request.actor, plan_id) for note in notes}:
        raise Http404("note")
    form = CompleteForm(request.POST, prefix=str(note_id))
    if form.is_valid():
        try:
            operations.complete_note(
                actor=request.actor, at=request.now, plan=plan_id, written=note_id, text=form.cleaned_data["text"]
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return _again(request, plan_id)
    return _page(request, duty, ContactForm(initial=_begun(request, duty)), refused=form)


@needs("plans.write")
@require_POST
def end(request, plan_id):
    _duty(request, plan_id)
    operations.end_finishing(actor=request.actor, at=request.now, plan=plan_id)
    toasts.say(request, "C’est fini. Le dossier est maintenant celui du nouveau référent.")
    return redirect("/")


def _kept(request, plan_id: UUID, form: ContactForm) -> bool:
    said = form.cleaned_data
    moment = datetime.combine(said["on"], said["hour"] or time(), timezone.get_current_timezone())
    try:
        operations.finish_contact(
            actor=request.actor,
            at=request.now,
            plan=plan_id,
            nature=said["nature"],
            happened_at=moment,
            text=said["text"],
            level=said["level"],
            duration_minutes=said["duration"],
            request_key=said["key"],
            draft=draft_key(plan_id),
        )
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def draft_key(plan_id: UUID) -> str:
    """That of the note she had begun on the plan itself."""
    return f"accompagnement-note-{plan_id}"


def _begun(request, duty) -> dict:
    kept = access.draft(request.actor, form=draft_key(duty.subject), person=duty.person_id)
    begun = kept.fields if kept else {}
    return {name: values[0] if len(values) == 1 else values for name, values in begun.items() if name != "key"}


def _duty(request, plan_id: UUID):
    duty = finishing.finishing(request.actor, plan_id)
    if duty is None:
        raise Http404("finishing")
    return duty


def _again(request, plan_id: UUID):
    toasts.say(request, "C’est gardé au dossier.")
    return redirect("support:finish", plan_id)


def _page(request, duty, form: ContactForm, *, refused: CompleteForm | None = None):
    journal.consulted(request, duty.person_id, page="fin de ses écrits")
    card = people.cards(request.actor, [duty.person_id]).get(duty.person_id)
    context = {
        "duty": duty,
        "card": card,
        "late": duty.due_at <= request.now,
        "form": form,
        "draft_key": draft_key(duty.subject),
        "written": [
            (NATURE_LABELS.get(act.nature, "Acte"), act, [(note, _more(note, refused)) for note in notes])
            for act, notes in finishing.my_writing(request.actor, duty.subject)
        ],
    }
    return render(request, "support/finish.html", context, status=422 if form.errors or refused else 200)


def _more(note, refused: CompleteForm | None) -> CompleteForm:
    return refused if refused and refused.prefix == str(note.pk) else CompleteForm(prefix=str(note.pk))

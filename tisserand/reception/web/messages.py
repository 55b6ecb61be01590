"""« Est passée, rappeler »: a message for whoever accompanies the person, and its answer."""

from django.contrib import messages as toasts_of
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.reception import operations, queries
from tisserand.reception.rules import lists
from tisserand.reception.web import returning
from tisserand.reception.web.forms.messages import MessageForm
from tisserand.reception.web.sites import site_of
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("identity.read")
@require_http_methods(["GET", "POST"])
def leave(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    site = site_of(request)
    if card is None or site is None:
        raise Http404("person")
    on = timezone.localdate(request.now)
    found = queries.recipients(request.actor, person_id, site, on=on)
    heard = {"channel": request.GET.get("par")}
    form = MessageForm(request.POST or None, initial=heard, on=on, recipients=found)
    if request.method == "POST" and form.is_valid():
        try:
            message = _leave(request, person_id, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            who = message.recipient.name if message.recipient_id else message.unit.name
            toasts.say(request, f"Message laissé pour {who}.")
            return returning.back(request)
    journal.consulted(request, person_id, page="message.leave")
    context = {"form": form, "card": card, "next": returning.address(request)}
    return render(request, "reception/message_leave.html", context, status=422 if form.errors else 200)


@needs("identity.read")
@require_safe
def show(request, message_id):
    message = _message(request, message_id)
    journal.consulted(request, message.person_id, page="message")
    actor = request.actor
    context = {
        "message": message,
        "card": people.cards(actor, [message.person_id]).get(message.person_id),
        "said": [lists.label("messages", code) for code in message.codes],
        "channel": lists.label("channels", message.channel),
        "can_answer": actor.account_id == message.recipient_id or actor.can("duties.see", message.unit_id),
        "can_book": actor.can("appointments.see"),
    }
    return render(request, "reception/message.html", context)


@needs("identity.read")
@require_POST
def answer(request, message_id):
    message = _message(request, message_id)
    try:
        operations.answer_message(actor=request.actor, at=request.now, message=message.pk)
    except Refused as refused:
        toasts_of.warning(request, refused.refusals[0].message)
    else:
        toasts.say(request, "C’est fait, le message est classé.")
    return redirect("reception:message", message.pk)


def _message(request, message_id):
    return found_or_404(queries.messages, request.actor, message_id)


def _leave(request, person_id, form):
    said = form.cleaned_data
    return operations.leave_message(
        actor=request.actor,
        at=request.now,
        person=person_id,
        to=said["to"],
        codes=said["codes"],
        words=said["words"],
        channel=said["channel"],
        request_key=said["key"],
    )

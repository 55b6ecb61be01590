"""« Logement »: what threatens her home, what was asked for, and what comes next, in one place."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.inquiries import operations, queries
from tisserand.inquiries.slots import FILE_LINKS
from tisserand.inquiries.web import shown
from tisserand.inquiries.web.forms import HousingForm
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("files.read")
@require_http_methods(["GET", "POST"])
def housing(request, person_id):
    person = people.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    if people.is_outside(request.actor, person):
        return redirect("people:outside", person_id)
    journal.consulted(request, person_id, page="logement")
    form = HousingForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _told(request, person_id, form):
        return redirect("inquiries:housing", person_id)
    return _page(request, person, form)


def _told(request, person_id, form: HousingForm) -> bool:
    said = dict(form.cleaned_data)
    key = said.pop("key")
    about = {"person": person_id, "today": timezone.localdate(), "request_key": key}
    try:
        operations.tell_housing(actor=request.actor, at=request.now, **about, **said)
    except Refused as refused:
        refuse(form, refused)
        return False
    toasts.say(request, "C’est gardé, avec qui l’a dit.")
    return True


def _page(request, person, form: HousingForm):
    actor = request.actor
    context = {
        "card": person.card,
        "notices": notices(actor, person.id, timezone.localdate()),
        "files": FILE_LINKS.of(actor, person.id),
        "evictions": [(row, shown.state_words(row)) for row in queries.of_person(actor, person.id)[:10]],
        "facts": queries.housing_of(actor, person.id, timezone.get_current_timezone_name()),
        "receives": actor.can("inquiries.receive"),
        "form": form,
    }
    return render(request, "inquiries/housing.html", context, status=422 if form.errors else 200)

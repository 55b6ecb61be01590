"""Search first, always. POST without redirect: no name in any address, nothing kept by the browser (decision D13)."""

from uuid import UUID

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.slots import RESULT_ACTIONS
from tisserand.people.web.forms import NewPersonForm
from tisserand.people.web.pages import may_write, site, today
from tisserand.ui.forms import refuse

# Beyond a dozen one does not read: one adds the birth year.
SHOWN = 12


@needs("identity.read")
@require_http_methods(["GET", "POST"])
def search(request):
    return render(request, _template(request), _page(request))


@needs("identity.write")
@require_POST
def create(request):
    """Reached from results only; what was set aside there is remembered as somebody else."""
    form = NewPersonForm(request.POST)
    if form.is_valid():
        try:
            person = operations.create_person(
                actor=request.actor,
                at=request.now,
                identity=form.identity(),
                site=site(request),
                request_key=form.cleaned_data["request_key"],
                not_these=queries.cards(request.actor, set_aside(request)),
                another=form.cleaned_data["another"],
            )
            return redirect(RESULT_ACTIONS[-1].view, person.pk)
        except Refused as refused:
            refuse(form, refused)
    return render(request, "people/search.html", _page(request, form), status=422)


def _page(request, form: NewPersonForm | None = None) -> dict:
    typed, aside = request.POST.get("q", "")[:200], set_aside(request)
    result = queries.search(request.actor, typed, today=today(request), site=site(request), limit=SHOWN, without=aside)
    return {
        "q": typed,
        "result": result,
        "set_aside": aside,
        "form": form or new_person_form(result),
        "open_action": RESULT_ACTIONS[-1],
        "may_write": may_write(request),
        "asked": request.method == "POST" and bool(typed.strip()),
    }


def new_person_form(result: queries.SearchResult) -> NewPersonForm:
    family, given = result.typed.family_and_given
    births = result.typed.births
    return NewPersonForm(initial={"used_name": family, "first_names": given, "birth": births[0] if births else None})


def set_aside(request) -> list[UUID]:
    """« Ce n’est pas elle », said since this search began."""
    said = request.POST.getlist("without")[:50] + request.POST.getlist("not_this")[:1]
    return [identifier for text in dict.fromkeys(said) if (identifier := _uuid(text))]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _template(request) -> str:
    return "people/_results.html" if request.htmx and request.htmx.target == "resultats" else "people/search.html"

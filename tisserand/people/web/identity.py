"""Who she is, as she says it: each field known, unknown or kept by her."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.rules import Identity
from tisserand.people.rules.states import PROOF_LABELS
from tisserand.people.web.forms import IdentityForm
from tisserand.people.web.pages import about, may_write, seen, today
from tisserand.ui.conflicts import Conflict, differences
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say

THEIRS, MERGE = "theirs", "merge"


@needs("identity.read")
@require_http_methods(["GET", "POST"])
def identity(request, person_id):
    person = seen(request, person_id, "identité")
    if request.method == "GET" or not may_write(request) or request.POST.get("resolution") == THEIRS:
        return _show(request, person, IdentityForm(initial=IdentityForm.initial_of(person.identity, person.version)))
    return _correct(request, person)


def _correct(request, person):
    form = IdentityForm(_resolved(request))
    if not form.is_valid():
        return _show(request, person, form, status=422)
    try:
        operations.correct_identity(
            actor=request.actor,
            at=request.now,
            person=person.id,
            expected_version=form.cleaned_data["version"],
            identity=form.identity(seen_on=today(request)),
        )
    except Refused as refused:
        refuse(form, refused)
        return _show(request, person, form, status=422)
    except operations.IdentityChanged as changed:
        return _show(request, person, _merged(request, form, changed), status=409, conflict=_conflict(changed))
    say(request, "L’identité est enregistrée.")
    return redirect("people:identity", person.id)


def _resolved(request):
    """After a conflict, what is sent again names the version that was read there."""
    data = request.POST.copy()
    if "read_version" in data and request.POST.get("resolution"):
        data["version"] = data["read_version"]
    return data


def _merged(request, form: IdentityForm, changed: operations.IdentityChanged) -> IdentityForm:
    """What was typed stays; where nothing was, their text is proposed."""
    mine = IdentityForm.initial_of(changed.mine, changed.version)
    theirs = IdentityForm.initial_of(changed.theirs, changed.version)
    return IdentityForm(initial={name: mine[name] if _said(mine[name]) else theirs[name] for name in mine})


def _said(answer) -> bool:
    return bool(getattr(answer, "value", answer))


def _conflict(changed: operations.IdentityChanged) -> Conflict:
    names = access.accounts([changed.by] if changed.by else [])
    by = names[changed.by].name if changed.by in names else "Une autre personne"
    return Conflict(by, changed.at, changed.version, differences(_rows(changed.theirs, changed.mine)))


def _rows(theirs: Identity, mine: Identity):
    for name, field in IdentityForm.base_fields.items():
        if name != "version":
            yield field.label, words_of(theirs, name), words_of(mine, name)


def words_of(said: Identity, name: str) -> str:
    value = getattr(said, name)
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    return PROOF_LABELS.get(value, "") if name == "proof" else str(value or "")


def _show(request, person: queries.PersonFile, form: IdentityForm, *, status: int = 200, conflict=None):
    page = about(request, person, "identity", form=form, conflict=conflict, keeps=bool(keeper_unit(request.actor)))
    return render(request, "people/identity.html", page, status=status)


def keeper_unit(actor):
    """The unit in whose name this actor keeps protected files, if she does."""
    return next((p.unit_id for p in actor.posts if actor.can("restricted.gatekeep", p.unit_id)), None)

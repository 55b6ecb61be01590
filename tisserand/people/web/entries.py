"""« Mal classé »: what is in a file, and moving one entry to the right person; two persons in one file."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.rules import Identity
from tisserand.people.web.fold_forms import MoveForm, SplitForm
from tisserand.people.web.pages import about, may_correct, of_my_place, seen, site, today
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs("files.correct")
@require_safe
@of_my_place
def entries(request, person_id):
    person = seen(request, person_id, "pièces")
    folds = list(queries.folds_about(request.actor, person_id))
    page = about(
        request,
        person,
        "entries",
        entries=queries.filed_about(request.actor, person_id),
        folds=folds,
        may_merge=request.actor.can("identity.merge"),
    )
    return render(request, "people/entries.html", page)


@needs("files.correct")
@require_http_methods(["GET", "POST"])
@of_my_place
def misfiled(request, person_id, key):
    """A POST searches for the right person, without any name in the address."""
    return _show(request, *_entry(request, person_id, key), q=request.POST.get("q", "")[:200])


@needs("files.correct")
@require_POST
@of_my_place
def move(request, person_id, key, to_id):
    person, entry = _entry(request, person_id, key)
    if to_id not in queries.cards(request.actor, [to_id]):
        raise Http404("person")
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            return _moved(request, person_id, key, to_id, form)
        except Refused as refused:
            refuse(form, refused)
    return _show(request, person, entry, q=request.POST.get("q", "")[:200], form=form, to=to_id, status=422)


def _moved(request, person_id: UUID, key: UUID, to_id: UUID, form: MoveForm):
    said = form.cleaned_data
    hand = {"actor": request.actor, "at": request.now, "reason": said["reason"], "request_key": said["request_key"]}
    operations.move_entry(**hand, person=person_id, key=key, to=to_id)
    say(request, "La pièce est dans le bon dossier. Les deux dossiers en gardent la trace.")
    return redirect("people:entries", to_id)


def _entry(request, person_id: UUID, key: UUID):
    person = seen(request, person_id, "pièces")
    entry = queries.filed(request.actor, person_id, key)
    if entry is None or not entry.movable or not may_correct(request, person_id):
        raise Http404("entry")
    return person, entry


def _show(request, person, entry, *, q: str, form=None, to: UUID | None = None, status: int = 200):
    result = queries.search(request.actor, q, today=today(request), site=site(request), limit=5, without=[person.id])
    page = about(
        request, person, "entries", entry=entry, q=q, result=result, move_form=form or MoveForm(auto_id=False), to=to
    )
    return render(request, "people/misfiled.html", page, status=status)


@needs("identity.merge")
@require_http_methods(["GET", "POST"])
@of_my_place
def split(request, person_id):
    person = seen(request, person_id, "séparation")
    form = SplitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _split(request, person_id, form)
        except Refused as refused:
            refuse(form, refused)
    ticked = _ticked(request)
    entries = [(entry, str(entry.key) in ticked) for entry in queries.filed_about(request.actor, person_id)]
    page = about(request, person, "entries", form=form, entries=entries)
    return render(request, "people/split.html", page, status=422 if form.errors else 200)


def _split(request, person_id: UUID, form: SplitForm):
    said = form.cleaned_data
    fold = operations.split_file(
        actor=request.actor,
        at=request.now,
        person=person_id,
        keys=_keys(request),
        identity=Identity(used_name=said["used_name"], first_names=said["first_names"]),
        reason=said["reason"],
        request_key=said["request_key"],
    )
    say(request, "La seconde personne a son dossier. Complétez ce que vous savez d’elle.")
    return redirect("people:identity", fold.person_id)


def _ticked(request) -> list[str]:
    return request.POST.getlist("keys")[:500]


def _keys(request) -> list[UUID]:
    try:
        return [UUID(text) for text in dict.fromkeys(_ticked(request))]
    except ValueError:
        raise Http404("entry") from None

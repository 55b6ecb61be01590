"""One way to write any part of a letter: fetch, form, operation; refused, everything typed is still there."""

from dataclasses import replace

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.transmissions import queries
from tisserand.transmissions.operations import LetterChanged
from tisserand.transmissions.web.sections import Place, Section, sections, wanted
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse


@needs("transmissions.write")
@require_http_methods(["GET", "POST"])
def edit(request, letter_id, section):
    place, part = _place(request, letter_id, section)
    journal.consulted(request, place.row.person_id, page="transmission")
    if request.POST.get("resolution") == "theirs":
        return redirect("transmissions:letter", letter_id)
    typed = typed_again(request.POST, part.shared) if request.method == "POST" else None
    form = part.form(typed, initial=_start(place, part))
    conflict = None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                part.save(place, form, draft_key(place, part))
        except Refused as refused:
            refuse(form, refused)
        except LetterChanged as changed:
            who = access.accounts([changed.row.changed_by_id])[changed.row.changed_by_id]
            conflict = both_texts(changed, by=who.name, shared=part.shared, typed=request.POST)
        else:
            toasts.say(request, part.kept)
            return _back(request, place)
    return _page(request, place, part, form, conflict)


def _place(request, letter_id, slug: str) -> tuple[Place, Section]:
    row = found_or_404(queries.letters_led, request.actor, letter_id)
    place = Place(request, row, queries.sheet(request.actor, row))
    section = sections(place).get(slug)
    if section is None or row.state not in section.states:
        raise Http404("section")
    return place, section


def _start(place: Place, section: Section) -> dict:
    """What is known, then what this colleague had begun to write."""
    start = section.initial(place)
    if kept := _draft(place, section):
        begun = {name: values[0] for name, values in kept.fields.items() if values}
        start |= {name: value for name, value in begun.items() if name not in {"key", "version"}}
    return start


def _draft(place: Place, section: Section):
    if not section.draft or place.request.method == "POST":
        return None
    return access.draft(place.request.actor, form=draft_key(place, section), person=place.row.person_id)


def draft_key(place: Place, section: Section) -> str:
    return f"transmission-{section.slug}-{place.row.pk}"


def _back(request, place: Place):
    """To the letter; to the list when it is no longer mine to read."""
    if not queries.letters_for(request.actor).filter(pk=place.row.pk).exists():
        return redirect("transmissions:letters")
    return redirect("transmissions:letter", place.row.pk)


def _page(request, place: Place, section: Section, form, conflict: dict | None):
    context = {
        "row": place.row,
        "section": section,
        "form": form,
        "name": place.sheet.name,
        # Beside its field: the page named the field in `code`.
        "refusals": [
            replace(one, field=one.code) for one in wanted(place).get(section.slug, ()) if one.code in form.fields
        ]
        if not form.errors and not conflict
        else [],
        "draft_key": draft_key(place, section) if section.draft else "",
        "draft_title": "Transmission",
        "draft": _draft(place, section),
        "conflict": None,
        "theirs": [],
        **(conflict or {}),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "transmissions/section.html", context, status=status)

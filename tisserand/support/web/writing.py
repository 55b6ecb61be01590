"""One way to write any small part: form, operation; refused or overtaken, everything typed is still there."""

from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect, render

from tisserand.access import queries as access
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.support.operations import PlanChanged
from tisserand.support.rules.naming import spoken_name
from tisserand.support.web.sections import Section
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse


class Written(Protocol):
    """Where one writes: about whom, under which key a draft is kept, where one goes back to."""

    request: HttpRequest

    @property
    def person_id(self) -> UUID: ...

    def draft_key(self, section: Section) -> str: ...

    def home(self, section: Section | None = None) -> str: ...

    def context(self, name: str) -> dict: ...


def write(place: Written, section: Section):
    request = place.request
    if request.POST.get("resolution") == "theirs":
        return redirect(place.home())
    typed = typed_again(request.POST, section.shared) if request.method == "POST" else None
    form = section.form(typed, request.FILES or None, initial=_start(place, section), **section.options(place))
    conflict = None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                gone_to = _save(place, section, form)
        except Refused as refused:
            refuse(form, refused)
        except PlanChanged as changed:
            who = access.accounts([changed.row.changed_by_id])[changed.row.changed_by_id]
            conflict = both_texts(changed, by=who.name, shared=section.shared, typed=request.POST)
        else:
            toasts.say(request, section.kept)
            return redirect(gone_to or place.home(section))
    return _page(place, section, form, conflict)


def _start(place: Written, section: Section) -> dict:
    """What is known, then what this colleague had begun to write."""
    start = section.initial(place)
    if kept := _draft(place, section):
        begun = {name: values[0] if len(values) == 1 else values for name, values in kept.fields.items()}
        start |= {name: value for name, value in begun.items() if name != "key"}
    return start


def _draft(place: Written, section: Section):
    if not section.draft or place.request.method == "POST":
        return None
    return access.draft(place.request.actor, form=place.draft_key(section), person=place.person_id)


def _save(place: Written, section: Section, form) -> str | None:
    said = dict(form.cleaned_data)
    if section.slug == "bilan":
        said["form"] = form
    found = section.save(place, said, place.draft_key(section))
    return found if isinstance(found, str) else None


def _page(place: Written, section: Section, form, conflict: dict | None):
    name = spoken_name(people.cards(place.request.actor, [place.person_id]).get(place.person_id))
    context = {
        "section": section,
        "form": form,
        "name": name,
        "person_id": place.person_id,
        "home": place.home(),
        "draft_key": place.draft_key(section) if section.draft else "",
        "draft_title": f"{section.title}, {name}",
        "draft": _draft(place, section),
        "conflict": None,
        "theirs": [],
        **place.context(name),
        **(conflict or {}),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(place.request, section.template, context, status=status)

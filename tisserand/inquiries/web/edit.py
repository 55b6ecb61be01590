"""One way to write any part of an inquiry: fetch, form, operation; refused, everything typed is still there."""

from django.db import transaction
from django.forms import MultipleChoiceField
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.inquiries import queries
from tisserand.inquiries.operations import InquiryChanged
from tisserand.inquiries.web.saves import Place
from tisserand.inquiries.web.sections import MANAGED, SECTIONS, Section
from tisserand.kernel.refusals import Refused
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse


@needs("files.read")
@require_http_methods(["GET", "POST"])
def edit(request, eviction_id, section):
    place, part = _place(request, eviction_id, section)
    journal.consulted(request, place.row.person_id, page="enquête expulsion")
    if request.POST.get("resolution") == "theirs":
        return redirect("inquiries:eviction", eviction_id)
    typed = typed_again(request.POST, part.shared) if request.method == "POST" else None
    form = part.form(typed, initial=_start(place, part), **part.options(place))
    conflict = None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                _save(place, part, form)
        except Refused as refused:
            refuse(form, refused)
        except InquiryChanged as changed:
            who = access.accounts([changed.row.changed_by_id])[changed.row.changed_by_id]
            conflict = both_texts(changed, by=who.name, shared=part.shared, typed=request.POST)
        else:
            toasts.say(request, part.kept)
            return _back(request, place)
    return _page(request, place, part, form, conflict)


def _place(request, eviction_id, slug: str) -> tuple[Place, Section]:
    row = found_or_404(queries.evictions_led, request.actor, eviction_id)
    section = SECTIONS.get(slug)
    if section is None or (slug in MANAGED and not request.actor.can("inquiries.receive", row.unit_id)):
        raise Http404("section")
    return Place(request, row, queries.sheet(request.actor, row)), section


def _start(place: Place, section: Section) -> dict:
    """What is known, then what this colleague had begun to write."""
    start = section.initial(place)
    if kept := _draft(place, section):
        begun = {name: values for name, values in kept.fields.items() if name not in {"key", "version"}}
        start |= {
            name: values if _takes_several(section, name) else values[0] for name, values in begun.items() if values
        }
    return start


def _takes_several(section: Section, name: str) -> bool:
    return isinstance(section.form.base_fields.get(name), MultipleChoiceField)


def _draft(place: Place, section: Section):
    if not section.draft or place.request.method == "POST":
        return None
    return access.draft(place.request.actor, form=draft_key(place, section), person=place.row.person_id)


def draft_key(place: Place, section: Section) -> str:
    return f"enquete-{section.slug}-{place.row.pk}"


def _save(place: Place, section: Section, form) -> None:
    said = dict(form.cleaned_data)
    if section.slug == "budget":
        said["form"] = form
    section.save(place, said, draft_key(place, section))


def _back(request, place: Place):
    """To the inquiry; to the list when it is no longer mine to read."""
    if not queries.evictions_for(request.actor).filter(pk=place.row.pk).exists():
        return redirect("inquiries:evictions")
    return redirect("inquiries:eviction", place.row.pk)


def _page(request, place: Place, section: Section, form, conflict: dict | None):
    draft = _draft(place, section)
    context = {
        "row": place.row,
        "section": section,
        "form": form,
        "name": place.sheet.name,
        "draft_key": draft_key(place, section) if section.draft else "",
        "draft_title": f"{section.title}, {place.sheet.name}",
        "draft": draft,
        "conflict": None,
        "theirs": [],
        **(conflict or {}),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "inquiries/section.html", context, status=status)

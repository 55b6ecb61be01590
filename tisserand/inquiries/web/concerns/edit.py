"""One way to write any part of a concern: fetch, form, operation; refused, everything typed is still there."""

from django.db import transaction
from django.forms import MultipleChoiceField
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.inquiries.operations import InquiryChanged
from tisserand.inquiries.queries import concerns as queries
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.inquiries.web.concerns.proof import ask_recent_proof
from tisserand.inquiries.web.concerns.saves import Place
from tisserand.inquiries.web.concerns.sections import OF_PART, OF_WHOLE, Hand, Section
from tisserand.inquiries.web.concerns.shown import PAGE
from tisserand.kernel.ids import short_reference
from tisserand.kernel.refusals import Refused
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse


@needs("concerns.evaluate")
@require_http_methods(["GET", "POST"])
def edit(request, concern_id, section):
    return _edit(request, *_place(request, concern_id, section))


@needs("concerns.evaluate")
@require_http_methods(["GET", "POST"])
def edit_part(request, concern_id, section, part_id):
    return _edit(request, *_place(request, concern_id, section, part_id))


def _edit(request, place: Place, part: Section):
    ask_recent_proof(request)
    journal.consulted(request, place.row.pk, page=PAGE)
    if request.POST.get("resolution") == "theirs":
        return redirect("inquiries:concern", place.row.pk)
    typed = typed_again(request.POST, part.shared) if request.method == "POST" else None
    form = part.form(typed, initial=_start(place, part), **part.options(place))
    conflict = None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                part.save(place, dict(form.cleaned_data), draft_key(place, part))
        except Refused as refused:
            refuse(form, refused)
        except InquiryChanged as changed:
            who = access.accounts([changed.row.changed_by_id])[changed.row.changed_by_id]
            conflict = both_texts(changed, by=who.name, shared=part.shared, typed=request.POST)
        else:
            toasts.say(request, part.kept)
            return redirect("inquiries:concern", place.row.pk)
    return _page(request, place, part, form, conflict)


def _place(request, concern_id, slug: str, part_id=None) -> tuple[Place, Section]:
    row = found_or_404(queries.concerns_for, request.actor, concern_id)
    section = (OF_PART if part_id else OF_WHOLE).get(slug)
    if section is None or not in_hand(request.actor, row, section):
        raise Http404("section")
    sheet = queries.sheet(request.actor, row)
    return Place(request, row, sheet, _part(request, sheet, section, part_id) if part_id else None), section


def _part(request, sheet: queries.Sheet, section: Section, part_id):
    # Whoever was writing about a child removed meanwhile reads why it is refused, above what she typed.
    removed = sheet.removed if request.method == "POST" else ()
    for one in (*getattr(sheet, section.part), *removed):
        if one.pk == part_id:
            return one
    raise Http404("part")


def in_hand(actor, row, section: Section) -> bool:
    """What the unit decides is not the evaluators' to write, nor the other way round."""
    unit, evaluates = queries.manages(actor, row), queries.evaluates(actor, row)
    hands = {Hand.UNIT: unit, Hand.EVALUATORS: evaluates, Hand.BOTH: unit or evaluates}
    # A return is still owed once the concern is closed.
    return hands[section.hand] and (row.stage != Stage.CLOSED or section.slug in {"restitution", "suites"})


def _start(place: Place, section: Section) -> dict:
    """What is known, then what this colleague had begun to write."""
    start = section.initial(place)
    if kept := _draft(place, section):
        begun = {name: values for name, values in kept.fields.items() if name not in {"key", "version"}}
        start |= {name: values if _several(section, name) else values[0] for name, values in begun.items() if values}
    return start


def _several(section: Section, name: str) -> bool:
    return isinstance(section.form.base_fields.get(name), MultipleChoiceField)


def _draft(place: Place, section: Section):
    """Drafts name no person: they are found by the form alone."""
    if not section.draft or place.request.method == "POST":
        return None
    return access.draft(place.request.actor, form=draft_key(place, section))


def draft_key(place: Place, section: Section) -> str:
    return f"protection-{section.slug}-{place.part.pk if place.part else place.row.pk}"


def _page(request, place: Place, section: Section, form, conflict: dict | None):
    draft = _draft(place, section)
    context = {
        "row": place.row,
        "section": section,
        "refusals": section.refused(place) if request.method == "GET" else (),
        "form": form,
        "name": getattr(place.part, "name", "") or place.sheet.names,
        "draft_key": draft_key(place, section) if section.draft else "",
        # Never a name: it stands in a list of drafts.
        "draft_title": f"{section.title}, référence {short_reference(place.row.pk)}",
        "draft": draft,
        "conflict": None,
        "theirs": [],
        **(conflict or {}),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "inquiries/concern_section.html", context, status=status)

"""One way to write any part of a plan: fetch, form, operation; refused, everything typed is still there."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.support import queries
from tisserand.support.operations import PlanChanged
from tisserand.support.rules.naming import spoken_name
from tisserand.support.web.place import Place
from tisserand.support.web.sections import SECTIONS, Section
from tisserand.ui import toasts
from tisserand.ui.conflicts import both_texts, typed_again
from tisserand.ui.forms import refuse


@needs("files.read")
@require_http_methods(["GET", "POST"])
def edit(request, plan_id, section, part_id=None):
    place, part = _place(request, plan_id, section, part_id)
    journal.consulted(request, place.plan.person_id, page="accompagnement")
    if request.POST.get("resolution") == "theirs":
        return redirect("support:plan", plan_id)
    typed = typed_again(request.POST, part.shared) if request.method == "POST" else None
    form = part.form(typed, request.FILES or None, initial=_start(place, part), **part.options(place))
    conflict = None
    if request.method == "POST" and request.POST.get("resolution") != "merge" and form.is_valid():
        try:
            with transaction.atomic():
                _save(place, part, form)
        except Refused as refused:
            refuse(form, refused)
        except PlanChanged as changed:
            who = access.accounts([changed.row.changed_by_id])[changed.row.changed_by_id]
            conflict = both_texts(changed, by=who.name, shared=part.shared, typed=request.POST)
        else:
            toasts.say(request, part.kept)
            return _back(request, place, part)
    return _page(request, place, part, form, conflict)


def _place(request, plan_id, slug: str, part_id) -> tuple[Place, Section]:
    plan = get_object_or_404(queries.plans_led(request.actor), pk=plan_id)
    section = SECTIONS.get(slug)
    if section is None or (part_id and not section.part) or (section.part == "objective" and not part_id):
        raise Http404("section")
    objective = queries.part_of(request.actor, plan, "objective", part_id) if part_id else None
    if part_id and objective is None:
        raise Http404("objective")
    return Place(request, plan, objective), section


def _start(place: Place, section: Section) -> dict:
    """What is known, then what this colleague had begun to write."""
    start = section.initial(place)
    kept = _draft(place, section)
    if kept:
        begun = {name: values[0] if len(values) == 1 else values for name, values in kept.fields.items()}
        start |= {name: value for name, value in begun.items() if name != "key"}
    return start


def _draft(place: Place, section: Section):
    if not section.draft or place.request.method == "POST":
        return None
    return access.draft(place.request.actor, form=draft_key(place, section), person=place.plan.person_id)


def draft_key(place: Place, section: Section) -> str:
    about = place.objective or place.plan
    return f"accompagnement-{section.slug}-{about.pk}"


def _save(place: Place, section: Section, form) -> None:
    said = dict(form.cleaned_data)
    if section.slug == "bilan":
        said["form"] = form
    section.save(place, said, draft_key(place, section))


def _back(request, place: Place, section: Section):
    """To the plan; to my plans when it is no longer mine to read."""
    if not queries.plans_for(request.actor).filter(pk=place.plan.pk).exists():
        return redirect("support:plans")
    anchor = f"#{section.anchor}" if section.anchor else ""
    return redirect(reverse("support:plan", args=[place.plan.pk]) + anchor)


def _page(request, place: Place, section: Section, form, conflict: dict | None):
    card = people.cards(request.actor, [place.plan.person_id]).get(place.plan.person_id)
    draft = _draft(place, section)
    context = {
        "plan": place.plan,
        "section": section,
        "objective": place.objective,
        "form": form,
        "name": spoken_name(card),
        "draft_key": draft_key(place, section) if section.draft else "",
        "draft_title": f"{section.title}, {spoken_name(card)}",
        "draft": draft,
        "conflict": None,
        "theirs": [],
        **(conflict or {}),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, section.template, context, status=status)

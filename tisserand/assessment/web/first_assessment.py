"""The pages of a first assessment: start, write, keep, conclude, look back."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.assessment import operations, queries
from tisserand.assessment.rules.first_assessment import STEP_LABELS, NextStep, State
from tisserand.assessment.rules.proposal import proposal
from tisserand.assessment.rules.sheet import sheet_of
from tisserand.assessment.web import conflict
from tisserand.assessment.web.first_form import FirstAssessmentForm
from tisserand.assessment.web.first_page import first_page
from tisserand.assessment.web.naming import address_of
from tisserand.assessment.web.opinions import opinions_of
from tisserand.assessment.web.reading import next_gesture, reading_page
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import of
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.ui import toasts

PAGE = "Première évaluation"


@needs("assessments.write")
@require_POST
def start(request, person_id: UUID):
    person = _person(request, person_id)
    opening = queries.opening(request.actor, person=person.id, visit=_identifier(request, "visit"), at=request.now)
    try:
        row = operations.start(
            actor=request.actor,
            at=request.now,
            person=person.id,
            site=_identifier(request, "site") or _my_site(request),
            visit=opening.visit,
            opening_words=opening.words,
            opening_source=opening.source,
        )
    except Refused as refused:
        return _list(request, person, refusals=refused.refusals, status=422)
    return redirect("assessment:first", row.pk)


@needs("files.read")
@require_GET
def of_person(request, person_id: UUID):
    return _list(request, _person(request, person_id))


@needs("files.read")
@require_GET
def show(request, assessment_id: UUID):
    row = _assessment(request, assessment_id)
    journal.consulted(request, row.person_id, page=PAGE)
    draft = access.draft(request.actor, form=operations.draft_form(row.pk), person=row.person_id)
    if row.state == State.CONCLUDED or not queries.may_write(request.actor, row):
        return _read(request, row, draft)
    known = queries.answers(request.actor, row)
    values = _typed(draft.fields) if draft else sheet_of(known)
    return _write(request, row, known, values, draft=draft, version=draft.base_version if draft else row.version)


@needs("assessments.write")
@require_POST
def save(request, assessment_id: UUID):
    def keep(row, form, version):
        operations.save(
            actor=request.actor,
            at=request.now,
            assessment=row.pk,
            expected_version=version,
            answers=form.answers,
        )
        toasts.say(request, "L’évaluation est gardée. Vos collègues du site la voient.")
        if request.POST.get("then") == "later":
            return redirect("assessment:of_person", row.person_id)
        place = "#proposition" if request.POST.get("then") == "proposal" else ""
        return redirect(reverse("assessment:first", args=[row.pk]) + place)

    return _received(request, assessment_id, keep)


@needs("assessments.write")
@require_POST
def conclude(request, assessment_id: UUID):
    def close(row, form, version):
        on = queries.local_day(row)
        operations.conclude(
            actor=request.actor,
            at=request.now,
            assessment=row.pk,
            expected_version=version,
            answers=form.answers,
            decision=form.decision,
            proposed=proposal(form.answers, queries.poles(on), on=on).options,
        )
        toasts.say(request, f"Évaluation conclue\u00a0: {STEP_LABELS[form.decision.step].lower()}.")
        return redirect("assessment:first", row.pk)

    return _received(request, assessment_id, close)


@needs("orientations.attribute")
@require_POST
def attribute(request, assessment_id: UUID):
    row = _assessment(request, assessment_id)
    try:
        operations.attribute_support(
            actor=request.actor,
            at=request.now,
            assessment=row.pk,
            professional=_identifier(request, "professional"),
        )
    except Refused as refused:
        return _read(request, row, None, refusals=refused.refusals, status=422)
    toasts.say(request, "L’accompagnement est attribué.")
    return redirect("assessment:first", row.pk)


@needs("files.read")
@require_GET
def versions(request, assessment_id: UUID):
    """What it said each time it was kept, and the text set aside between two."""
    row = _assessment(request, assessment_id)
    journal.consulted(request, row.person_id, page=PAGE)
    aside = access.draft(request.actor, form=operations.set_aside_form(row.pk), person=row.person_id)
    context = {
        **_about(request, row),
        "changes": conflict.changes(list(queries.versions(request.actor, row)), on=queries.local_day(row)),
        "set_aside": conflict.shown(aside.fields, on=queries.local_day(row)) if aside else (),
        "aside": aside,
    }
    return render(request, "assessment/versions.html", context)


def _received(request, assessment_id: UUID, verb):
    """One way in for both verbs: what is typed is never lost, whatever happens."""
    row = _assessment(request, assessment_id)
    if not queries.may_write(request.actor, row):
        raise Http404("not written from here")
    form = FirstAssessmentForm(request.POST, on=queries.local_day(row))
    known = queries.answers(request.actor, row)
    if not form.is_valid():
        return _write(request, row, known, _typed(request.POST), refusals=form.refusals, status=422)
    if "resolution" in request.POST:
        return conflict.resolved(request, row, form)
    try:
        return verb(row, form, form.cleaned_data["version"])
    except Refused as refused:
        if _is_done(request, row.pk, form):
            return redirect("assessment:first", row.pk)
        return _write(request, row, known, _typed(request.POST), refusals=refused.refusals, status=422)
    except operations.AssessmentChanged as changed:
        return _clash(request, row, known, changed)


def _is_done(request, assessment_id: UUID, form) -> bool:
    """A second click, or a page sent again: it is already concluded, with the same words."""
    row = _assessment(request, assessment_id)
    same = sheet_of(queries.answers(request.actor, row)) == sheet_of(form.answers)
    return row.state == State.CONCLUDED and same


def _clash(request, row, known, changed):
    """Where they wrote in different places both are kept at once; else the page asks, with both texts."""
    merge, current = changed.merge, changed.current
    if not merge.clashes:
        return conflict.joined(request, row, merge.sheet, current.version)
    on = queries.local_day(row)
    shown = conflict.conflict_of(merge, by=current.saved_by.name, at=current.saved_at, version=current.version, on=on)
    version = request.POST.get("version", "")
    return _write(request, row, known, _typed(request.POST), clash=shown, version=version, status=409)


def _write(request, row, known, values, *, refusals=(), draft=None, clash=None, version=None, status=200):
    on = queries.local_day(row)
    context = {
        **_about(request, row),
        **first_page(values, known, on=on, refusals=refusals),
        "draft": draft,
        "draft_form": operations.draft_form(row.pk),
        "draft_is_late": bool(draft and draft.base_version != row.version),
        "version": version or values.get("version") or row.version,
        "refusals": list(refusals),
        "conflict": clash,
        "former": _former(request, row),
        "opinions": [one for some in opinions_of(request, row).values() for one in some],
        "may_sign": queries.may_sign(request.actor, row, given=False),
    }
    return render(request, "assessment/first.html", context, status=status)


def _read(request, row, draft, *, refusals=(), status=200):
    answers = queries.answers(request.actor, row)
    former = _former(request, row)
    before = queries.answers(request.actor, former) if former else None
    opinions = opinions_of(request, row)
    versions = list(queries.versions(request.actor, row)) if opinions else []
    context = {
        **_about(request, row),
        **reading_page(row, answers, former, before, on=queries.local_day(row), opinions=opinions, versions=versions),
        "may_sign": queries.may_sign(request.actor, row, given=bool(opinions)),
        "versions_url": reverse("assessment:versions", args=[row.pk]),
        **next_gesture(request, row),
        "refusals": list(refusals),
        "draft": draft,
        "draft_texts": conflict.shown(_typed(draft.fields), on=queries.local_day(row)) if draft else (),
    }
    return render(request, "assessment/reading.html", context, status=status)


def _former(request, row):
    """The one it grew from, when the reader may see it."""
    return queries.assessments(request.actor).filter(pk=row.former_id).first() if row.former_id else None


def _list(request, person, *, refusals=(), status=200):
    journal.consulted(request, person.id, page="Évaluations")
    rows = list(queries.assessments_of_person(request.actor, person.id)[:50])
    context = {
        "person": person,
        "notices": notices(request.actor, person.id, localdate(request.now)),
        "name": person.display_name,
        "whose": of(person.display_name),
        "lines": [(row, STEP_LABELS[NextStep(row.next_step)] if row.next_step else "") for row in rows],
        "can_start": request.actor.can("assessments.write"),
        "is_open": any(row.state == State.OPEN for row in rows),
        "refusals": list(refusals),
    }
    return render(request, "assessment/of_person.html", context, status=status)


def _about(request, row) -> dict:
    person = _person(request, row.person_id)
    return {
        "assessment": row,
        "person": person,
        "notices": notices(request.actor, person.id, localdate(request.now)),
        "name": person.display_name,
        "whose": of(person.display_name),
        "address": address_of(person.civility),
    }


def _assessment(request, assessment_id: UUID):
    return found_or_404(queries.assessments, request.actor, assessment_id)


def _person(request, person_id: UUID):
    """Whoever may not see the person does not see that she was assessed."""
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    return card


def _my_site(request) -> UUID | None:
    posts = [post.unit_id for post in request.actor.posts if request.actor.can("assessments.write", post.unit_id)]
    return posts[0] if posts else None


def _identifier(request, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def _typed(fields) -> dict:
    """What was typed, by name: a list where several answers may be ticked, else the last one."""
    several = ("vulnerabilities", "expectations")
    lists = dict(fields.lists()) if hasattr(fields, "lists") else fields
    return {
        name: (values if name in several else (values[-1] if isinstance(values, list) and values else values))
        for name, values in lists.items()
    }

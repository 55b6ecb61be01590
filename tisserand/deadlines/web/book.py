"""The book of rules, open to all; the lengths that the département may choose, to those who write its methods."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tisserand.access.gate import needs, signed_in
from tisserand.deadlines import operations, queries, rules
from tisserand.deadlines.rules.chapters import CHAPTERS, chapter_of
from tisserand.deadlines.rules.clocks import in_words
from tisserand.deadlines.rules.lines import Line, lines
from tisserand.deadlines.slots import LISTS
from tisserand.deadlines.web.forms import AdjustForm
from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say

ADJUSTS = "rules.adjust"


@signed_in
@require_GET
def contents(request):
    """One chapter at a time."""
    chapter = request.GET.get("chapitre")
    chapter = chapter if chapter in CHAPTERS else next(iter(CHAPTERS))
    written = lines(rules.book(), queries.chosen_offsets(request.now.date()), on=request.now.date())
    context = {
        "lists": LISTS.of(request.actor),
        "chapter": chapter,
        "title": CHAPTERS[chapter][0],
        "chapters": [(code, label) for code, (label, _) in CHAPTERS.items()],
        "lines": [line for line in written if chapter_of(line.row.id) == chapter],
        "doubtful": sum(bool(line.row.doubtful) for line in written),
    }
    return render(request, "deadlines/rules.html", context)


@signed_in
@require_GET
def rule(request, rule: str):
    return _page(request, rule)


@needs(ADJUSTS)
@require_POST
def adjust(request, rule: str):
    form, row = AdjustForm(request.POST), _settable(_lines(request, rule))
    if row is None:
        raise Http404("rule")
    if form.is_valid() and _adjusted(request, form, row.row):
        say(request, "Le délai est noté. Il compte pour les événements à partir de ce jour.")
        return redirect("deadlines:rule", rule)
    return _page(request, rule, form=form, status=422)


def _adjusted(request, form, row: rules.Rule) -> bool:
    said = form.cleaned_data
    length = said["offset"] if row.offset > 0 else -said["offset"]
    try:
        with transaction.atomic():
            operations.adjust(
                actor=request.actor,
                at=request.now,
                rule=row.id,
                offset=length,
                starts_on=said["starts_on"],
                decision=said["decision"],
                request_key=said["key"],
            )
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _page(request, rule: str, *, form: AdjustForm | None = None, status: int = 200):
    found = _lines(request, rule)
    settable = _settable(found)
    context = {
        "lines": found,
        "settable": settable,
        "adjustments": [_said(row, settable) for row in queries.adjustments(rule)],
        "form": (form or AdjustForm()) if settable and request.actor.can(ADJUSTS) else None,
        "chapter": CHAPTERS[chapter_of(rule)][0],
        "chapter_url": f"{reverse('deadlines:rules')}?chapitre={chapter_of(rule)}",
    }
    return render(request, "deadlines/rule.html", context, status=status)


def _lines(request, rule: str) -> list[Line]:
    on = request.now.date()
    found = [line for line in lines(rules.book(), queries.chosen_offsets(on), on=on) if line.row.id == rule]
    if not found:
        raise Http404("rule")
    return found


def _said(row, line: Line | None) -> dict:
    return {"row": row, "length": in_words(line.row, row.offset) if line else row.offset}


def _settable(found: list[Line]) -> Line | None:
    return next((line for line in found if line.settable), None)

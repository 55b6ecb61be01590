"""Reading a copy before it is made: what may name somebody else, what is set aside, and why."""

from itertools import groupby

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.privacy.operations import rights_copy as operations
from tisserand.privacy.queries import rights as queries
from tisserand.privacy.rules import rights_copy as rules
from tisserand.ui.forms import Form
from tisserand.ui.toasts import say


class ItemForm(Form):
    given = forms.ChoiceField(choices=[("oui", "Donner"), ("non", "Ne pas donner")])
    reason = forms.CharField(label="Pourquoi", max_length=300, required=False)


@needs("rights.manage")
@require_safe
def review(request, request_id):
    return _page(request, *_found(request, request_id))


@needs("rights.manage")
@require_safe
def progress(request, request_id):
    """A piece of page, asked for again while the job works; the page is shown anew once it is done."""
    row, copy = _found(request, request_id, consulted=False)
    if copy.state in rules.WORKING:
        context = {"copy": copy, "row": row, "copy_state": rules.STATE_LABELS[copy.state]}
        return render(request, "privacy/_rights_progress.html", context)
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"
    return answer


@needs("rights.manage")
@require_POST
def decide_item(request, request_id, item_id):
    row, copy = _found(request, request_id)
    form = ItemForm(request.POST)
    if not queries.items(request.actor, copy.pk).filter(pk=item_id).exists():
        raise Http404("item")
    if not form.is_valid():
        return _page(request, row, copy, refused={item_id: "Dites si cet élément est donné."}, status=422)
    try:
        operations.decide_item(
            actor=request.actor,
            at=request.now,
            item=item_id,
            given=form.cleaned_data["given"] == "oui",
            reason=form.cleaned_data["reason"],
        )
    except Refused as refused:
        sentence = " ".join(refusal.message for refusal in refused.refusals)
        return _page(request, row, copy, refused={item_id: sentence}, status=422)
    return redirect(f"{reverse('privacy:copy', args=[request_id])}#element-{item_id}")


@needs("rights.manage")
@require_POST
def read_chapter(request, request_id, chapter):
    _, copy = _found(request, request_id)
    if chapter not in rules.CHAPTERS or copy.state != rules.State.REVIEW:
        raise Http404("chapter")
    operations.read_all(actor=request.actor, at=request.now, copy=copy.pk, chapter=chapter)
    return redirect("privacy:copy", request_id)


@needs("rights.manage")
@require_POST
def make(request, request_id):
    row, copy = _found(request, request_id)
    try:
        operations.make_copy(actor=request.actor, at=request.now, copy=copy.pk)
    except Refused as refused:
        return _page(request, row, copy, refusals=list(refused.refusals), status=422)
    say(request, "La copie est en train d’être faite.")
    return redirect("privacy:request", request_id)


def _found(request, request_id, *, consulted: bool = True):
    row = found_or_404(queries.requests, request.actor, request_id)
    copy = queries.file_copy(request.actor, row.pk)
    if copy is None:
        raise Http404("copy")
    if consulted:
        journal.consulted(request, row.person_id, "relecture avant communication")
    return row, copy


def _page(request, row, copy, *, refused: dict | None = None, refusals=(), status: int = 200):
    items = [_one(item, (refused or {}).get(item.pk, "")) for item in queries.items(request.actor, copy.pk)]
    shown = [one for one in items if one["row"].check_first or _changed(one["row"])]
    set_aside = [one for one in items if one not in shown and not one["row"].given and one["row"].may_be_given]
    quiet = [one["row"] for one in items if one not in shown and one not in set_aside]
    context = {
        "row": row,
        "copy": copy,
        "state": rules.STATE_LABELS[copy.state],
        "open": copy.state == rules.State.REVIEW,
        "chapters": _chapters(shown),
        "unread": sum(1 for one in shown if one["row"].decided_at is None),
        "set_aside": set_aside,
        "given": _by_nature(item for item in quiet if item.given),
        "protected": _by_nature(item for item in quiet if not item.given),
        "refusals": refusals,
    }
    return render(request, "privacy/rights_review.html", context, status=status)


def _one(item, refused: str) -> dict:
    lines = [(label, operations.flat(value)) for _, label, value in item.lines]
    return {"row": item, "lines": lines, "refused": refused}


def _changed(item) -> bool:
    return item.decided_at is not None


def _chapters(shown: list[dict]) -> list[tuple[str, str, list[dict], int]]:
    order = list(rules.CHAPTERS)
    ordered = sorted(shown, key=lambda one: order.index(one["row"].chapter))
    grouped = ((code, list(rows)) for code, rows in groupby(ordered, key=lambda one: one["row"].chapter))
    return [
        (code, rules.CHAPTERS[code], rows, sum(1 for one in rows if one["row"].decided_at is None))
        for code, rows in grouped
    ]


def _by_nature(items) -> list[tuple[str, str, int]]:
    counted: dict[tuple[str, str], int] = {}
    for item in items:
        key = item.what, "" if item.given else item.reason
        counted[key] = counted.get(key, 0) + 1
    return [(what, reason, count) for (what, reason), count in counted.items()]

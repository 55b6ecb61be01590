"""Two people wrote at the same time: three ways out, none of which destroys a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.shortcuts import redirect
from django.urls import reverse

from tisserand.access import operations as access
from tisserand.assessment import operations, queries
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.isolation import REPLY_LABELS
from tisserand.assessment.rules.sheet import Merge, answers_of, label_of, merge, names, sheet_of
from tisserand.assessment.rules.situation import STATE_LABELS, URGENCY_LABELS
from tisserand.ui import toasts
from tisserand.ui.conflicts import Conflict, Difference, differences

NOTHING = ("", None, [], "not_raised", "fr")


def conflict_of(found: Merge, *, by: str, at: datetime, version: int, on: date) -> Conflict:
    pairs = [
        (label_of(name, on=on), said(name, found.theirs.get(name), on), said(name, found.mine.get(name), on))
        for name in found.clashes
    ]
    return Conflict(by=by, at=at, version=version, differences=differences(pairs))


def said(name: str, value: Any, on: date) -> str:
    """A value as a reader says it: the label of a code, the text as it is."""
    if isinstance(value, list | tuple):
        return ", ".join(said(name, one, on) for one in value)
    return _labels(name, on).get(str(value or ""), str(value or ""))


def _labels(name: str, on: date) -> Mapping[str, str]:
    part = name.rpartition("__")[2]
    if name.startswith("reply_"):
        return {str(key): label for key, label in REPLY_LABELS.items()}
    if name == "autonomy":
        return {str(step): label for step, label in lists.autonomy_steps(on).items()}
    known = {
        "state": STATE_LABELS,
        "urgency": URGENCY_LABELS,
        "said_language": lists.labels("language", on),
        "opening_language": lists.labels("language", on),
        "vulnerabilities": lists.labels("vulnerability", on),
        "expectations": lists.labels("expectation", on),
    }
    return {str(key): label for key, label in known.get(part, {}).items()}


def resolved(request, row, form):
    """« Garder le sien », « Garder le mien », « Réunir les deux », against what was read on the conflict page."""
    read = _version(request.POST.get("read_version"))
    base = queries.version_sheet(request.actor, row, form.cleaned_data["version"])
    theirs = queries.version_sheet(request.actor, row, read)
    found = merge(base, theirs, sheet_of(form.answers))
    choice = request.POST["resolution"]
    if choice == "merge":
        return _to_read_again(request, row, found.both(), read)
    if choice == "theirs":
        _set_aside(request, row, {name: found.mine[name] for name in found.clashes})
    return joined(request, row, found.keeping(found.mine if choice == "mine" else found.theirs), read)


def joined(request, row, sheet: Mapping[str, Any], version: int):
    """Kept on top of what the other kept; if somebody saved again meanwhile, the text waits as a draft."""
    try:
        operations.save(
            actor=request.actor,
            at=request.now,
            assessment=row.pk,
            expected_version=version,
            answers=_answers(row, sheet),
        )
    except operations.AssessmentChanged:
        return _to_read_again(request, row, sheet, version)
    toasts.say(request, "Les deux textes sont gardés. Les versions précédentes restent lisibles.")
    return redirect("assessment:first", row.pk)


def _answers(row, sheet: Mapping[str, Any]) -> Answers:
    return answers_of(sheet, on=queries.local_day(row))


def _to_read_again(request, row, sheet: Mapping[str, Any], version: int):
    page = reverse("assessment:first", args=[row.pk])
    access.save_draft(
        actor=request.actor,
        at=request.now,
        form=operations.draft_form(row.pk),
        person=row.person_id,
        page=page,
        title="Première évaluation, deux textes à relire",
        fields=dict(sheet),
        base_version=version,
    )
    toasts.say(request, "Les deux textes sont réunis ici. Relisez-les, puis enregistrez.")
    return redirect(page)


def _set_aside(request, row, sheet: Mapping[str, Any]) -> None:
    operations.set_aside(
        actor=request.actor,
        at=request.now,
        assessment=row,
        title="Première évaluation, votre texte mis de côté",
        page=reverse("assessment:versions", args=[row.pk]),
        sheet=sheet,
    )


def _version(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 9 else 0


@dataclass(frozen=True)
class Change:
    """What one person changed when she saved."""

    by: str
    at: datetime
    differences: tuple[Difference, ...]


def changes(rows: list, *, on: date) -> list[Change]:
    """From the latest version to the first, what each changed."""
    found = []
    for row, before in zip(rows, [*rows[1:], None], strict=False):
        former = before.sheet if before else {}
        pairs = _pairs(former, row.sheet, on)
        found.append(Change(row.saved_by.name, row.saved_at, differences(pairs)))
    return found


def shown(sheet: Mapping[str, Any], *, on: date) -> list[tuple[str, str]]:
    kept = [(name, sheet.get(name)) for name in names(on)]
    return [(label_of(name, on=on), said(name, value, on)) for name, value in kept if value not in NOTHING]


def _pairs(before: Mapping[str, Any], after: Mapping[str, Any], on: date) -> Iterable[tuple[str, str, str]]:
    for name in names(on):
        was, now = before.get(name), after.get(name)
        if was != now and not (was in NOTHING and now in NOTHING):
            yield label_of(name, on=on), said(name, was, on), said(name, now, on)

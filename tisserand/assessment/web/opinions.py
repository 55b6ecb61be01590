"""« Avis signés »: read beside the first one, and signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.assessment import operations, queries
from tisserand.assessment.rules.opinions import PROPOSAL
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import of
from tisserand.people import queries as people
from tisserand.people.slots import notices
from tisserand.ui import toasts
from tisserand.ui.forms import Form, refuse

PAGE = "Avis sur une évaluation"


class OpinionForm(Form):
    about = forms.ChoiceField(label="Sur quoi")
    words = forms.CharField(
        label="Votre avis",
        widget=forms.Textarea,
        help_text="Ce que vous voyez autrement, et pourquoi. Signé et daté\u202f; la personne le lit dans sa copie.",
    )

    def __init__(self, *args, subjects, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "Choisir"), *((one.about, one.label) for one in subjects)]


@dataclass(frozen=True)
class Shown:
    """One opinion as it is read; `beside`: what it answered, when the assessment reads otherwise since."""

    by: str
    profession: str
    at: datetime
    words: str
    label: str
    beside: str = ""


@needs("files.read")
@require_GET
def opinions(request, assessment_id: UUID):
    return _show(request, found_or_404(queries.assessments, request.actor, assessment_id))


@needs("orientations.propose")
@require_POST
def sign(request, assessment_id: UUID):
    row = found_or_404(queries.assessments, request.actor, assessment_id)
    form = OpinionForm(request.POST, subjects=queries.subjects(request.actor, row))
    if not form.is_valid() or not _signed(request, row, form):
        return _show(request, row, form=form, status=422)
    place = "suite" if form.cleaned_data["about"] == PROPOSAL else "dom"
    toasts.say(request, "Votre avis est signé. Il se lit à côté du premier.")
    return redirect(reverse("assessment:first", args=[row.pk]) + f"#{place}")


def opinions_of(request, row) -> dict[str, list[Shown]]:
    """By what they are about."""
    found: dict[str, list[Shown]] = {}
    if not (given := list(queries.opinions(request.actor, row))):
        return found
    now = {subject.about: subject.beside for subject in queries.subjects(request.actor, row)}
    for one in given:
        beside = "" if now.get(one.about) == one.beside else one.beside
        label = queries.about_label(one.about, row)
        shown = Shown(one.signed_by.name, one.profession, one.signed_at, one.words, label, beside)
        found.setdefault(one.about, []).append(shown)
    return found


def _signed(request, row, form) -> bool:
    try:
        operations.sign_opinion(actor=request.actor, at=request.now, assessment=row.pk, **form.cleaned_data)
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _show(request, row, *, form=None, status: int = 200):
    journal.consulted(request, row.person_id, page=PAGE)
    person = people.cards(request.actor, [row.person_id]).get(row.person_id)
    if person is None:
        raise Http404("person")
    subjects = queries.subjects(request.actor, row)
    given = opinions_of(request, row)
    may_sign = bool(subjects) and queries.may_sign(request.actor, row, given=bool(given))
    page = {
        "assessment": row,
        "person": person,
        "notices": notices(request.actor, person.id, localdate(request.now)),
        "whose": of(person.display_name),
        "signed": bool(given),
        "subjects": [(subject, given.pop(subject.about, [])) for subject in subjects],
        "others": [one for some in given.values() for one in some],
        "form": (form or OpinionForm(subjects=subjects)) if may_sign else None,
    }
    return render(request, "assessment/opinions.html", page, status=status)

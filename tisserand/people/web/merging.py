"""Two files of one person: side by side, a choice for each difference, the consequences, a reason; and undoing it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.rules.merging import CHOSEN, FoldKind, consequences, differing
from tisserand.people.web.fold_forms import KEPT, MergeForm, UndoForm
from tisserand.people.web.forms import IdentityForm
from tisserand.people.web.identity import words_of
from tisserand.people.web.pages import about, ask_why, of_my_place, seen
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say

UNDO = {
    FoldKind.MERGE: operations.undo_merge,
    FoldKind.SPLIT: operations.undo_split,
    FoldKind.MOVE: operations.undo_move,
}


@needs("identity.merge")
@require_http_methods(["GET", "POST"])
@of_my_place
def merge(request, person_id, other_id):
    """What one accompanies is read by those of both afterwards: somebody of another site asks for a reason here too."""
    kept = _side(request, person_id)
    if elsewhere := ask_why(request, other_id):
        return elsewhere
    other = _side(request, other_id)
    if person_id == other_id:
        raise Http404("same")
    names = differing(kept.person.identity, other.person.identity)
    form = MergeForm(request.POST or None, choices=_choices(kept, other, names), initial=_read(kept, other))
    if request.method == "POST" and form.is_valid():
        try:
            return _merged(request, person_id, other_id, form)
        except Refused as refused:
            refuse(form, refused)
    return _show(request, kept, other, form)


def _merged(request, person_id: UUID, other_id: UUID, form: MergeForm):
    said = form.cleaned_data
    operations.merge_files(
        actor=request.actor,
        at=request.now,
        kept=person_id,
        other=other_id,
        kept_version=said["kept_version"],
        other_version=said["other_version"],
        taken=form.taken(),
        reason=said["reason"],
        request_key=said["request_key"],
    )
    say(request, "Les deux dossiers n’en font plus qu’un. Vous pouvez défaire depuis «\u00a0Ressemblances\u00a0».")
    return redirect("people:duplicates", person_id)


def _side(request, person_id: UUID) -> queries.Side:
    side = queries.side(request.actor, person_id)
    if side is None:
        raise Http404("person")
    journal.consulted(request, person_id, "rapprochement")
    return side


def _choices(kept: queries.Side, other: queries.Side, names) -> dict[str, tuple[str, str, str]]:
    """For each difference: its label, and what each file says."""
    identities = kept.person.identity, other.person.identity
    return {name: (IdentityForm.base_fields[name].label, *(_said(who, name) for who in identities)) for name in names}


def _said(identity, name: str) -> str:
    return words_of(identity, name) or "Ne sait pas, ou ne le dit pas"


def _read(kept: queries.Side, other: queries.Side) -> dict[str, int]:
    return {"kept_version": kept.person.version, "other_version": other.person.version}


def _show(request, kept: queries.Side, other: queries.Side, form: MergeForm):
    identities = kept.person.identity, other.person.identity
    rows = [
        (IdentityForm.base_fields[name].label, *(words_of(who, name) for who in identities))
        for name in CHOSEN
        if any(words_of(who, name) for who in identities)
    ]
    page = about(
        request,
        kept.person,
        "duplicates",
        sides=(kept, other),
        other=other.person,
        rows=rows,
        form=form,
        questions=[form[name] for name in form.choices],
        consequences=consequences(kept.counts, other.counts),
        kept_choice=KEPT,
    )
    return render(request, "people/merge.html", page, status=422 if form.errors else 200)


@needs("files.correct")
@require_http_methods(["GET", "POST"])
@of_my_place
def undo(request, person_id, fold_id):
    fold = queries.fold(request.actor, fold_id)
    if fold is None or person_id not in (fold.person_id, fold.other_id) or not _may_undo(request, fold):
        raise Http404("fold")
    person = seen(request, person_id, "rapprochement")
    since = queries.written_since(request.actor, fold) if fold.kind == FoldKind.MERGE else []
    form = UndoForm(request.POST or None, since=since)
    if request.method == "POST" and form.is_valid():
        try:
            return _undone(request, person_id, fold, form)
        except Refused as refused:
            refuse(form, refused)
    page = about(request, person, "duplicates", fold=fold, form=form, since=since, other_name=_name(request, fold))
    return render(request, "people/undo.html", page, status=422 if form.errors else 200)


def _may_undo(request, fold) -> bool:
    """Joining and splitting are undone by who may do them."""
    return fold.undone_at is None and (fold.kind == FoldKind.MOVE or request.actor.can("identity.merge"))


def _undone(request, person_id: UUID, fold, form: UndoForm):
    hand = {"actor": request.actor, "at": request.now, "fold": fold.pk, "reason": form.cleaned_data["reason"]}
    theirs = {"theirs": form.theirs()} if fold.kind == FoldKind.MERGE else {}
    UNDO[FoldKind(fold.kind)](**hand, **theirs)
    if fold.kind == FoldKind.MERGE:
        # Nobody proposes them together again.
        operations.decide_distinct(actor=request.actor, at=request.now, person=fold.person_id, other=fold.other_id)
    say(request, "C’est défait. Chaque dossier est comme avant.")
    return redirect("people:duplicates", person_id if fold.kind == FoldKind.MERGE else fold.other_id)


def _name(request, fold) -> str:
    """Who the closed file was, in her own names; for what was moved, nothing of the other file is said."""
    row = queries.other_identity(request.actor, fold) if fold.kind == FoldKind.MERGE else None
    return queries.name_of(row) if row else ""

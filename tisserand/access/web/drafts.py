"""Drafts: kept while typing, found again after a logout or a crash (decision D18)."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import operations, queries
from tisserand.access.gate import found_or_404, signed_in
from tisserand.access.kept import kept_fields
from tisserand.access.web.addresses import is_ours
from tisserand.access.web.forms import DraftForm

# A draft is a page of writing, not an archive.
LARGEST = 200_000


@signed_in
@require_GET
def unfinished(request):
    return render(request, "access/drafts.html", {"drafts": list(queries.drafts(request.actor)[:50])})


@signed_in
@require_POST
def keep(request, form: str):
    fields: dict[str, list[str]] = {}
    for name, value in kept_fields(request):
        if not name.startswith("draft_"):
            fields.setdefault(name, []).append(value)
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return JsonResponse({"error": "Ce texte est trop long pour un brouillon."}, status=413)
    about = DraftForm({**request.POST.dict(), "form": form})
    if not about.is_valid() or any("\0" in part for name, values in fields.items() for part in (name, *values)):
        return HttpResponse(status=400)
    draft = operations.save_draft(actor=request.actor, at=request.now, fields=fields, **about.kept())
    return JsonResponse({"saved_at": timezone.localtime(draft.saved_at).strftime("%H h %M")})


@signed_in
@require_POST
def discard(request, draft_id):
    draft = found_or_404(queries.drafts, request.actor, draft_id)
    operations.drop_draft(actor=request.actor, form=draft.form, person=draft.person_id)
    page = request.POST.get("next", "")
    return redirect(page if is_ours(page) else "access:drafts")

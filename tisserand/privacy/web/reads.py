"""Who read this file, when, why: with names for the privacy officer, without for the person (record 0007)."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import needs
from tisserand.documents import operations as documents
from tisserand.documents.rules import PDF
from tisserand.kernel.ids import short_reference
from tisserand.people import queries as people
from tisserand.privacy.operations.reads import confirm_person, note_export
from tisserand.privacy.operations.watching import looked_at
from tisserand.privacy.queries import reads as queries
from tisserand.privacy.queries.papers import who_read_paper
from tisserand.privacy.queries.retention import journal_kept_since
from tisserand.privacy.rules.reads import MOST_EXPORTED, as_sheet
from tisserand.privacy.web.reads_forms import PeriodForm, WhoAsksForm
from tisserand.ui.toasts import say


@needs("journal.read")
@require_http_methods(["GET", "POST"])
def reads(request):
    """Find the file of the person who asks: POST without redirect, so that no name is in any address."""
    form = WhoAsksForm(request.POST if request.method == "POST" else None)
    found = confirm_person(actor=request.actor, at=request.now, **form.cleaned_data) if form.is_valid() else None
    for person in found or ():
        journal.consulted(request, person.id, "demande de la personne", form.cleaned_data["request_reference"])
    status = 422 if form.errors else 200
    return render(request, "privacy/reads.html", {"form": form, "found": found}, status=status)


@needs("journal.read")
@require_safe
def reads_of(request, person_id):
    journal.consulted(request, person_id, "journal des lectures")
    form = _period(request, request.GET, person_id)
    asked = form.asked(person_id)
    after = request.GET.get("apres", "")
    page = queries.Page(()) if form.errors else queries.reads_of(request.actor, asked, after=after)
    context = {
        "person_id": person_id,
        "reference": short_reference(person_id),
        "form": form,
        "kept_since": journal_kept_since(timezone.localdate()),
        "rows": page.rows,
        "most": MOST_EXPORTED,
        "previous_url": "",
        "next_url": _next(request, page.next_key),
    }
    return render(request, "privacy/reads_of.html", context, status=422 if form.errors else 200)


@needs("journal.read")
@require_POST
def export_reads(request, person_id):
    form = _period(request, request.POST, person_id)
    page = queries.reads_of(request.actor, form.asked(person_id), most=MOST_EXPORTED)
    if form.errors or page.next_key:
        context = {"reference": short_reference(person_id), "person_id": person_id, "most": MOST_EXPORTED}
        return render(request, "privacy/reads_too_many.html", context, status=422)
    note_export(actor=request.actor, at=request.now, person=person_id)
    response = HttpResponse(as_sheet(page.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lectures-{short_reference(person_id)}.csv"'
    return response


@needs("journal.read")
@require_http_methods(["GET", "HEAD", "POST"])
def unusual_reads(request):
    """Its one gesture: a colleague's day of many files was looked at."""
    if request.method == "POST":
        return _looked_at(request)
    actor, at = request.actor, request.now
    context = {
        "many": queries.many_files(actor, at=at),
        "reasons": queries.with_a_reason(actor, at=at),
        "joined": queries.joined_lately(actor, at=at),
        "odd_hours": queries.at_odd_hours(actor, at=at),
        "days": queries.LOOKED_BACK.days,
    }
    return render(request, "privacy/reads_unusual.html", context)


def _looked_at(request):
    duty = queries.duty(request.actor, request.POST.get("echeance", ""))
    if duty:
        looked_at(actor=request.actor, at=request.now, duty=duty.pk)
    say(request, "C’est noté\u00a0: cette journée de lectures a été regardée." if duty else "C’était déjà noté.")
    return redirect("privacy:unusual_reads")


@needs("files.read")
@require_safe
def who_read(request, person_id):
    """To read with the person at the counter, then to print."""
    person = _file(request, person_id)
    days, kept_since = queries.who_read(person_id), journal_kept_since(timezone.localdate())
    context = {"card": person.card, "days": days, "kept_since": kept_since}
    return render(request, "privacy/who_read.html", context)


@needs("files.read")
@require_safe
def who_read_pdf(request, person_id):
    person = _file(request, person_id)
    post = request.actor.posts[0]
    today = timezone.localdate()
    days, kept_since = queries.who_read(person_id), journal_kept_since(today)
    paper = who_read_paper(card=person.card, days=days, kept_since=kept_since, unit=access.unit(post.unit_id), on=today)
    response = HttpResponse(documents.draw(paper), content_type=PDF)
    response["Content-Disposition"] = 'inline; filename="lectures.pdf"'
    return response


def _file(request, person_id: UUID):
    person = people.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    journal.consulted(request, person_id, "qui a lu")
    return person


def _period(request, data, person_id: UUID) -> PeriodForm:
    return PeriodForm(data, readers=queries.readers(request.actor, person_id))


def _next(request, key: str) -> str:
    kept = {name: request.GET[name] for name in ("du", "au", "collegue") if request.GET.get(name)}
    return f"?{urlencode(kept | {'apres': key})}" if key else ""

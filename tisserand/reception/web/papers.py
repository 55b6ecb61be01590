"""Papers handed at the desk: none says why somebody came. And the blank sheet of an outage."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.gate import found_or_404, needs
from tisserand.documents import operations as documents
from tisserand.documents.rules import (
    PDF,
    Appointment,
    AppointmentCards,
    CodedList,
    Contact,
    Letterhead,
    Named,
    Paper,
    PaperIntake,
    PresenceCertificate,
    file_name,
    kind_of,
)
from tisserand.kernel.ids import new_id
from tisserand.people import queries as people
from tisserand.reception import queries
from tisserand.reception.rules import lists
from tisserand.reception.rules.appointments import Place
from tisserand.reception.rules.visits import State, attests_presence
from tisserand.territories import queries as territories
from tisserand.territories.rules.organisation import UnitKind

COUNTER = (("purposes", "Objet"), ("authors", "Qui s’adresse au service"), ("outcomes", "Issue de la venue"))
INTERVIEW = (("themes", "Thèmes"), ("answers", "Réponses"))
HINTS = {"themes": "un principal, deux associés", "answers": "plusieurs choix possibles"}


@needs("visits.see")
@require_safe
def certificate(request, visit_id):
    """At her request, to whom she wants; the day and the hours, never the reason."""
    visit = found_or_404(queries.visits_for, request.actor, visit_id)
    card = people.cards(request.actor, [visit.person_id]).get(visit.person_id) if visit.person_id else None
    here = attests_presence(State(visit.state), channel=visit.channel, author=visit.contact_author)
    if card is None or not here:
        raise Http404("nobody to certify")
    journal.consulted(request, visit.person_id, page="visit.certificate")
    return printed(certificate_of(request, visit, card), visit.pk)


@needs("visits.register")
@require_safe
def blank_sheet(request):
    """To print beforehand: it is needed when nothing prints any more."""
    on = timezone.localdate(request.now)
    sites = [post for post in request.actor.posts if post.unit_kind == "site"]
    sheet = PaperIntake(
        letterhead=_letterhead(request),
        site=sites[0].unit_name if sites else "",
        counter=_coded(COUNTER, on),
        interview=_coded(INTERVIEW, on),
    )
    return printed(sheet, new_id())


def card_of(request, one) -> AppointmentCards:
    row = one.row
    site, at = row.unit, timezone.localtime(row.starts_at)
    details = territories.site_sheet(site, on=at.date()).details if site.kind == "site" else None
    here = row.place == Place.OFFICE
    said = Appointment(
        on=at.date(),
        at=at.time(),
        site=site.name if here else one.place,
        address=details.address if details and here else "",
        person=_named(one.card) if one.card else None,
        met_by=row.professional.name,
        phone=details.phone if details else "",
    )
    return AppointmentCards(_letterhead(request), (said,))


def certificate_of(request, visit, card) -> PresenceCertificate:
    from_hour = timezone.localtime(visit.arrived_at)
    until = timezone.localtime(visit.ended_at) if visit.ended_at else None
    # How it ended may be said on another day: the hour when she left is then unknown.
    left = until if until and until.date() == from_hour.date() and until > from_hour else None
    me = access.accounts([request.actor.account_id])[request.actor.account_id]
    return PresenceCertificate(
        letterhead=_letterhead(request),
        person=_named(card),
        present_on=from_hour.date(),
        from_hour=from_hour.time(),
        until_hour=left.time() if left else None,
        site=visit.site.name,
        signed_by=Contact(me.name, me.profession),
    )


def printed(paper: Paper, subject: UUID) -> HttpResponse:
    """Drawn each time and kept nowhere; its name says nobody's."""
    response = HttpResponse(documents.draw(paper), content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(False, file_name(kind_of(paper), subject, PDF))
    return response


def _letterhead(request) -> Letterhead:
    """Without the service's name: nothing says that a social worker was met."""
    on = timezone.localdate(request.now)
    root = access.units(kind=UnitKind.ROOT, on=on).first()
    return Letterhead(root.name if root else "Département", on)


def _named(card) -> Named:
    names = " ".join(filter(None, (card.names.first_names, card.names.used_name or card.names.birth_name)))
    return Named(names or card.display_name, {"mme": "Mme", "m": "M."}.get(card.civility, ""))


def _coded(which, on) -> tuple[CodedList, ...]:
    return tuple(
        CodedList(title, tuple(label for _, label in lists.pairs(name, on=on)), name in HINTS, HINTS.get(name, ""))
        for name, title in which
    )

"""Where rooms meet: navigation, typed slots, and who is called when something happens below (design §3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from tisserand.assessment.rules.orientation import State
from tisserand.deadlines.rules import Entry as AgendaEntry
from tisserand.kernel.sentences import day, hour, of
from tisserand.kernel.slots import Link
from tisserand.reception.rules.appointments import PLACE_LABELS
from tisserand.reception.rules.appointments import State as Kept
from tisserand.support.slots import Protection

# How far an agenda outside sees.
AGENDA_DAYS, MOST_APPOINTMENTS = 90, 300
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """A line of the main navigation; `under` says what else stands there.

    Shown to those who may have something in it: who holds the capability, or one of them.
    """

    label: str
    view: str
    icon: str
    capability: str | tuple[str, ...] | None
    key: str
    under: tuple[str, ...] = ()

    def shown_to(self, actor) -> bool:
        asked = (self.capability,) if isinstance(self.capability, str) else self.capability
        return asked is None or any(map(actor.can, asked))


# Who writes one or gives it to somebody, and the pôle it is addressed to.
SENDS_OR_ANSWERS = ("orientations.propose", "orientations.attribute", "orientations.answer")
# In groups, as a day goes: what waits, whom one accompanies, what is commissioned or leaves, and the house itself.
NAVIGATION = (
    (
        Entry("Ma journée", "desk:my_day", "sun", None, "j"),
        Entry("Accueil", "desk:line", "people", "visits.see", "a", ("/venues/", "/urgences/", "/messages/")),
        Entry(
            "Personnes",
            "people:search",
            "person-vcard",
            "identity.read",
            "p",
            ("/evaluations/", "/logement/", "/rsa/", "/budget/"),
        ),
        Entry("Rendez-vous", "reception:appointments", "calendar3", "appointments.see", "r"),
        Entry("Échéances", "desk:duties", "alarm", "duties.see", "h"),
        Entry("Urgence sociale", "reception:urgency", "life-preserver", "urgency.read", "u"),
    ),
    (
        Entry("Orientations", "assessment:orientations", "signpost-split", SENDS_OR_ANSWERS, "o"),
        Entry("Accompagnements", "support:plans", "signpost", "plans.write", "l"),
        Entry(
            "Accompagnement global",
            "support:joint_figures",
            "people-fill",
            "figures.read",
            "g",
            ("/accompagnement-global/",),
        ),
        Entry("Repères", "steering:landmarks", "bar-chart", "figures.read", "k"),
        Entry("Régulation", "support:regulation", "clipboard-check", "plans.regulate", "e"),
    ),
    (
        Entry("Enquêtes", "inquiries:evictions", "house-exclamation", "inquiries.conduct", "x"),
        Entry("Transmissions", "transmissions:letters", "send", "transmissions.write", "t", ("/protections/",)),
        Entry("Domiciliations", "transmissions:addresses", "mailbox", "domiciliations.keep", "m"),
        Entry(
            "Protection de l’enfance",
            "inquiries:children",
            "shield",
            "concerns.transmit",
            "b",
            ("/informations-preoccupantes/",),
        ),
        Entry("Informations préoccupantes", "inquiries:concerns", "shield", "concerns.see", "b"),
    ),
    (
        Entry("Lectures", "privacy:reads", "eye", "journal.read", "q"),
        Entry("Conservation", "privacy:retention", "archive", "retention.manage", "c"),
        Entry("Droits des personnes", "privacy:rights", "person-check", "rights.manage", "d"),
        Entry("Organisation", "territories:organisation", "diagram-3", "organisation.read", "n"),
        Entry("Comptes", "access:accounts", "person-gear", "organisation.manage", "c"),
    ),
)


def connect() -> None:
    """Who is called when something happens below, what upper rooms put on lower screens. Once, all rooms loaded."""
    _look_at_what_was_loaded()
    _call_when_a_file_moves()
    _say_what_units_hold()
    _find_what_is_filed()
    _show_on_lower_screens()


def _look_at_what_was_loaded() -> None:
    from tisserand.demo import slots as demo
    from tisserand.project import invariants

    demo.BREACHES[:] = [invariants.breaches]


def _call_when_a_file_moves() -> None:
    from tisserand.activity import operations as activity
    from tisserand.assessment import operations as assessment
    from tisserand.documents import operations as documents
    from tisserand.inquiries import operations as inquiries
    from tisserand.people import slots as people
    from tisserand.privacy import operations as privacy
    from tisserand.reception import operations as reception
    from tisserand.reception.slots import FOLLOW_APPOINTMENT, HOLD_WHAT_FIXED
    from tisserand.support import operations as support
    from tisserand.transmissions import operations as transmissions

    people.FOLLOW_ATTACHED.append(reception.follow_attached)
    FOLLOW_APPOINTMENT.append(assessment.follow_appointment)
    HOLD_WHAT_FIXED.append(assessment.hold)
    # An orientation before its appointment, here as everywhere: one order of locks.
    people.FOLLOW_VISIBILITY.extend(room.follow_visibility for room in (assessment, reception, support))
    about_her = (assessment, support, inquiries, transmissions)
    without = (assessment, reception, support, inquiries, transmissions)
    people.GO_ON_WITHOUT.extend(room.go_on_without for room in without)
    people.FOLLOW_FILE.extend(room.follow_file for room in (activity, documents, *about_her, privacy))
    people.FOLLOW_FOLDED.append(privacy.follow_folded)


def _say_what_units_hold() -> None:
    from tisserand.access.held import HELD
    from tisserand.assessment import held as assessment
    from tisserand.deadlines import held as deadlines
    from tisserand.inquiries import held as inquiries
    from tisserand.people import held as people
    from tisserand.reception import held as reception
    from tisserand.support import held as support
    from tisserand.transmissions import held as transmissions

    for room in (deadlines, support, assessment, inquiries, transmissions, reception, people):
        HELD.extend(room.HELD)


def _find_what_is_filed() -> None:
    from tisserand.assessment.queries import filing as assessment
    from tisserand.documents import queries as documents
    from tisserand.inquiries.queries import filing as inquiries
    from tisserand.people import slots as people
    from tisserand.reception.queries import filing as reception
    from tisserand.support.queries import filing as support
    from tisserand.transmissions.queries import filing as transmissions

    rooms = (reception, assessment, support, inquiries, transmissions, documents)
    people.FILED.extend(room.filed for room in rooms)
    people.FOLDED_ROOMS.extend(
        ("reception", "assessment", "support", "inquiries", "transmissions", "activity", "documents", "privacy")
    )


def _show_on_lower_screens() -> None:
    from tisserand.assessment.slots import ORIENTATION_ACTIONS
    from tisserand.deadlines.slots import AGENDA, LISTS, SUBJECT_LINKS, SUBJECT_WORDS
    from tisserand.inquiries.slots import ENDINGS
    from tisserand.inquiries.slots import FILE_LINKS as OF_INQUIRIES
    from tisserand.people import slots as people
    from tisserand.people.queries import place
    from tisserand.privacy import queries as known
    from tisserand.privacy.queries.retention import due_of_person
    from tisserand.reception.slots import VISIT_PAGES
    from tisserand.support.slots import FILE_LINKS as OF_PLANS
    from tisserand.support.slots import PROTECTIONS
    from tisserand.transmissions.slots import FILE_LINKS as OF_LETTERS

    place.TIES.extend((came_to_me, oriented_to_me, support_of_mine))
    people.RESULT_ACTIONS.append(people.ResultAction("C’est cette personne", "desk:open"))
    if appointments_of not in AGENDA:
        AGENDA.append(appointments_of)
    SUBJECT_LINKS.fill(subject_of)
    if appointment_to_entrust not in SUBJECT_WORDS:
        SUBJECT_WORDS.append(appointment_to_entrust)
    LISTS.fill(duties_of)
    VISIT_PAGES.fill(page_of_visit)
    ORIENTATION_ACTIONS.fill(start_support, open_file)
    for slot in (OF_PLANS, OF_INQUIRIES, OF_LETTERS):
        slot.fill(file_of)
    people.PERSON_PAGES.fill(meeting_with, rights_of, housing_of, rsa_of, budget_of, transmissions_of)
    people.NOTICES.append(known.notices_of)
    if due_of_person not in ENDINGS:
        ENDINGS.append(due_of_person)
    if protections_of not in PROTECTIONS:
        PROTECTIONS.append(protections_of)


def page(request) -> dict:
    """What every page shows around its content. Runs no query."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": ()}
    return {
        "navigation": list(_navigation(request, actor)),
        "search_url": _url("people:search") if actor.can("identity.read") else "",
        "drafts_url": _url("access:drafts"),
        "account_url": _url("access:account"),
        "login_url": _url("access:login"),
        "lock_url": _url("access:lock"),
        "unlock_url": _url("access:unlock"),
        "present_url": _url("access:present"),
        "key_challenge_url": _url("access:own_key_challenge") if request.session.get("factor") == "webauthn" else "",
        "typist": str(actor.account_id),
        "logout_url": _url("access:logout"),
        "switch_to": _url("desk:line") if actor.can("visits.see") else "/",
        "emergencies": [_emergency(person, end) for person, end in actor.opened.items()],
        "density": "compact" if actor.can("visits.register") and not actor.can("demands.write") else "",
    }


_url = cache(reverse)


def _emergency(person, end) -> dict:
    """What stands on every page while a file is open in an emergency."""
    return {
        "ends_at": end,
        "file_url": reverse("desk:file", args=[person]),
        "close_url": reverse("people:emergency_close", args=[person]),
    }


def _navigation(request, actor) -> Iterator[dict]:
    """A group begins apart from what stands above it."""
    for number, group in enumerate(NAVIGATION):
        shown = [entry for entry in group if entry.shown_to(actor)]
        for entry in shown:
            yield _line(request, entry) | {"begins_group": number > 0 and entry is shown[0]}


def _line(request, entry: Entry) -> dict:
    url = _url(entry.view)
    under = entry.under if url == "/" else (url, *entry.under)
    current = request.path == url or request.path.startswith(under)
    return {
        "label": entry.label,
        "url": url,
        "icon": entry.icon,
        "current": current,
        "key": entry.key,
        "count": None,
    }


def came_to_me(actor, person) -> bool:
    """A coming, an appointment or a message that the reader may see."""
    from tisserand.reception import queries as reception

    seen = (reception.visits_for(actor), reception.appointments(actor), reception.messages(actor))
    return any(rows.filter(person_id=person).exists() for rows in seen)


def oriented_to_me(actor, person) -> bool:
    from tisserand.assessment.queries import orientation

    return orientation.moves_of_person(actor, person).exists()


def support_of_mine(actor, person) -> bool:
    from tisserand.support import queries as support

    return support.plans_of_person(actor, person).exists()


def start_support(actor, orientation) -> Iterable[Link]:
    """From an attributed orientation, the plan that answers it."""
    if orientation.state in {State.ATTRIBUTED, State.MET} and orientation.attributed_to_id == actor.account_id:
        new = reverse("support:new", args=[orientation.person_id])
        yield Link("Construire l’accompagnement", f"{new}?orientation={orientation.pk}")


def open_file(actor, orientation) -> Iterable[Link]:
    """The file: who may read nobody's asks why first (record 0023)."""
    if actor.can("files.read"):
        yield Link("Ouvrir le dossier", reverse("desk:file", args=[orientation.person_id]))


def page_of_visit(visit) -> Iterable[Link]:
    """Where it is given a name, and ends."""
    yield Link(f"Ouvrir la venue n°\u00a0{visit.ticket}", reverse("desk:visit", args=[visit.pk]))


def duties_of(actor) -> Iterable[Link]:
    """What is owed, by whom and when."""
    yield Link("Échéances", reverse("desk:duties"))


def subject_of(actor, duty) -> Iterable[Link]:
    """Where what is owed is dealt with, and whose it is."""
    from tisserand.desk import duties, links
    from tisserand.people import queries as people

    hers = {actor.account_id, *actor.covered}
    team = people.care_team(actor, duty.person_id, timezone.localdate()) if duty.person_id else ()
    if url := duties.subject_url(actor, duty, accompanies=any(seat.account_id in hers for seat in team)):
        yield Link("S’en occuper", url)
    for card in people.cards(actor, [duty.person_id] if duty.person_id else []).values():
        yield Link(f"Dossier {of(card.display_name)}", links.person(actor, card.id))


def appointment_to_entrust(actor, duty) -> Iterable[str]:
    """When it is, and with whom it was given: its date is counted back from that hour. Why she is away is not said."""
    if duty.kind == "reception.appointment.entrust" and duty.closed_at is None:
        from tisserand.reception import queries as reception

        for row in reception.appointments(actor).filter(pk=duty.subject):
            at = timezone.localtime(row.starts_at)
            when = f"{day(at.date())}, {hour(at)}"
            yield f"Rendez-vous du {when}, avec {row.professional.name}\u00a0: à confier à quelqu’un d’autre."


def appointments_of(actor, at: datetime) -> Iterable[AgendaEntry]:
    """Her own, for her agenda: neither whom nor why."""
    from tisserand.reception import queries as reception

    rows = reception.agenda(actor, unit=None, start=at.date(), days=AGENDA_DAYS, zone="UTC")
    for row in rows.filter(state=Kept.PLANNED, professional_id=actor.account_id)[:MOST_APPOINTMENTS]:
        yield AgendaEntry(
            key=row.pk,
            label=f"Rendez-vous, {PLACE_LABELS[row.place].lower()}",
            starts=row.starts_at,
            ends=row.ends_at,
            url=reverse("reception:appointment", args=[row.pk]),
            made_at=row.created_at,
            busy=True,
        )


def protections_of(actor, person: UUID) -> Iterable[Protection]:
    """Measures of protection, read beside plans (record 0020)."""
    from tisserand.transmissions import queries as transmissions

    for row in transmissions.measures_of(actor, person):
        ends_before = row.ended_on or (row.ends_on + DAY if row.ends_on else None)
        yield Protection(*transmissions.measure_words(row), row.scope, row.decided_on, ends_before)


def file_of(actor, person: UUID) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("Dossier", reverse("desk:file", args=[person]))


def meeting_with(actor, person: UUID) -> Iterable[Link]:
    if actor.can("appointments.see"):
        yield Link("Fixer un rendez-vous", reverse("reception:book", args=[person]))


def housing_of(actor, person: UUID) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("Logement", reverse("inquiries:housing", args=[person]))


def transmissions_of(actor, person: UUID) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("Transmissions, domiciliation", reverse("transmissions:person", args=[person]))
    elif actor.can("domiciliations.keep"):
        yield Link("Domiciliation", reverse("transmissions:new_address", args=[person]))


def rsa_of(actor, person: UUID) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("RSA", reverse("support:rsa_of", args=[person]))


def budget_of(actor, person: UUID) -> Iterable[Link]:
    if actor.can("files.read"):
        yield Link("Mesures budgétaires", reverse("support:budget", args=[person]))


def rights_of(actor, person: UUID) -> Iterable[Link]:
    """« Elle demande à voir son dossier, à corriger… »"""
    yield Link("Ses droits", reverse("privacy:rights_new", args=[person]))

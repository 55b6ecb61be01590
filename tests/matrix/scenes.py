"""The same folder, filed in five places: ours, a colleague's, elsewhere's, one we stepped aside from, a restricted one.

A folder holds one thing of each kind that an address may name, so that each route can be asked about each place.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils import timezone

from tests.situations import SEATS, SETTLED, Service, SystemAt, as_jobs, build, local_day
from tisserand.access import operations as access
from tisserand.access import queries as reading
from tisserand.access import seats
from tisserand.access.actors import Actor
from tisserand.access.models import Cover, FileGrant, StepAside
from tisserand.activity.models import Note
from tisserand.assessment import operations as assessment
from tisserand.assessment.operations import orientation
from tisserand.assessment.rules.orientation_refusals import Passed
from tisserand.deadlines import operations as deadlines
from tisserand.documents import operations as documents
from tisserand.documents.rules import Kind
from tisserand.inquiries import operations as inquiries
from tisserand.inquiries.models import Transmission
from tisserand.inquiries.operations import concerns
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people import queries as reading_people
from tisserand.people.models import Person
from tisserand.people.rules import Identity
from tisserand.privacy import models as privacy
from tisserand.privacy.models import Bordereau, CopyItem, FileNotice, LegalHold
from tisserand.privacy.operations import rights, rights_copy
from tisserand.reception import operations as reception
from tisserand.reception.queries.messages import Recipient
from tisserand.reception.rules.appointments import Slot
from tisserand.reception.rules.demands import DemandFacts
from tisserand.reception.rules.on_call import Shift
from tisserand.reception.rules.visits import Arrival
from tisserand.support import operations as support
from tisserand.support.operations import Goal
from tisserand.support.rules.court import Asked
from tisserand.transmissions import operations as transmissions

# Each is asked about by everybody.
PLACES = ("own", "team", "other", "aside", "restricted")
# Who asks: one holder of each role, all of Sainte-Rose, its territory, its pôle or the direction.
READERS = (
    "secretaire",
    "accueil",
    "referente",
    "cheffe",
    "pole",
    "crip",
    "direction",
    "conseil",
    "admin",
    "dpo",
)
GOAL = Goal(
    words="Garder mon logement.",
    family="living",
    problem="material",
    criterion="L’échéancier est tenu.",
    criterion_on=SETTLED,
)


@dataclass(frozen=True)
class Hands:
    """Who writes a folder, and where."""

    site: UUID
    territory: UUID
    team: UUID
    pole: UUID
    secretary: Actor
    worker: Actor
    referent: Actor
    manager: Actor
    answers: Actor
    at: datetime

    def said(self, who: Actor) -> dict:
        return {"actor": who, "at": self.at}


Folder = dict[str, object]


def everything() -> tuple[Service, dict[str, Folder]]:
    """The département and its five folders. Call inside a database test."""
    service = build()
    at = timezone.now()
    with as_jobs():
        _open_elsewhere(service)
        here, theirs, elsewhere = (_hands(service, place, at) for place in ("here", "theirs", "elsewhere"))
        _opens(service)
        folders = {
            "own": _folder(here, "Roselyne", "Mirval"),
            "team": _folder(theirs, "Gérard", "Bordelais"),
            "other": _folder(elsewhere, "Maryse", "Coudray"),
            "aside": _folder(here, "Léone", "Sabas"),
            "restricted": _folder(elsewhere, "Ginette", "Vérin"),
        }
        for login in READERS:
            # The rows as they were: what stepping aside moves is another story.
            account = service.account(login)
            StepAside.objects.create(account=account, person_id=folders["aside"]["person_id"], declared_at=at)
        people.make_restricted(
            **elsewhere.said(elsewhere.manager),
            person=folders["restricted"]["person_id"],
            guard_unit=elsewhere.territory,
            reason="Violences",
        )
        for login in READERS:
            folders["own"][f"draft_id/{login}"] = _draft(service.actor(login, at), at)
        nameless = Arrival(arrived_at=at)
        urgency = _for_emergencies(at)
        for place, folder in folders.items():
            hands = elsewhere if place in {"other", "restricted"} else here
            folder |= urgency
            said = hands.said(hands.secretary)
            waiting = reception.register_visit(**said, site=hands.site, arrival=nameless)
            folder["nameless_id"] = waiting.pk
            folder |= _her_rights(hands, folder["person_id"]) | _beside_her(hands, at)
            folders[place] = folder
            folder["draft_id"] = _draft(elsewhere.worker, at)
    return service, folders


def _for_emergencies(at: datetime) -> Folder:
    """A protocol in preparation, a night on call: the département's, the same in the five places."""
    said = {"actor": SystemAt, "at": at}
    draft = reception.prepare_protocol(**said, today=local_day(at))
    night = reception.put_on_call(**said, shift=Shift(at, at + timedelta(hours=12), "Astrid Neuve", "115"))
    return {"protocol_id": draft.pk, "shift_id": night.pk}


def _open_elsewhere(service: Service) -> None:
    other = reading.unit(service.other_site.pk).parent_id
    for login, role, unit in (
        ("cheffe.ailleurs", "team_manager", other),
        ("pole.autre.bis", "pole_manager", service.other_pole.pk),
    ):
        account = access.create_account(actor=SystemAt, at=timezone.now(), login=login, name=login, fictitious=True)
        access.give_membership(
            actor=SystemAt, at=timezone.now(), account=account.pk, unit=unit, role=role, starts_on=SETTLED
        )


def _opens(service: Service) -> None:
    from datetime import time

    from tisserand.territories.models import OpeningHours

    OpeningHours.objects.bulk_create(
        OpeningHours(site=site, weekday=day, opens=time(0), closes=time(23, 59), starts_on=SETTLED)
        for site in (service.site, service.other_site)
        for day in range(1, 8)
    )


def _hands(service: Service, place: str, at: datetime) -> Hands:
    def actor(login: str) -> Actor:
        return service.actor(login, at)

    far = place == "elsewhere"
    return Hands(
        site=service.other_site.pk if far else service.site.pk,
        territory=(service.other_site if far else service.site).parent_id,
        team=service.other_team.pk if far else service.team.pk,
        pole=service.other_pole.pk if far else service.pole.pk,
        secretary=actor("secretaire.ailleurs" if far else "secretaire"),
        worker=actor("accueil.ailleurs" if far else "accueil"),
        referent=actor({"here": "referente", "theirs": "collegue", "elsewhere": "referent.ailleurs"}[place]),
        manager=actor("cheffe.ailleurs" if far else "cheffe"),
        answers=actor("pole.autre" if far else "pole"),
        at=at,
    )


def _folder(hands: Hands, first: str, name: str) -> Folder:
    person = _person(hands, first, name)
    folder = {"person_id": person, "site_id": hands.site, "worker_id": hands.worker.account_id}
    folder |= _joined(hands, person, name)
    folder |= _around_her(hands, person, name) | _at_the_desk(hands, person) | _towards_a_pole(hands, person)
    folder |= _accompanied(hands, person) | _papers(hands, person) | {"shadow_id": _shadow(hands)}
    folder |= _followed(hands, person) | _transmitted(hands, person) | _worried(hands, person)
    return folder | {"eviction_id": _inquired(hands, person)}


def _person(hands: Hands, first: str, name: str) -> UUID:
    identity = Identity(civility="mme", used_name=name, first_names=first, birth=PartialDate(1984, 3, 14))
    return people.create_person(**hands.said(hands.secretary), identity=identity, site=hands.site).pk


def _joined(hands: Hands, person: UUID, name: str) -> Folder:
    """She had been received twice."""
    read = {"kept_version": 1, "other_version": 1, "taken": (), "reason": "Deux accueils."}
    fold = people.merge_files(**hands.said(hands.manager), kept=person, other=_person(hands, "Rosy", name), **read)
    return {"fold_id": fold.pk}


def _around_her(hands: Hands, person: UUID, name: str) -> Folder:
    said = hands.said(hands.worker)
    contact = people.set_contact(**said, person=person, channel="phone", value="0690 00 00 51", starts_on=SETTLED)
    home = people.add_address(**said, person=person, kind="stable", starts_on=SETTLED, commune_name="Les Abymes")
    child = _person(hands, "Lina", name)
    tie = people.declare_tie(**said, person=person, other=child, kind="child")
    return {"row_id": contact.pk, "home_id": home.pk, "link_id": tie.pk, "other_id": child}


def _at_the_desk(hands: Hands, person: UUID) -> Folder:
    arrival = Arrival(arrived_at=hands.at, has_person=True)
    visit = reception.register_visit(**hands.said(hands.secretary), site=hands.site, arrival=arrival, person=person)
    danger = reception.open_emergency(**hands.said(hands.secretary), visit=visit.pk)
    reception.receive_visit(**hands.said(hands.secretary), visit=visit.pk, by=hands.worker.account_id)
    demand = DemandFacts(words="Elle veut garder l’eau.", main_theme="isolement", answers=("ecoute-seule",))
    reception.write_demand(**hands.said(hands.worker), visit=visit.pk, said=demand)
    appointment = reception.book_appointment(
        **hands.said(hands.secretary),
        person=person,
        professional=hands.worker.account_id,
        unit=hands.site,
        slot=Slot(hands.at + timedelta(days=2, minutes=_next()), 5),
    )
    to = Recipient(hands.referent.account_id, hands.team, "sa référente")
    message = reception.leave_message(**hands.said(hands.secretary), person=person, to=to, codes=("est-passee",))
    return {
        "visit_id": visit.pk,
        "emergency_id": danger.pk,
        "appointment_id": appointment.pk,
        "message_id": message.pk,
    }


_minutes = cycle(range(0, 600, 5))


def _next() -> int:
    """Appointments of one agenda do not overlap."""
    return next(_minutes)


def _towards_a_pole(hands: Hands, person: UUID) -> Folder:
    first = assessment.start(**hands.said(hands.worker), person=person, site=hands.site)
    row = orientation.propose(
        **hands.said(hands.worker),
        person=person,
        from_unit=hands.site,
        to_unit=hands.pole,
        reasons="Coupure d’eau annoncée.",
        asks="Garder l’eau.",
        passed=(Passed("Logement, hébergement", "La facture a triplé.", "dit"),),
        request_key=new_id(),
    )
    row = orientation.agree(
        **hands.said(hands.worker), orientation=row.pk, expected_version=row.version, agreed_on=local_day(hands.at)
    )
    row = orientation.send(**hands.said(hands.worker), orientation=row.pk, expected_version=row.version)
    return {"assessment_id": first.pk, "orientation_id": row.pk}


def _accompanied(hands: Hands, person: UUID) -> Folder:
    said = hands.said(hands.referent)
    plan = support.create_plan(
        **said, person=person, kind="social_global", origin="proposed", team=hands.team, words="Un peu d’air."
    ).pk
    objective = support.write_objective(**said, plan=plan, goal=GOAL)
    step = support.plan_step(**said, objective=objective.pk, text="Écrire au bailleur", owner="together")
    commitment = support.commit(**said, plan=plan, side="person", text="Venir ou prévenir")
    support.record_adhesion(**said, plan=plan, on=local_day(hands.at), words="D’accord.")
    support.activate(**said, plan=plan)
    support.write_contact(**said, plan=plan, nature="call", happened_at=hands.at, text="Appelée.")
    clock = deadlines.start(
        **said,
        rule="EXP-5b",
        kind="support.eviction",
        subject=plan,
        event_on=local_day(hands.at) + timedelta(days=60),
        unit=hands.team,
        account=hands.referent.account_id,
        person=person,
    )
    sheet = support.write_continuity(**said, plan=plan, safety="Pas de message vocal.")
    session = support.open_session(**hands.said(hands.manager), team=hands.team, held_on=local_day(hands.at))
    parts = {
        "step_id": step.pk,
        "commitment_id": commitment.pk,
        "objective_id": objective.pk,
        "obligation_id": clock.pk,
    }
    return {"plan_id": plan, "sheet_id": sheet.pk, "session_id": session.pk, **parts}


def _followed(hands: Hands, person: UUID) -> Folder:
    """Her RSA and a breach of its contract, a measure asked of the judge, her debts, two plans with their own forms."""
    said, day = hands.said(hands.referent), local_day(hands.at)
    about = {"person": person, "team": hands.team, "referent": hands.referent.account_id, "today": day}
    path = support.open_path(**said, **about, entry="stock", informed_on=SETTLED, pathway="social")
    facts = {"kind": "not_kept", "noted_by": "referent", "on": day, "words": "Absente."}
    breach = support.note_breach(**said, path=path.pk, **facts)
    asked = Asked("masp_3", "department", day, "refused", 3, "310 euros par mois.")
    plan = {"person": person, "origin": "proposed", "team": hands.team}
    return {
        "path_id": path.pk,
        "breach_id": breach.pk,
        "court_id": support.ask_judge(**said, **about, said=asked).pk,
        "debt_id": support.lodge_debts(**said, **about, on=day).pk,
        "joint_plan_id": support.create_plan(**said, **plan, kind="global_emploi").pk,
        "masp_plan_id": support.create_plan(**said, **plan, kind="masp_1").pk,
    }


def _inquired(hands: Hands, person: UUID) -> UUID:
    """The préfet asks before her hearing; the référent of the place conducts it, the double role being said."""
    day = local_day(hands.at)
    saisine = inquiries.Saisine(
        referred_by="prefect",
        seized_on=day,
        court="Tribunal judiciaire de Basse-Terre",
        hearing_on=day + timedelta(days=80),
        landlord="private",
        landlord_name="M. Bailleur",
        lease_on=SETTLED,
    )
    said = hands.said(hands.manager)
    row = inquiries.receive(**said, person=person, unit=hands.team, saisine=saisine)
    inquiries.attribute(**said, eviction=row.pk, evaluator=hands.referent.account_id, reason="Seule ici.")
    return row.pk


def _transmitted(hands: Hands, person: UUID) -> Folder:
    """Violence is told by her référent: its letter is read by the fewest. The desk answers for her address."""
    said, day = hands.said(hands.referent), local_day(hands.at)
    letter = transmissions.start_letter(**said, person=person, unit=hands.team, kind="violence", recipient="prosecutor")
    address = transmissions.request_domiciliation(
        **hands.said(hands.secretary), person=person, unit=hands.site, requested_on=day
    )
    transmissions.grant(**hands.said(hands.secretary), domiciliation=address.pk, starts_on=day, address="CCAS")
    decided = {"measure": "curatelle", "decided_on": day, "representative": "none", "signs": "both"}
    measure = transmissions.record_measure(**said, person=person, unit=hands.team, **decided)
    return {"letter_id": letter.pk, "address_id": address.pk, "measure_id": measure.pk}


def _worried(hands: Hands, person: UUID) -> Folder:
    """A concern about her child, evaluated by the référent and the worker of the place; the manager had alerted."""
    system = {"actor": SystemAt, "at": hands.at}
    unit = reading.unit(hands.team).parent_id
    unit = reading.unit(unit).parent_id
    alert = {"unit": unit, "children": "Lina", "words": "Elle a peur.", "told": "yes"}
    waiting = concerns.transmit(**hands.said(hands.manager), **alert)
    told = concerns.transmit(**hands.said(hands.manager), **alert)
    said = system | {"concern": concerns.receive_transmission(**system, transmission=told.pk).pk}
    child = concerns.name_child(**said, name="Lina")
    concerns.name_adult(**said, name="Sa mère", tie="Mère", authority="yes", file=person)
    concerns.qualify(**said, qualification="evaluate", reasons="Faits répétés.")
    evaluators = {"first": hands.referent.account_id, "second": hands.worker.account_id}
    concerns.assign(**said, **evaluators)
    asked = concerns.ask(**said | hands.said(hands.referent), asked=hands.manager.account_id, request="La voyez-vous ?")
    Transmission.objects.filter(pk=told.pk).update(
        returned_on=local_day(hands.at), return_words="Une aide est proposée."
    )
    return {
        "concern_id": said["concern"],
        "minor_id": child.pk,
        "transmission_id": told.pk,
        "returned_id": told.pk,
        "incoming_id": waiting.pk,
        "contribution_id": asked.pk,
    }


def _papers(hands: Hands, person: UUID) -> Folder:
    kept = documents.keep_document(
        **hands.said(hands.referent),
        kind=Kind.RECEIVED_FILE,
        title="Courrier du bailleur",
        body=b"%PDF-1.7 bonjour",
        media_type="application/pdf",
        person=person,
    )
    return {"document_id": kept.pk}


def _shadow(hands: Hands) -> UUID:
    """Somebody who may be somebody protected: kept by the territory."""
    return Person.objects.create(
        used_name="ZAMI",
        first_names="Léa",
        sort_key="ZAMI LEA",
        site_id=hands.site,
        visibility="shadow",
        guard_unit_id=hands.territory,
        open_until=hands.at + timedelta(hours=2),
        created_at=hands.at,
    ).pk


def _her_rights(hands: Hands, person: UUID) -> Folder:
    """She asked for her file; somebody opened it in an emergency; she agreed to something."""
    said = hands.said(hands.worker)
    day = local_day(hands.at)
    demand = rights.Demand(asked="access", received_on=day, channel="guichet", answer_name="elle-même")
    request = rights.receive_request(**said, person=person, demand=demand)
    copy = rights_copy.start_copy(**said, request=request.pk)
    rights_copy.keep_gathered(copy=copy.pk, parts=reading_people.whole_of(SystemAt, person))
    about = {"person_id": person, "request": request}
    notice = FileNotice.objects.create(**about, kind="limitation", sentence="l’évaluation", starts_on=day)
    recipient = privacy.Recipient.objects.create(**about, name="Le bailleur", received="Un courrier")
    consent = people.record_consent(**said, person=person, topic="sms", given=True, decided_on=day)
    grant = FileGrant.objects.create(
        account_id=hands.referent.account_id,
        unit_id=hands.site,
        person_id=person,
        kind="emergency",
        motive="danger",
        words="Elle est à terre.",
        starts_at=hands.at - timedelta(minutes=40),
        ends_at=hands.at - timedelta(minutes=10),
    )
    return {
        "request_id": request.pk,
        "notice_id": notice.pk,
        "recipient_id": recipient.pk,
        "item_id": CopyItem.objects.filter(copy=copy).order_by("rank")[0].pk,
        "consent_id": consent.pk,
        "grant_id": grant.pk,
        "note_id": Note.objects.filter(person_id=person).order_by("id")[0].pk,
    }


def _beside_her(hands: Hands, at: datetime) -> Folder:
    """Things of the service that name nobody received."""
    day = local_day(at)
    cover = Cover.objects.create(
        absent_id=hands.referent.account_id,
        covering_id=hands.worker.account_id,
        unit_id=hands.team,
        reason="Congés",
        starts_on=day + timedelta(days=300 + _next()),
        ends_before=day + timedelta(days=1000),
        given_by_id=hands.manager.account_id,
        given_at=at,
    )
    hold = LegalHold.objects.create(
        person_id=new_id(), reason="Contentieux", starts_on=day, placed_at=at, placed_by_id=hands.manager.account_id
    )
    made = {"made_at": at, "made_by_id": hands.manager.account_id, "unnamed_before": day}
    row = Bordereau.objects.create(files=1, oldest_on=day, latest_on=day, **made)
    return {
        "cover_id": cover.pk,
        "hold_id": hold.pk,
        "bordereau_id": row.pk,
        "account_id": hands.worker.account_id,
        "seat_id": seats.of(hands.worker.account_id)[0].pk,
        "unit_id": hands.team,
        "factor_id": _factor("collegue"),
    }


def _factor(login: str) -> int:
    """Somebody else's: a reader with a second factor of her own would be asked for it first."""
    [account] = reading.accounts_by_login([login]).values()
    return Authenticator.objects.get_or_create(user=account, type="totp", defaults={"data": {}})[0].pk


def _draft(actor: Actor, at: datetime) -> UUID:
    return access.save_draft(actor=actor, at=at, form="essai", page="/", title="Note", fields={}).pk


assert {login for login, *_ in SEATS} >= set(READERS)

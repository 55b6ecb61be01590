"""Orientations of M. Bordelais, at each stage of their way."""

from datetime import timedelta

from tests.assessment.situations import gerard
from tests.situations import NOW, acting
from tisserand.assessment.models import Orientation
from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.rules.orientation_refusals import Answer, Decision, Passed
from tisserand.kernel.ids import new_id
from tisserand.reception.rules.appointments import Slot

TODAY = NOW.date()
WHY = "Coupure d’eau annoncée lundi, logement humide."
PASSED = (Passed("Logement, hébergement", "La facture a triplé.", "dit"),)


def play(service, login: str, verb: str, row: Orientation, at=NOW, **details) -> Orientation:
    """Somebody makes a move, behind the walls."""
    with acting(service.actor(login)) as actor:
        return getattr(operations, verb)(
            actor=actor,
            at=at,
            orientation=row.pk,
            **{"expected_version": row.version} | details,
        )


def proposed(service, person=None, by="accueil", at=NOW, **changes) -> Orientation:
    person = person or gerard(service)
    details = {
        "person": person.pk,
        "from_unit": service.site.pk,
        "to_unit": service.pole.pk,
        "reasons": WHY,
        "asks": "Je veux garder l’eau.",
        "passed": PASSED,
        "request_key": new_id(),
    }
    with acting(service.actor(by)) as actor:
        return operations.propose(actor=actor, at=at, **details | changes)


def agreed(service, **changes) -> Orientation:
    return play(service, "accueil", "agree", proposed(service, **changes), agreed_on=TODAY)


def sent(service, **changes) -> Orientation:
    return play(service, "accueil", "send", agreed(service, **changes))


def admissible(service, **changes) -> Orientation:
    return play(service, "pole", "admit", sent(service, **changes))


def attributed(service, to="referente", **changes) -> Orientation:
    row = admissible(service, **changes)
    return play(service, "cheffe", "attribute", row, professional=service.account(to).pk)


def at_her_team(service, days: int, at=NOW) -> dict:
    """The agenda and the hour of a first appointment."""
    return {"unit": service.team.pk, "slot": Slot(at + timedelta(days=days), 45)}


def turned_down(service, row: Orientation, by: str, **changes) -> Orientation:
    answer = {"reason": "out_of_mission", "advice": "Voir la régie des eaux avec lui."}
    return play(service, by, "decline", row, answer=Answer(**answer | changes))


def declined(service, **changes) -> Orientation:
    return turned_down(service, sent(service), "pole", **changes)


def sent_again(service, **changes) -> Orientation:
    row = play(
        service, "accueil", "propose_again", declined(service, **changes), to_unit=service.other_pole.pk, reasons=WHY
    )
    row = play(service, "accueil", "agree", row, agreed_on=TODAY)
    return play(service, "accueil", "send", row)


def declined_twice(service) -> Orientation:
    return turned_down(service, sent_again(service), "pole.autre")


def usual_words(service, row: Orientation, verb: str, at=NOW) -> dict:
    """What goes with each move, said by somebody who makes it."""
    return {
        "agree": {"agreed_on": at.date()},
        "withdraw": {"reason": "situation_changed"},
        "reply": {"words": "Voici.", "agreed": True},
        "propose_again": {"to_unit": service.other_pole.pk, "reasons": WHY, "passed": PASSED},
        "contest": {"words": "Je ne suis pas d’accord."},
        "ask_complement": {"words": "Depuis quand ?"},
        "decline": {"answer": Answer("out_of_mission", advice="Voir la régie avec lui.")},
        "keep_waiting": {"words": "Relais demandé."},
        "attribute": {"professional": service.account("referente").pk},
        "schedule_first_meeting": at_her_team(service, days=3, at=at),
        "record_first_meeting": {"met_on": at.date()},
        "arbitrate": {
            "decision": Decision.POLE,
            "unit": service.pole.pk,
            "words": "Le pôle accompagne.",
            "agreed_on": at.date(),
        },
    }.get(verb, {})


PLAYERS = {
    "think_it_over": ("accueil",),
    "agree": ("accueil",),
    "send": ("accueil",),
    "reply": ("accueil",),
    "propose_again": ("accueil",),
    "withdraw": ("accueil", "cheffe"),
    "contest": ("accueil",),
    "acknowledge": ("pole", "pole.autre"),
    "ask_complement": ("pole", "pole.autre"),
    "admit": ("pole", "pole.autre"),
    "decline": ("pole", "pole.autre"),
    "keep_waiting": ("cheffe",),
    "attribute": ("cheffe",),
    "schedule_first_meeting": ("referente",),
    "record_first_meeting": ("referente",),
    "arbitrate": ("cheffe",),
}

"""Orientations of M. Bordelais, at each stage of their way."""

from datetime import timedelta

from tests.assessment.situations import gerard
from tests.situations import NOW, acting
from tisserand.assessment.models import Orientation
from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.rules.orientation_refusals import Answer, Passed
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


def at_her_team(service, days: int) -> dict:
    """The agenda and the hour of a first appointment."""
    return {"unit": service.team.pk, "slot": Slot(NOW + timedelta(days=days), 45)}


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

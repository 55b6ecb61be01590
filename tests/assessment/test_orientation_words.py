"""The thread says who sent, who received and what was answered, in sentences."""

from datetime import date

import pytest

from tisserand.assessment.rules.orientation import NEXT, State
from tisserand.assessment.rules.orientation_words import APPOINTMENT, ARBITRATED, CONTESTED, Told, told

DAY = date(2026, 11, 24)
NB = "\u00a0"


def said(came_from, state, **details):
    return told(Told(came_from=came_from, state=State(state), to_unit="Pôle Logement", on=DAY, **details))


@pytest.mark.parametrize(
    ("came_from", "state", "details", "sentence"),
    [
        ("", "proposed", {}, f"Proposée{NB}: Pôle Logement"),
        ("proposed", "proposed", {}, "La personne veut y réfléchir"),
        ("declined", "proposed", {}, f"Proposée de nouveau{NB}: Pôle Logement"),
        ("agreed", "sent", {}, f"Envoyée{NB}: Pôle Logement"),
        ("sent", "received", {}, f"Reçue{NB}: Pôle Logement"),
        ("complement", "received", {}, "Complément transmis"),
        ("received", "admissible", {}, "Recevable"),
        (
            "arbitration",
            "admissible",
            {"reason": ARBITRATED},
            f"Décision du chef de service{NB}: Pôle Logement accompagne",
        ),
        ("admissible", "waiting", {}, "En attente d’attribution"),
        ("waiting", "waiting", {}, "Toujours en attente d’attribution"),
        ("admissible", "attributed", {"named": "Corinne Lollia"}, "Attribuée à Corinne Lollia"),
        ("attributed", "attributed", {"reason": APPOINTMENT}, "Premier rendez-vous fixé"),
        (
            "sent",
            "declined",
            {"reason": "legal_condition", "article": "CASF L271-1", "suggested": "Pôle Autonomie"},
            f"Refusée{NB}: condition légale absente (CASF L271-1). Propose{NB}: Pôle Autonomie",
        ),
        (
            "sent",
            "arbitration",
            {"reason": "out_of_mission"},
            f"Refusée une nouvelle fois{NB}: hors mission. Le chef de service tranche",
        ),
        ("sent", "arbitration", {"reason": CONTESTED}, "La personne conteste. Le chef de service répond"),
        ("sent", "withdrawn", {"reason": "unreachable"}, f"Retirée{NB}: injoignable"),
        ("attributed", "met", {}, "Premier rendez-vous tenu"),
    ],
)
def test_each_move_is_a_sentence(came_from, state, details, sentence):
    assert said(came_from, state, **details) == sentence


@pytest.mark.parametrize("state", State)
def test_no_move_of_the_table_is_without_words(state):
    for following in NEXT[state]:
        assert said(str(state), following)

"""People as they come to the desk, and what they say."""

from tests.situations import NOW, SETTLED, as_jobs
from tisserand.assessment import operations
from tisserand.assessment.rules.first_assessment import Answers, Decision, NextStep
from tisserand.assessment.rules.situation import DomainState, Fact, Urgency
from tisserand.people.models import CareTeam, Person

WORDS = "L’eau, ils vont me la couper lundi. Je n’ai jamais rien demandé à personne."


def gerard(service) -> Person:
    """M. Gérard Bordelais, whose water is to be cut off on Monday."""
    with as_jobs():
        return Person.objects.create(
            civility="m",
            birth_name="BORDELAIS",
            first_names="Gérard",
            sort_key="BORDELAIS GERARD",
            site=service.site,
            created_at=NOW,
        )


def followed_by(service, person: Person, login: str) -> None:
    with as_jobs():
        CareTeam.objects.create(
            person=person, account=service.account(login), unit=service.team, reason="referent", starts_on=SETTLED
        )


def housing(**changes) -> Fact:
    values = {
        "code": "housing",
        "label": "Logement, hébergement",
        "state": DomainState.TO_WORK_ON,
        "urgency": Urgency.MOST,
        "said": "La facture a triplé. Il y a une fuite sous l’évier.",
        "seen": "Il a gardé et classé toutes ses factures.",
        "confirmed": "Coupure annoncée lundi 30 novembre.",
        "confirmed_by": "courrier de la régie des eaux",
    }
    return Fact(**values | changes)


def domain(code: str, label: str, state=DomainState.TO_WORK_ON, **changes) -> Fact:
    return Fact(code=code, label=label, state=state, **changes)


def what_he_says(*facts: Fact, **changes) -> Answers:
    return Answers(opening_words=WORDS, facts=facts or (housing(),), **changes)


def started(service, actor, person, **changes):
    return operations.start(actor=actor, at=NOW, person=person.pk, site=service.site.pk, **changes)


def towards(pole) -> Decision:
    return Decision(step=NextStep.ORIENTATION, pole=pole.pk)

"""First assessments: one to take up again, one concluded with a support to attribute, one that became a plan."""

from datetime import datetime

from tisserand.assessment import operations as assessments
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import Answers, Decision, NextStep, View
from tisserand.assessment.rules.situation import DomainState, Fact, Urgency
from tisserand.demo.situations.story import CORINNE, GHISLAINE, JOEL, Story

WATER = (
    (
        "housing",
        {
            "state": DomainState.TO_WORK_ON,
            "urgency": Urgency.MOST,
            "said": "La facture a triplé. Il y a une fuite sous l’évier, le propriétaire ne répond pas.",
            "seen": "Il a gardé et classé toutes ses factures.",
            "confirmed": "Facture de 684 €, coupure annoncée.",
            "confirmed_by": "courrier de la régie des eaux",
        },
    ),
    (
        "budget",
        {
            "state": DomainState.TO_WORK_ON,
            "said": "Je vends encore un peu de poisson. L’ASS, je crois que ça s’est arrêté en août.",
        },
    ),
    ("social_ties", {"state": DomainState.TO_WORK_ON, "said": "Ma sœur est à Paris. Ici, je vois les gars au port."}),
    ("health", {"state": DomainState.UNSPOKEN}),
)
RENT = (
    (
        "housing",
        {
            "state": DomainState.TO_WORK_ON,
            "urgency": Urgency.MOST,
            "said": "Je veux garder l’appartement, l’école des enfants est ici.",
            "confirmed": "Dette de 2 340 € depuis juin.",
            "confirmed_by": "commandement de payer",
        },
    ),
    ("work", {"state": DomainState.TO_WORK_ON, "said": "Dix-huit heures, on ne vit pas avec ça."}),
    ("children", {"state": DomainState.STRENGTH, "seen": "Les enfants vont à l’école chaque jour."}),
)
CARE = (("daily_life", {"state": DomainState.TO_WORK_ON, "said": "Le matin, je ne peux plus le lever seule."}),)
HEARD = (("social_ties", {"state": DomainState.STRENGTH, "said": "Mes voisins passent tous les jours."}),)


def tell(story: Story) -> None:
    _begun(story, "gerard", 5, WATER, words="L’eau, ils vont me la couper lundi.")
    _concluded(story, "nadege", 2, CARE, NextStep.SUPPORT)
    _concluded(story, "jocelyne", 150, HEARD, NextStep.ANSWERED)
    hers = _concluded(story, "roselyne", 43, RENT, NextStep.SUPPORT)
    assessments.attribute_support(
        actor=story.actor(GHISLAINE),
        at=story.clock.at(-41, 9),
        assessment=hers.pk,
        professional=story.actor(CORINNE).account_id,
    )
    _seen_otherwise(story, hers)


def _seen_otherwise(story: Story, hers) -> None:
    """Her référent reads the children otherwise, and says so; who received her answers. Both stay."""
    children = {"assessment": hers.pk, "about": "children"}
    assessments.sign_opinion(
        actor=story.actor(CORINNE),
        at=story.clock.at(-26, 16),
        **children,
        words="Malik manque le lundi matin, quand elle travaille tôt. J’y vois un point à travailler avec elle.",
    )
    assessments.sign_opinion(
        actor=story.actor(JOEL),
        at=story.clock.at(-25, 9),
        **children,
        words="Elle ne m’en avait rien dit. À reprendre avec elle, sans le tenir pour acquis.",
    )


def _begun(story: Story, part: str, days_ago: int, facts, *, words: str = ""):
    at = story.clock.at(-days_ago, 10, 50)
    joel = story.actor(JOEL)
    row = assessments.start(actor=joel, at=at, person=story.cast[part], site=story.site, opening_words=words)
    answers = _answers(at, facts, words)
    return assessments.save(actor=joel, at=at, assessment=row.pk, expected_version=row.version, answers=answers)


def _concluded(story: Story, part: str, days_ago: int, facts, step: NextStep):
    row = _begun(story, part, days_ago, facts)
    at = story.clock.at(-days_ago, 11, 30)
    return assessments.conclude(
        actor=story.actor(JOEL),
        at=at,
        assessment=row.pk,
        expected_version=row.version,
        answers=_answers(at, facts, ""),
        decision=Decision(step=step, view=View.AGREES, duration_minutes=50),
    )


def _answers(at: datetime, facts, words: str) -> Answers:
    labels = {domain.code: domain.label for domain in lists.domains(at.date())}
    return Answers(
        opening_words=words,
        facts=tuple(Fact(code=code, label=labels[code], **said) for code, said in facts),
        inner_strengths="Garde tous les papiers en ordre et vient quand c’est dit.",
        autonomy=3,
        expectations=("do_together", "understand"),
    )

"""Sainte-Rose today: who came earlier, who waits, who is listened to, and the danger that must end before closing."""

from tisserand.demo.situations.story import JOEL, SANDRA, Story
from tisserand.reception import operations as reception
from tisserand.reception.operations import Description
from tisserand.reception.rules.demands import DemandFacts
from tisserand.reception.rules.visits import Alone, Company

WATER = DemandFacts(
    words="L’eau, ils vont me la couper lundi. Je n’ai jamais rien demandé à personne.",
    main_theme="eau-energie-telecoms",
    other_themes=("habitat-indigne-ou-inadapte",),
    answers=("information-conseil", "evaluation-proposee"),
    closure="reponse-apportee",
)
RENT = DemandFacts(
    words="Je veux garder l’appartement, l’école des enfants est ici.",
    language="An vlé gadé kaz-la, lékòl a sé timoun-la isidan.",
    main_theme="impaye-de-loyer-expulsion",
    other_themes=("budget-surendettement", "insertion-emploi"),
    answers=("evaluation-proposee", "accompagnement-propose"),
    closure="suite-en-accompagnement",
)
UNANSWERED = DemandFacts(
    words="Il n’y a plus de bus le dimanche et je travaille le dimanche.",
    main_theme="mobilite-continuite-territoriale",
    answers=("sans-reponse",),
    unmet_need="Aucun transport vers Deshaies le dimanche.",
    closure="sans-reponse",
)
OPEN = DemandFacts(words="J’attends la réponse de la MDPH.", main_theme="handicap", answers=("demarche-ensemble",))
# Minutes before now, purpose, outcome: those who came and left this morning.
EARLIER = (
    (158, "document", "reponse-guichet"),
    (149, "renseignement", "rendez-vous"),
    (133, "travailleur-social", "entretien"),
    (121, "message", "reponse-guichet"),
    (112, "travailleur-social", "entretien"),
    (96, "autre-service", "reorientee"),
    (84, "travailleur-social", "entretien"),
    (77, "document", "reponse-guichet"),
    (63, "renseignement", "a-revenir"),
)


def tell_before(story: Story) -> None:
    """Comings of the last weeks, whose traces the file shows."""
    story.came(story.cast["gerard"], 210)
    story.came(story.cast["gerard"], 96, UNANSWERED)
    story.came(story.cast["rosalie"], 58)
    story.came(story.cast["roselyne"], 43, RENT)
    story.came(story.cast["jocelyne"], 6, OPEN)
    story.came(story.cast["harry"], 30, WATER, channel="permanence")
    story.came(None, 12, UNANSWERED, called_as="Un monsieur de Viard")
    _refuses_to_be_recorded(story)
    _minor_alone(story)
    _came_by_mistake(story)


def tell_today(story: Story) -> None:
    for minutes, purpose, outcome in EARLIER:
        _earlier(story, minutes, purpose, outcome)
    _anais_is_in_danger(story)
    _waits(story, 38, story.cast["gerard"])
    _waits(story, 20, None, called_as="gilet vert")
    _waits(story, 11, story.cast["roselyne"], purpose="rendez-vous")
    _waits(story, 6, story.cast["marie_ange"])
    _waits(story, 1, story.cast["wilner"])


def _earlier(story: Story, minutes: int, purpose: str, outcome: str) -> None:
    clock = story.clock
    visit = story.arrives(None, at=clock.minutes_ago(minutes), purpose=purpose)
    if outcome == "entretien":
        story.received(visit, at=clock.minutes_ago(minutes - 14))
        story.heard(visit, WATER, at=clock.minutes_ago(minutes - 45), minutes=31)
        story.leaves(visit, at=clock.minutes_ago(minutes - 46))
    else:
        story.leaves(visit, at=clock.minutes_ago(minutes - 6), outcome=outcome)


def _waits(story: Story, minutes: int, person, **said) -> None:
    story.arrives(person, at=story.clock.minutes_ago(minutes), **said)


def _anais_is_in_danger(story: Story) -> None:
    """With her child of two, without a roof tonight: an outcome is owed before the site closes."""
    clock = story.clock
    visit = story.arrives(story.cast["anais"], at=clock.minutes_ago(40))
    danger = reception.open_emergency(actor=story.actor(SANDRA), at=clock.minutes_ago(39), visit=visit)
    story.received(visit, at=clock.minutes_ago(37))
    joel = story.actor(JOEL)
    reception.take_in_hand(actor=joel, at=clock.minutes_ago(37), emergency=danger.pk)
    reception.say_kind(actor=joel, at=clock.minutes_ago(30), emergency=danger.pk, kind="sans-abri-ce-soir")


def _refuses_to_be_recorded(story: Story) -> None:
    """Counted without a name, and received all the same."""
    visit = story.arrives(None, at=story.clock.at(-4, 9), recording_refused=True, called_as="la dame au panier")
    story.received(visit, at=story.clock.at(-4, 9, 12))
    story.heard(visit, UNANSWERED, at=story.clock.at(-4, 9, 40), minutes=25)
    story.leaves(visit, at=story.clock.at(-4, 9, 41))


def _minor_alone(story: Story) -> None:
    visit = story.arrives(story.cast["theo"], at=story.clock.at(-3, 14))
    said = Description(
        channel="guichet",
        contact_author="personne",
        purpose="travailleur-social",
        company=Company(kinds=("accompagnant",)),
        alone=Alone(minor_alone=True, parents_informed=False, parents_reason="Il a peur de leur réaction ce soir."),
    )
    reception.describe_visit(
        actor=story.actor(SANDRA), at=story.clock.at(-3, 14, 2), visit=visit, expected_version=1, said=said
    )
    story.received(visit, at=story.clock.at(-3, 14, 5))
    story.heard(visit, OPEN, at=story.clock.at(-3, 15))
    story.leaves(visit, at=story.clock.at(-3, 15, 1))


def _came_by_mistake(story: Story) -> None:
    visit = story.arrives(None, at=story.clock.at(-2, 10))
    reception.cancel_visit(actor=story.actor(SANDRA), at=story.clock.at(-2, 10, 1), visit=visit)

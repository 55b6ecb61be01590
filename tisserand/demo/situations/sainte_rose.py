"""Sainte-Rose: Corinne Lollia’s plans, and what Ghislaine Ozier has to attribute and to regulate."""

from tisserand.demo.situations import many
from tisserand.demo.situations.plans import Accompaniment
from tisserand.demo.situations.story import AUDREY, CORINNE, FABRICE, JOEL, MYRIAM, RECEIVING, TEAM, Story
from tisserand.demo.situations.ways import WAYS, Way
from tisserand.support.rules import Decision

# Beside the numbers that `many`, `insertion` and `evicted` give.
BY_THE_JUDGE = 9200


def tell(story: Story) -> None:
    _of_corinne(story)
    _of_colleagues(story)
    _orientations(story)


def _with(story: Story, part: str, login: str, **said) -> Accompaniment:
    return Accompaniment(story, story.cast[part], story.actor(login), story.team, **said)


def _of_corinne(story: Story) -> None:
    """One thing late, two soon, others later."""
    _with(story, "alex", CORINNE, kind="rsa_social", words="Trouver une formation près d’ici.").opened(32).agreed(30)
    _with(story, "jocelyne", CORINNE, words="Avoir mes droits sans courir.").begun(141).looked_at(130).reviewed(50)
    _with(story, "remy", CORINNE).begun(80).looked_at(60).met(50, "Il ne vient plus au groupe.", nature="call")
    _with(story, "firmin", CORINNE, kind="asll", words="Rester à Ferry.").begun(29)
    _with(story, "elise", CORINNE).begun(60).looked_at(40).stopped(12)
    _with(story, "gerard", CORINNE).begun(190).looked_at(175).closed(20, "early", "reached", autonomy=4)


def _of_colleagues(story: Story) -> None:
    """What Ghislaine Ozier finds on Friday's agenda, and what came back from it."""
    _with(story, "solange", MYRIAM, kind="autonomie", words="Rester chez moi.").begun(20)
    _with(story, "wilner", AUDREY, kind="autonomie", words="Qu’on nous aide le matin.").begun(9)
    _with(story, "ludovic", MYRIAM).begun(120).looked_at(100).closed(30, "silent", "unassessable")
    _with(story, "judith", FABRICE, kind="aeb", words="Que mes comptes soient à moi.").begun(40).looked_at(
        25, Decision.RESERVED, comments="Dater le rendez-vous avec la banque."
    )
    _with(story, "harry", AUDREY).begun(35).looked_at(
        14, Decision.REWORK, comments="Le critère ne se constate pas encore.", rework_by=story.clock.day(4)
    )
    _with(story, "rosalie", AUDREY).begun(25).looked_at(
        11, Decision.REFUSED, comments="Relève de l’insertion.", proposal="Orienter vers le pôle Insertion avec elle."
    )


def tell_imposed(story: Story) -> None:
    """The judge of children asked for it; the paper of the decision has not come, and nothing is active without."""
    person, _ = many.somebody(story, story.service.teams[TEAM], BY_THE_JUDGE)
    said = {"kind": "parentalite", "origin": "imposed", "words": "Que le juge voie que ça va mieux."}
    Accompaniment(story, person, story.actor(AUDREY), story.team, **said).opened(6)


# Who, how far, how many working days ago the last step was.
ORIENTATIONS = (
    ("guylaine", "admissible", 6),
    ("patrick", "admissible", 3),
    ("georges", "admissible", 1),
    ("rose_may", "declined_twice", 1),
    ("eliette", "complement", 2),
    ("mimose", "sent", 4),
    ("steeve", "thinking", 2),
)


def _orientations(story: Story) -> None:
    poles = story.service.poles
    receiving = [poles[code] for code in sorted(poles) if code in RECEIVING]
    for part, stage, days in ORIENTATIONS:
        way = Way(
            story=story,
            person=story.cast[part],
            sender=story.actor(JOEL),
            from_unit=story.site,
            poles=(receiving[0], receiving[1]),
            team=story.service.teams[TEAM],
        )
        way.walk(WAYS[stage], until=days)

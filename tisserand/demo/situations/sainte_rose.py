"""Sainte-Rose: Corinne Lollia’s plans, and what Ghislaine Ozier has to attribute and to regulate."""

from tisserand.demo.situations.plans import Accompaniment
from tisserand.demo.situations.story import CORINNE, JOEL, TEAM, Story
from tisserand.demo.situations.ways import WAYS, Way
from tisserand.support import operations as support
from tisserand.support.operations import Goal
from tisserand.support.rules import Decision, Side, StepOwner

FABRICE, AUDREY, MYRIAM = "fabrice.tacita", "audrey.lerus", "myriam.coudoux"
KEEP_MY_HOME = Goal(
    words="Garder mon logement. Que les enfants ne changent pas d’école.",
    family="living",
    problem="material",
    criterion=("L’échéancier est signé et tenu trois mois de suite, et le juge n’a pas prononcé l’expulsion."),
    scale=(
        "Le juge est saisi, on ne se parle plus.",
        "Le bailleur veut bien discuter.",
        "Échéancier tenu trois mois.",
        "La dette baisse de moitié.",
        "Plus de dette, logement sain.",
    ),
    scale_start=-2,
    scale_aim=0,
)
MY_HOURS = Goal(words="Retrouver mes heures. Dix-huit heures, on ne vit pas avec ça.", family="rights")


def tell(story: Story) -> None:
    _roselyne(story)
    _of_corinne(story)
    _of_colleagues(story)
    _orientations(story)


def _with(story: Story, part: str, login: str, **said) -> Accompaniment:
    return Accompaniment(story, story.cast[part], story.actor(login), story.team, **said)


def _roselyne(story: Story) -> None:
    """Almost ready: one objective has no criterion yet, and the plan cannot be active without."""
    hers = _with(story, "roselyne", CORINNE, words="Garder l’appartement, retrouver mes heures.")
    hers.opened(27).agreed(27, "Oui, avec vous.")
    home = hers.wants(27, KEEP_MY_HOME)
    hours = hers.wants(20, MY_HOURS)
    hers.promises(27)
    corinne = {"actor": story.actor(CORINNE), "at": story.clock.at(-15, 9)}
    clock = story.clock
    support.commit(
        **corinne,
        plan=hers.plan,
        side=Side.THIRD,
        party="Le bailleur",
        text="Accepter 65 € par mois si le fonds de solidarité participe.",
    )
    support.keep_disagreement(
        **corinne,
        plan=hers.plan,
        words="Je ne veux pas qu’on appelle l’école.",
        said_on=clock.day(-15),
        answer="Le service l’a entendu et n’appellera pas.",
    )
    support.say_autonomy(**corinne, plan=hers.plan, level=2, words="On me dit quoi faire.", on=clock.day(-27))
    step = {**corinne, "objective": home}
    done = support.plan_step(**step, text="Remplir le dossier du fonds de solidarité", owner=StepOwner.PERSON)
    support.finish_step(**corinne, step=done.pk, on=clock.day(-20))
    support.plan_step(
        **step,
        text="Relancer le fonds de solidarité logement",
        owner=StepOwner.PROFESSIONAL,
        account=story.actor(FABRICE).account_id,
        due_on=clock.day(-4),
    )
    support.plan_step(
        **step, text="Écrire à l’avocat, préparer l’audience", owner=StepOwner.TOGETHER, due_on=clock.day(7)
    )
    support.plan_step(
        **{**step, "objective": hours},
        text="Demander un entretien à son employeur",
        owner=StepOwner.PERSON,
        due_on=clock.day(10),
    )
    hers.met(
        15, "Budget fait ensemble\u00a0: il reste 212 € par mois une fois les charges payées.", nature="home_visit"
    )
    hers.met(6, "Le bailleur accepte un échéancier si le fonds participe.", nature="call", minutes=15)
    support.write_continuity(
        **corinne,
        plan=hers.plan,
        safe_contact="L’appeler plutôt après 14 h, ne pas laisser de message sur le fixe.",
        next_steps="Audience au tribunal le mois prochain\u00a0: elle demande qu’on l’accompagne.",
    )


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


RECEIVING = frozenset({"pole-logement", "pole-insertion"})

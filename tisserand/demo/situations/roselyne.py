"""Mme Mirval’s plan, almost ready: one objective has no criterion yet, and no plan is active without."""

from tisserand.demo.situations.plans import Accompaniment
from tisserand.demo.situations.story import CORINNE, FABRICE, Story
from tisserand.support import operations as support
from tisserand.support.operations import Goal
from tisserand.support.rules import Side, StepOwner

OPENED, HEARD, CALLED = 27, 15, 6
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
    corinne = story.actor(CORINNE)
    hers = Accompaniment(
        story, story.cast["roselyne"], corinne, story.team, words="Garder l’appartement, retrouver mes heures."
    )
    hers.opened(OPENED).agreed(OPENED, "Oui, avec vous.")
    home, hours = hers.wants(OPENED, KEEP_MY_HOME), hers.wants(20, MY_HOURS)
    who = {"actor": corinne, "at": story.clock.at(-HEARD, 9)}
    _what_both_promise(story, hers, who)
    _steps(story, who, home, hours)
    hers.met(HEARD, "Budget fait ensemble : il reste 212 € par mois une fois les charges payées.", nature="home_visit")
    hers.met(CALLED, "Le bailleur accepte un échéancier si le fonds participe.", nature="call", minutes=15)
    support.write_continuity(
        **who,
        plan=hers.plan,
        safe_contact="L’appeler plutôt après 14 h, ne pas laisser de message sur le fixe.",
        next_steps="Audience au tribunal le mois prochain : elle demande qu’on l’accompagne.",
    )


def _what_both_promise(story: Story, hers: Accompaniment, who: dict) -> None:
    """And what she disagrees with, kept as she said it."""
    hers.promises(OPENED)
    support.commit(
        **who,
        plan=hers.plan,
        side=Side.THIRD,
        party="Le bailleur",
        text="Accepter 65 € par mois si le fonds de solidarité participe.",
    )
    support.keep_disagreement(
        **who,
        plan=hers.plan,
        words="Je ne veux pas qu’on appelle l’école.",
        said_on=story.clock.day(-HEARD),
        answer="Le service l’a entendu et n’appellera pas.",
    )
    support.say_autonomy(
        **who, plan=hers.plan, level=3, words="On me dit quoi faire, et je le fais.", on=story.clock.day(-OPENED)
    )


def _steps(story: Story, who: dict, home, hours) -> None:
    day = story.clock.day
    done = support.plan_step(
        **who, objective=home, text="Remplir le dossier du fonds de solidarité", owner=StepOwner.PERSON
    )
    support.finish_step(**who, step=done.pk, on=day(-20))
    support.plan_step(
        **who,
        objective=home,
        text="Relancer le fonds de solidarité logement",
        owner=StepOwner.PROFESSIONAL,
        account=story.actor(FABRICE).account_id,
        due_on=day(-4),
    )
    support.plan_step(
        **who,
        objective=home,
        text="Écrire à l’avocat, préparer l’audience",
        owner=StepOwner.TOGETHER,
        due_on=day(7),
    )
    support.plan_step(
        **who,
        objective=hours,
        text="Demander un entretien à son employeur",
        owner=StepOwner.PERSON,
        due_on=day(10),
    )

"""Children somebody worries about: one alert to qualify, one evaluation under way, one that was none, one waiting."""

from uuid import UUID

from tisserand.demo.situations.story import CORINNE, FABRICE, GHISLAINE, JOEL, MAUD, Story
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.queries.concerns import concern_unit

HIS_WORDS = "Le soir je me cache, et maman pleure."


def tell(story: Story) -> None:
    unit = concern_unit(story.clock.today)
    if unit is None:
        return
    _evaluated(story, unit.pk)
    _to_qualify(story, unit.pk)
    _none(story, unit.pk)
    _transmit(
        story, GHISLAINE, -1, unit.pk, "Deux enfants, route de Sofaïa", "Ils restent seuls le soir, dit une voisine."
    )


def _who(story: Story, login: str, days: int, hour: int = 10) -> dict:
    return {"actor": story.actor(login), "at": story.clock.at(days, hour)}


def _transmit(story: Story, login: str, days: int, unit: UUID, children: str, words: str) -> UUID:
    said = {"unit": unit, "children": children, "words": words, "told": "yes"}
    return concerns.transmit(**_who(story, login, days), **said).pk


def _evaluated(story: Story, unit: UUID) -> None:
    """Corinne alerted, Fabrice and Joël evaluate: Nolan was seen alone, his father was not met yet."""
    told = _transmit(
        story, CORINNE, -24, unit, "Nolan, 5 ans", "Il sursaute au moindre bruit. « Le soir, ça crie », dit sa mère."
    )
    row = concerns.receive_transmission(**_who(story, MAUD, -23), transmission=told).pk
    maud = _who(story, MAUD, -22) | {"concern": row}
    nolan = concerns.name_child(**maud, name="Nolan", born_on=story.clock.day(-5 * 366 - 60)).pk
    concerns.name_adult(**maud, name="Mme Kelly Bravo", tie="Mère", authority="yes")
    concerns.name_adult(**maud, name="M. Yohan Bravo", tie="Père", authority="yes")
    concerns.qualify(**maud, qualification="evaluate", reasons="Peurs répétées, violences possibles dans le couple.")
    evaluators = {"first": story.actor(FABRICE).account_id, "second": story.actor(JOEL).account_id}
    concerns.assign(**maud, **evaluators)
    _seen(story, row, nolan)


def _seen(story: Story, row: UUID, nolan: UUID) -> None:
    fabrice = _who(story, FABRICE, -9, 15)
    met = {"place": "home", "on": story.clock.day(-9), "present": "La mère, Nolan, les deux évaluateurs"}
    concerns.meet(**fabrice, concern=row, **met)
    heard = {
        "agreement": "given",
        "agreement_why": "",
        "heard": "alone",
        "heard_on": story.clock.day(-9),
        "heard_why": "",
    }
    concerns.hear_child(**fabrice, child=nolan, expected_version=1, heard_words=HIS_WORDS, **heard)
    fact = {"domain": "safety", "source": "said", "who": "sa mère", "words": "Il a cassé la porte en octobre."}
    concerns.note_fact(**fabrice, concern=row, minor=nolan, **fact)
    concerns.ask(**fabrice, concern=row, asked=story.actor(CORINNE).account_id, request="Quand voyez-vous Nolan ?")


def _to_qualify(story: Story, unit: UUID) -> None:
    words = "Une élève de CE1 arrive sans manger trois matins sur cinq."
    said = concerns.Received("school", "letter", story.clock.day(-1), words, name="École de Bébian")
    row = concerns.receive(**_who(story, MAUD, -1, 15), unit=unit, said=said)
    concerns.name_child(**_who(story, MAUD, -1, 15), concern=row.pk, name="Élève de CE1, prénom Maïlys")


def _none(story: Story, unit: UUID) -> None:
    said = concerns.Received("anonymous", "call", story.clock.day(-40), "Des enfants crient le samedi.")
    row = concerns.receive(**_who(story, MAUD, -40), unit=unit, said=said)
    concerns.name_child(**_who(story, MAUD, -39), concern=row.pk, name="Enfants du 12, cité Henri IV")
    reasons = "Un goûter d’anniversaire ; rien d’autre n’est rapporté."
    concerns.qualify(**_who(story, MAUD, -39), concern=row.pk, qualification="not_a_concern", reasons=reasons)

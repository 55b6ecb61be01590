"""A child whose evaluation is over: the procureur has it, the parents were told, whoever alerted was answered."""

from uuid import UUID

from tisserand.demo.situations.story import AUDREY, JOEL, MAUD, MYRIAM, Story
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.queries.concerns import concern_unit

ALERT = "Lina, 7 ans, vient à l’école sans cartable et s’endort. Elle dit rester seule la nuit avec son petit frère."
FACTS = (
    ("health", "confirmed", "l’infirmière scolaire", "Trois malaises depuis la rentrée, sans avoir mangé."),
    ("safety", "observed", "les deux évaluateurs", "Porte d’entrée sans serrure, compteur électrique ouvert."),
    ("affective", "said", "Lina", "Je donne à manger à Timéo quand maman n’est pas là."),
)
PROPOSED = {
    "conclusion": "referral",
    "words": "Les aides proposées deux fois ont été refusées ; les enfants restent seuls la nuit.",
    "grounds": ["refused"],
}


def tell(story: Story) -> None:
    unit = concern_unit(story.clock.today)
    if unit is None:
        return
    row, transmission = _received(story, unit.pk)
    version = _evaluated(story, row)
    _concluded(story, row, version)
    _after(story, row, transmission)


def _who(story: Story, login: str, days_ago: int, hour: int = 10) -> dict:
    return {"actor": story.actor(login), "at": story.clock.at(-days_ago, hour)}


def _received(story: Story, unit: UUID) -> tuple[UUID, UUID]:
    said = {"unit": unit, "children": "Lina, 7 ans, et Timéo, 3 ans", "words": ALERT, "told": "yes"}
    told = concerns.transmit(**_who(story, MYRIAM, 61), **said).pk
    return concerns.receive_transmission(**_who(story, MAUD, 60), transmission=told).pk, told


def _evaluated(story: Story, row: UUID) -> int:
    maud = _who(story, MAUD, 59) | {"concern": row}
    children = [
        concerns.name_child(**maud, name=name, born_on=story.clock.day(-years * 366 - 90))
        for name, years in (("Lina", 7), ("Timéo", 3))
    ]
    mother = concerns.name_adult(**maud, name="Mme Sonia Laurac", tie="Mère", authority="yes")
    concerns.qualify(**maud, qualification="evaluate", reasons="Enfants laissés seuls la nuit.")
    evaluators = {"first": story.actor(JOEL).account_id, "second": story.actor(AUDREY).account_id}
    version = concerns.assign(**maud, **evaluators).version
    joel = _who(story, JOEL, 40, 15)
    _home(story, row, children, mother, joel)
    for domain, source, who, words in FACTS:
        concerns.note_fact(**joel, concern=row, domain=domain, source=source, who=who, words=words)
    analysis = "La mère aime ses enfants et ne peut pas les garder la nuit. Elle a refusé la TISF et la garde de nuit."
    return concerns.write_analysis(**joel, concern=row, expected_version=version, analysis=analysis).version


def _home(story: Story, row: UUID, children: list, mother, joel: dict) -> None:
    """One visit: the children alone, each, and their mother."""
    on = story.clock.day(-40)
    concerns.meet(**joel, concern=row, place="home", on=on, present="La mère, les deux enfants, les deux évaluateurs")
    heard = {"agreement": "given", "agreement_why": "", "heard": "alone", "heard_on": on, "heard_why": ""}
    for child in children:
        words = "Je fais dormir Timéo et j’attends." if child.name == "Lina" else ""
        kept = concerns.hear_child(**joel, child=child.pk, expected_version=1, heard_words=words, **heard)
        about = {"situation": "danger", "needs": "Ne plus être seul la nuit, manger, dormir."}
        concerns.write_child(**joel, child=child.pk, expected_version=kept.version, **about)
    told = {"heard_on": on, "unheard": "", "informed_on": on, "uninformed": ""}
    words = "Je travaille de nuit. Je n’ai personne."
    concerns.hear_parent(**joel, adult=mother.pk, expected_version=mother.version, heard_words=words, **told)


def _concluded(story: Story, row: UUID, version: int) -> None:
    read = concerns.conclude(**_who(story, JOEL, 6), concern=row, expected_version=version, **PROPOSED).version
    for login, hour in ((JOEL, 11), (AUDREY, 14)):
        read = concerns.sign(**_who(story, login, 6, hour), concern=row, expected_version=read, agrees=True).version


def _after(story: Story, row: UUID, transmission: UUID) -> None:
    maud, on = _who(story, MAUD, 6, 16), story.clock.day(-6)
    proof = {"channel": "mail", "proof": "Accusé du parquet, 16 h 12"}
    concerns.dispatch(**maud, concern=row, to="prosecutor", on=on, whom="Permanence du parquet", **proof)
    concerns.tell_parents(**_who(story, MAUD, 5), concern=row, on=story.clock.day(-5))
    words = "La situation est transmise à l’autorité judiciaire. Continuez de nous dire ce que vous voyez."
    concerns.give_back(**_who(story, MAUD, 4), transmission=transmission, on=story.clock.day(-4), words=words)

"""What left the house at Sainte-Rose: a protection, a maltreatment, violence, two addresses, a measure."""

from datetime import date

from tisserand.demo.situations.story import CORINNE, FABRICE, JOEL, MYRIAM, Story
from tisserand.transmissions import operations as letters
from tisserand.transmissions.rules import Need, kinds

# What each letter says beside what the file already gives.
TOLD = {
    "protection": {
        "said": "Je ne comprends plus les papiers. Il vient chercher l’argent le 5.",
        "observed": "Réfrigérateur vide, courriers de la banque non ouverts, lors de deux visites.",
        "needed": "La procuration donnée à un voisin n’est pas rendue ; une aide à la gestion n’a pas suffi.",
    },
    "maltreatment": {
        "place": "À son domicile, à Deshaies.",
        "frailty": "74 ans, ne sort plus seul depuis sa chute.",
        "said": "Mon neveu garde ma carte. Il me crie dessus quand je demande.",
        "observed": "Amaigri, ordonnances non retirées à la pharmacie depuis un mois.",
        "danger_words": "Il n’a plus de quoi acheter ses médicaments.",
    },
    "violence": {
        "safe_contact": "Téléphone de l’amie, entre 9 h et 11 h, aucun message.",
        "said": "Il m’attend en bas. La dernière fois, il a cassé la porte.",
        "observed": "Marques au poignet le jour de l’entretien, elle sursaute quand le téléphone sonne.",
        "danger_words": "Il a appelé trois fois son employeur cette semaine pour savoir où elle dort.",
    },
    "emergency_aid": {
        "safe_contact": "Téléphone de l’amie, entre 9 h et 11 h, aucun message.",
        "attested": "Plainte déposée à la gendarmerie, récépissé remis.",
    },
}


def tell(story: Story) -> None:
    _protection(story)
    _maltreatment(story)
    _violence(story)
    _addresses(story)
    _measure(story)


def _begun(story: Story, part: str, login: str, kind: str, to: str, days_ago: int):
    """A letter whose every page is written."""
    who = {"actor": story.actor(login), "at": story.clock.at(-days_ago, 14)}
    told = TOLD[kind]
    row = letters.start_letter(**who, person=story.cast[part], unit=story.team, kind=kind, recipient=to)
    for page in kinds()[kind].pages:
        texts = {entry.code: told.get(entry.code, row.said.get(entry.code, "")) for entry in page.entries}
        silent = [entry.code for entry in page.entries if entry.need == Need.KNOWN]
        row = letters.write_page(**who, letter=row.pk, expected_version=row.version, said=texts, unknown=silent)
    return row, who


def _protection(story: Story) -> None:
    row, who = _begun(story, "firmin", CORINNE, "protection", "prosecutor", 9)
    on = story.clock.day(-9)
    said = {"certificate": "awaited", "informed": "told", "informed_on": on}
    letters.say(**who, letter=row.pk, expected_version=row.version, **said)
    letters.seal(**who, letter=row.pk)
    proof = {"channel": "registered", "reference": "2C 971 000 2218", "proof": "Avis de réception signé"}
    letters.send(**who, letter=row.pk, to="prosecutor", on=on, **proof)


def _maltreatment(story: Story) -> None:
    row, who = _begun(story, "georges", CORINNE, "maltreatment", "ars_cell", 16)
    on = story.clock.day(-16)
    said = {**_agreed(on), "informed": "told", "informed_on": on}
    letters.say(**who, letter=row.pk, expected_version=row.version, **said)
    letters.seal(**who, letter=row.pk)
    proof = {"channel": "secure", "reference": "", "proof": "Accusé de réception de la cellule"}
    letters.send(**who, letter=row.pk, to="ars_cell", on=on, **proof)
    later = who | {"at": story.clock.at(-7, 11)}
    words = "Le service autonomie du département prend contact."
    letters.record_answer(**later, letter=row.pk, answer="pcd", on=story.clock.day(-7), words=words)


def _violence(story: Story) -> None:
    """Judith agreed to ask for the aid; what she would tell the prosecutor, she is still thinking about."""
    row, who = _begun(story, "judith", FABRICE, "emergency_aid", "caf", 1)
    on = story.clock.day(-1)
    letters.say(**who, letter=row.pk, expected_version=row.version, caisse="not_allocataire", **_agreed(on))
    letters.seal(**who, letter=row.pk)
    letters.send(**who, letter=row.pk, to="caf", on=on, channel="platform", proof="Accusé du téléservice")
    _begun(story, "judith", FABRICE, "violence", "prosecutor", 1)


def _agreed(on: date) -> dict:
    return {"quality": "social", "victim": "able", "agreement": "given", "agreed_on": on, "danger": "none"}


def _addresses(story: Story) -> None:
    """One to answer, one that runs."""
    who = {"actor": story.actor(JOEL), "at": story.clock.at(-320, 9)}
    asked, day = story.clock.day(-320), story.clock.day
    about = {"person": story.cast["patrick"], "unit": story.site}
    row = letters.request_domiciliation(**who, **about, requested_on=asked, words="Je dors dans ma voiture.")
    letters.grant(**who, domiciliation=row.pk, starts_on=asked, address="Espace d’accueil social, Sainte-Rose")
    for days_ago, how in ((240, "visit"), (160, "call"), (80, "visit"), (12, "visit")):
        seen = who | {"at": story.clock.at(-days_ago, 10)}
        letters.note_contact(**seen, domiciliation=row.pk, on=day(-days_ago), how=how)
    late = {"actor": story.actor(JOEL), "at": story.clock.at(-20, 9)}
    about = {"person": story.cast["guylaine"], "unit": story.site}
    letters.request_domiciliation(**late, **about, requested_on=day(-20), words="Chez l’un, chez l’autre.")


def _measure(story: Story) -> None:
    who = {"actor": story.actor(MYRIAM), "at": story.clock.at(-18, 15)}
    judged = {
        "measure": "curatelle",
        "decided_on": story.clock.day(-400),
        "court": "Tribunal judiciaire de Basse-Terre",
    }
    exercised = {"representative": "mjpm", "name": "Association tutélaire", "signs": "both"}
    letters.record_measure(**who, person=story.cast["solange"], unit=story.team, **judged, **exercised)

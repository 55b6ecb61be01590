from collections import Counter

import pytest

from tests.territories.organisations import communes_of, guadeloupe_with, organisation_of
from tisserand.kernel.refusals import Refused
from tisserand.territories.rules import staffing
from tisserand.territories.rules.communes import fold, index_of, look_up, sort_key
from tisserand.territories.rules.organisation import Mission, UnitKind
from tisserand.territories.rules.reading import read_organisation
from tisserand.territories.rules.refusals import refusals_to_load


@pytest.mark.requirement("R07", "R09", "R10")
def test_guadeloupe_is_thirteen_sites_in_six_intercommunal_territories_with_its_announced_staff():
    guadeloupe = organisation_of("guadeloupe")

    assert refusals_to_load(guadeloupe, communes_of("971").communes) == ()
    assert len(guadeloupe.of_kind(UnitKind.SITE)) == 13
    assert len({tas.epci for tas in guadeloupe.of_kind(UnitKind.TAS)}) == 6
    roles = Counter(guadeloupe.role_of(seat) for seat in guadeloupe.seats())
    assert (roles["reception_secretary"], roles["reception_worker"], roles["support_worker"]) == (14, 17, 67)


@pytest.mark.requirement("R09")
def test_thirty_one_agents_make_eight_pairs_and_five_trios():
    guadeloupe = organisation_of("guadeloupe")

    compositions = Counter(
        staffing.composition([guadeloupe.role_of(seat) for seat in site.seats])
        for site in guadeloupe.of_kind(UnitKind.SITE)
    )

    assert compositions == {"binôme": 8, "trinôme": 5}


@pytest.mark.requirement("R01", "R13", "R14")
def test_the_five_poles_of_martinique_load_from_the_same_kind_of_file():
    martinique = organisation_of("martinique")

    assert refusals_to_load(martinique, communes_of("972").communes) == ()
    poles = martinique.of_kind(UnitKind.POLE)
    assert [pole.short_name for pole in poles] == ["Accueil", "PL", "PEF-PS", "PA-PH", "PDS"]
    assert Counter(pole.pole.mission for pole in poles) == {Mission.RECEPTION: 1, Mission.SUPPORT: 4}
    assert martinique.words["autorite"] == "Président du conseil exécutif"


@pytest.mark.requirement("R15", "R16")
def test_a_new_job_is_one_more_paragraph():
    text = guadeloupe_with(
        "assistant_social = [1.0, 1.0], mediateur = [1.0]", "assistant_social = [1.0, 1.0], cesf = [1.0]"
    )
    mediator = """
[[metier]]
code = "mediateur"
role = "support_worker"
feminin = "Médiatrice de quartier"
masculin = "Médiateur de quartier"
"""

    assert refusals_to_load(read_organisation(text + mediator), communes_of("971").communes) == ()


LAMENTIN_CLOSES = '[[unite_fermee]]\ncode = "equipe-lamentin"\nremplacee_par = "equipe-lamantin"\n\n'
BREACHES = [
    ("commune", '"Sainte-Rose", "Deshayes"', '"Sainte-Rose", "Deshaies"', "Deshayes"),
    ("coverage", 'communes = ["Sainte-Rose"]', 'communes = ["Sainte-Rose", "Deshaies"]', "Deshaies n’a pas de site"),
    (
        "coverage",
        'communes = ["Lamentin", "Deshaies"]\nsiege',
        'communes = ["Lamentin"]\nsiege',
        "Deshaies est confiée à la fois",
    ),
    ("epci", '["Pointe-à-Pitre", "Le Gosier"]', '["Pointe-à-Pitre"]', "Le Gosier est dans"),
    ("staffing", "secretaire_accueil = [], ", "secretaire_accueil = [1.0], ", "il manque un secrétaire d’accueil"),
    ("staff", "travailleurs_sociaux_accompagnement = 68", "travailleurs_sociaux_accompagnement = 67", "67 postes"),
    ("hours", 'lundi = "08:00-12:30 12:00-16:00"', 'lundi = "08:00-16:00"', "se chevauchent, le lundi"),
    ("hours", 'lundi = "16:00-08:00"', 'lundi = "08:00-16:00"', "ferme avant d’ouvrir"),
    ("time_zone", "America/Gwadloup", "America/Guadeloupe", "America/Gwadloup"),
    ("nature", 'nature = "region"', 'nature = "departement"', "metropole"),
    (
        "cycle",
        'abrege = "DGA Solidarités"\nrattachement = "dasp"',
        'abrege = "DGA Solidarités"',
        "à lui-même",
    ),
    ("parent", 'tas = "dasp"', 'tas = "tas-marie-galante"', "territoire d’action sociale"),
    ("parent", 'rattachement = "dgas"', 'rattachement = "dga-solidarites"', "qui n’existe pas"),
    ("code", 'code = "tis-lamentin"', 'code = "tis-les-abymes"', "plusieurs fois"),
    ("job", "educateurs = [1.0]", "educateur = [1.0]", "educateurs"),
    ("role", 'role = "referent"', 'role = "support_worker"', "rôle inconnu"),
    ("eqtp", "cesf = [1.5]", "cesf = [1.0]", "hors de 0 à 1"),
    ("unit", '"equipe-lamantin",\n', '"equipe-lamentin",\n', "n’existe pas"),
    ("mission", 'mission = "ecoute"', 'mission = "accueil"', "« accueil » ou « accompagnement »"),
    ("closing", f"{LAMENTIN_CLOSES}[mots]", "[mots]", "à la fois décrite et fermée"),
    ("closing", f"{LAMENTIN_CLOSES}[mots]", "[mots]", "« equipe-lamantin », qui n’est pas dans le fichier"),
    ("closing", f"{LAMENTIN_CLOSES}{LAMENTIN_CLOSES}[mots]", "[mots]", "écrite plusieurs fois"),
    ("showcase", 'unite = "tis-marie-galante"', 'unite = "pole-logement"', "en a aucun"),
]


@pytest.mark.parametrize(("code", "written", "instead_of", "said"), BREACHES)
def test_a_breach_is_refused_in_a_sentence(code, written, instead_of, said):
    organisation = read_organisation(guadeloupe_with(written, instead_of))

    refusals = refusals_to_load(organisation, communes_of("971").communes)

    assert said in " ".join(plain(refusal.message) for refusal in refusals if refusal.code == code)


@pytest.mark.requirement("R10")
@pytest.mark.parametrize("communes", ["[]", '["Lamentin", "Baillif", "Le Moule", "Deshaies"]'])
def test_a_team_has_one_to_three_communes(communes):
    text = guadeloupe_with(
        f'code = "equipe-lamentin"\nnom = "Lamentin"\ntas = "tas-nord-basse-terre"\ncommunes = {communes}',
        'code = "equipe-lamentin"\nnom = "Lamentin"\ntas = "tas-nord-basse-terre"\ncommunes = ["Lamentin"]',
    )

    refusals = refusals_to_load(read_organisation(text), communes_of("971").communes)

    assert "team" in {refusal.code for refusal in refusals}


def test_all_reasons_are_said_at_once():
    text = guadeloupe_with("America/Gwadloup", "America/Guadeloupe").replace("[1.0, 1.0, 0.5, 1.0]", "[1.0]")

    refusals = refusals_to_load(read_organisation(text), communes_of("971").communes)

    assert {"time_zone", "staff", "showcase"} <= {refusal.code for refusal in refusals}


SHAPES = [
    ('horraires = "8 h"', 'code = "guadeloupe"', "n’est pas un mot de cette partie"),
    ("", 'fuseau = "America/Guadeloupe"\n', "il manque « fuseau »"),
    ('en_vigueur_le = "2018"', "en_vigueur_le = 2018-01-01", "attend une date"),
    ("[[organisation]]", "[organisation]", "s’écrit avec un crochet"),
    ("as_accueil = 1.0", "as_accueil = [1.0, 1.0]", "une quotité par poste"),
    ("lundy =", "lundi =", "n’est pas un jour"),
    ('lundi = "8h à midi"', 'lundi = "08:00-16:00"', "ne se lit pas comme des horaires"),
    ("2026-14-07 =", "2026-07-14 =", "une ligne s’écrit"),
    ("code = guadeloupe", 'code = "guadeloupe"', "ne peut pas être lu"),
]


@pytest.mark.parametrize(("written", "instead_of", "said"), SHAPES)
def test_a_mistyped_file_says_where_and_what_was_expected(written, instead_of, said):
    with pytest.raises(Refused) as refused:
        read_organisation(guadeloupe_with(written, instead_of))

    assert said in " ".join(plain(refusal.message) for refusal in refused.value.refusals)


@pytest.mark.parametrize("written", ["97116", "Morne-à-l’Eau", "morne a l'eau", "MORNE À L'EAU"])
def test_a_commune_is_found_by_code_or_by_name_however_typed(written):
    assert look_up(index_of(communes_of("971").communes), written).code == "97116"


def test_communes_are_filed_without_their_article():
    assert [sort_key(name) for name in ("Le Moule", "Les Abymes", "L’Ajoupa-Bouillon")] == [
        "moule",
        "abymes",
        "ajoupa bouillon",
    ]
    assert fold("Schœlcher") == "schoelcher"


@pytest.mark.parametrize(("department", "count", "population"), [("971", 32, 384_160), ("972", 34, None)])
def test_the_built_in_table_has_every_commune_with_its_source(department, count, population):
    table = communes_of(department)

    assert len(table.communes) == count
    assert "INSEE" in table.source
    assert population in (None, sum(commune.population for commune in table.communes))


def plain(message: str) -> str:
    return message.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

"""Two professionals who disagree: both opinions are signed, dated and read side by side; neither is overwritten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests.assessment.situations import followed_by, gerard, housing, started, towards, what_he_says
from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access.models import JournalEntry
from tisserand.access.queries import visible
from tisserand.assessment import operations, queries
from tisserand.assessment.models import Opinion
from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.opinions import PROPOSAL, refusals_to_sign, subjects
from tisserand.desk import timeline
from tisserand.kernel.refusals import Refused

SEEN = "Il a gardé et classé toutes ses factures."
MINE = "Je vois un logement insalubre avant une dette : l’eau coule dans le mur."
LATER = NOW + timedelta(days=2)


def known(answers: Answers, step="", **said) -> dict:
    found = subjects(answers, next_step=step, pole=said.get("pole", ""), reason=said.get("reason", ""))
    return {subject.about: subject for subject in found}


def codes(about, words, **changes) -> list[str]:
    facts = {"known": known(what_he_says()), "is_first": False, "answered": (), "emergency": False} | changes
    return [refusal.code for refusal in refusals_to_sign(about, words, **facts)]


def test_what_an_opinion_may_be_about():
    assert list(known(what_he_says())) == ["housing"]
    decided = known(what_he_says(), "orientation", pole="Pôle Logement", reason="La coupure est lundi.")
    assert list(decided) == ["housing", PROPOSAL]
    assert decided["housing"].beside == f"À travailler. {SEEN}"
    assert decided[PROPOSAL].beside == "Orientation vers un pôle\u00a0: Pôle Logement. La coupure est lundi."


def test_what_stops_it():
    assert codes("housing", MINE) == []
    assert codes("health", MINE) == ["about"]
    assert codes("housing", "  ") == ["words"]
    assert codes("", "", emergency=True) == ["emergency", "about", "words"]
    assert codes("housing", MINE, is_first=True) == ["first"]
    assert codes("housing", MINE, is_first=True, answered={"housing"}) == []


@pytest.fixture
def person(service):
    return gerard(service)


@pytest.fixture
def concluded(service, person):
    """Assessed by the reception, sent to the pôle of housing."""
    with acting(service.actor("accueil")) as worker:
        row = started(service, worker, person)
        said = {"answers": what_he_says(), "decision": towards(service.pole), "expected_version": row.version}
        return operations.conclude(actor=worker, at=NOW, assessment=row.pk, **said)


def sign(actor, assessment, about="housing", words=MINE, at=LATER) -> Opinion:
    return operations.sign_opinion(actor=actor, at=at, assessment=assessment.pk, about=about, words=words)


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_a_second_professional_signs_beside_the_first_and_both_stay(service, person, concluded):
    followed_by(service, person, "referente")
    with acting(service.actor("referente")) as referent:
        opinion = sign(referent, concluded)
        on_next = sign(referent, concluded, PROPOSAL, "Le territoire suffirait : il ne veut pas d’un autre bureau.")
        # A second click says nothing more.
        assert sign(referent, concluded).pk == opinion.pk
    with acting(service.actor("accueil")) as worker:
        row = queries.assessments(worker).get(pk=concluded.pk)
        assert queries.answers(worker, row).fact("housing").seen == SEEN
        assert [one.pk for one in queries.opinions(worker, row)] == [opinion.pk, on_next.pk]
    assert (opinion.signed_by_id, opinion.signed_at) == (service.account("referente").pk, LATER)
    assert opinion.profession == service.account("referente").profession
    with as_jobs():
        assert JournalEntry.objects.filter(verb="assessment.opinion", person_id=person.pk).count() == 2


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_the_first_professional_may_answer_and_not_before(service, person, concluded):
    followed_by(service, person, "referente")
    with acting(service.actor("accueil")) as worker, pytest.raises(Refused, match="first"):
        sign(worker, concluded)
    with acting(service.actor("referente")) as referent:
        sign(referent, concluded)
    with acting(service.actor("accueil")) as worker:
        sign(worker, concluded, words="Vu avec elle : nous gardons les deux lectures.")
        row = queries.assessments(worker).get(pk=concluded.pk)
        assert [one.signed_by.login for one in queries.opinions(worker, row)] == ["referente", "accueil"]
        told = {(fact.title, fact.who) for fact in timeline.facts(worker, person.pk) if fact.text}
    # Hers too is signed: nothing says that it is another’s.
    assert told == {("Avis signé", "Joël Pierrot"), ("Avis signé", "Corinne Lollia")}


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_what_it_answered_is_kept_when_the_assessment_under_way_reads_otherwise(service, person):
    with acting(service.actor("accueil")) as worker:
        row = started(service, worker, person)
        row = operations.save(
            actor=worker, at=NOW, assessment=row.pk, expected_version=row.version, answers=what_he_says()
        )
    followed_by(service, person, "referente")
    with acting(service.actor("referente")) as referent:
        sign(referent, row)
    with acting(service.actor("accueil")) as worker:
        changed = what_he_says(housing(seen="Je corrige ce que j’avais vu."))
        operations.save(actor=worker, at=NOW, assessment=row.pk, expected_version=row.version, answers=changed)
        [opinion] = queries.opinions(worker, row)
        assert opinion.beside == f"À travailler. {SEEN}"
        # And the first text itself stays among the versions, with who wrote it.
        versions = list(queries.versions(worker, row))
    assert [version.sheet.get("housing__seen", "") for version in versions] == [
        "Je corrige ce que j’avais vu.",
        SEEN,
        "",
    ]
    assert queries.first_written(versions[1:], "housing__seen").saved_by_id == service.account("accueil").pk


@pytest.mark.django_db
@pytest.mark.requirement("R16")
@pytest.mark.parametrize("verb", ["update assessment_opinion set words = ''", "delete from assessment_opinion"])
def test_nobody_rewrites_an_opinion(service, person, concluded, verb):
    followed_by(service, person, "referente")
    with acting(service.actor("referente")) as referent:
        sign(referent, concluded)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_only_those_who_read_the_assessment_read_it_in_the_story_too(service, person, concluded):
    followed_by(service, person, "referente")
    with acting(service.actor("referente")) as referent:
        sign(referent, concluded)
    titles = {}
    for login in ("accueil", "referente", "cheffe", "secretaire", "referent.ailleurs", "pole", "direction"):
        with as_jobs():
            by_filter = visible(Opinion, service.actor(login)).exists()
        with acting(service.actor(login)) as reader:
            assert Opinion.objects.exists() is by_filter is queries.assessments(reader).exists()
            told = timeline.facts(reader, person.pk)
            titles[login] = any(MINE in fact.text for fact in told)
    assert {login for login, reads in titles.items() if reads} == {"accueil", "referente", "cheffe"}


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_her_copy_gives_both(service, person, concluded):
    followed_by(service, person, "referente")
    with acting(service.actor("referente")) as referent:
        sign(referent, concluded)
        sign(referent, concluded, PROPOSAL, "Autre chose.")
    with as_jobs():
        parts = [part for part in queries.whole_of(SystemAt, person.pk) if part.table == "Opinion"]
        facts = [part for part in queries.whole_of(SystemAt, person.pk) if part.table == "SituationFact"]
    said = [{value for *_, value in part.lines} for part in parts]
    assert {"Logement, hébergement", MINE} <= said[0] | said[1]
    assert {"La suite proposée", "Autre chose."} <= said[0] | said[1]
    assert SEEN in {value for *_, value in facts[0].lines}
    # By whom, as everywhere in her copy: a function, the name through the privacy officer.
    assert {part.by for part in parts} == {"Professionnel du service"}


@pytest.mark.django_db
def test_in_an_emergency_a_file_is_read_only(service, person, concluded):
    with acting(service.actor("accueil")) as worker:
        opened = replace(worker, opened={person.pk: LATER})
        with pytest.raises(Refused, match="emergency"):
            sign(opened, concluded)


# On screen.
def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_signing_and_reading_both_on_one_page(service, person, concluded, client):
    followed_by(service, person, "referente")
    page, list_of = (reverse(f"assessment:{name}", args=[concluded.pk]) for name in ("first", "opinions"))
    client.force_login(service.account("referente"))
    assert "Signer un avis différent" in text_of(client.get(page))
    assert "Signer cet avis" in text_of(client.get(list_of))
    url = reverse("assessment:sign_opinion", args=[concluded.pk])
    wrong = client.post(url, {"about": "", "words": "Je ne suis pas d’accord."})
    assert (wrong.status_code, "Je ne suis pas d’accord." in text_of(wrong)) == (422, True)
    assert client.post(url, {"about": "housing", "words": MINE}).status_code == 302
    shown = text_of(client.get(page))
    assert SEEN in shown
    assert MINE in shown
    assert f"Avis de {service.account('referente').name}" in shown
    # Whose the first observation is, beside the second.
    assert f"{service.account('accueil').name}, " in shown
    client.force_login(service.account("accueil"))
    assert MINE in text_of(client.get(page))
    assert MINE in text_of(client.get(list_of))
    client.force_login(service.account("secretaire"))
    assert client.get(list_of).status_code in {403, 404}
    assert client.post(url, {"about": "housing", "words": "x"}).status_code in {403, 404}


@pytest.mark.django_db
@pytest.mark.requirement("R16")
def test_while_it_is_being_written_the_other_opinions_are_in_the_margin(service, person, client):
    followed_by(service, person, "referente")
    with acting(service.actor("accueil")) as worker:
        row = started(service, worker, person)
        row = operations.save(
            actor=worker, at=NOW, assessment=row.pk, expected_version=row.version, answers=what_he_says()
        )
    with acting(service.actor("referente")) as referent:
        sign(referent, row)
    client.force_login(service.account("accueil"))
    shown = text_of(client.get(reverse("assessment:first", args=[row.pk])))
    assert "Avis signés" in shown
    assert MINE in shown

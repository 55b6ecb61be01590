"""A global plan goes through every domain of life (R33): what was never raised is said, and refuses nothing."""

import pytest

from tests.assessment.situations import domain, housing
from tests.situations import NOW, acting
from tests.support.test_autonomy import _that_tuesday, assessed  # noqa: F401
from tests.support.test_screens import built, desk, sign_in, text_of, url  # noqa: F401
from tisserand.assessment.queries import unraised_domains
from tisserand.assessment.rules.lists import domains
from tisserand.assessment.rules.situation import DomainState
from tisserand.support.web.shown import still_to_raise

pytestmark = pytest.mark.requirement("R33")


@pytest.mark.django_db
def test_a_global_plan_says_which_domains_were_never_raised(desk, support):  # noqa: F811
    assessed(support, facts=(housing(), domain("health", "Santé, soins", state=DomainState.UNSPOKEN)))
    page = text_of(desk.get(url(built(support, support.plan))))
    said = page[page.index("Pas encore abordés : ") :].split("Un accompagnement global")[0]
    assert "Ressources et budget ; Emploi, formation" in said
    # Housing was spoken of; health she does not wish to speak of: nobody asks again.
    assert "Logement, hébergement" not in said
    assert "Santé, soins" not in said


@pytest.mark.django_db
def test_without_an_assessment_it_is_said_once(desk, support):  # noqa: F811
    page = text_of(desk.get(url(built(support, support.plan))))
    assert "Les domaines de vie n’ont pas encore été abordés." in page


@pytest.mark.django_db
def test_another_kind_of_plan_does_not_ask(desk, support):  # noqa: F811
    page = text_of(desk.get(url(built(support, lambda: support.plan(kind="parentalite")))))
    assert "abordés" not in page


@pytest.mark.django_db
def test_it_is_advice_and_the_plan_begins(support):
    assert built(support, support.active_plan).state == "active"


@pytest.mark.django_db
def test_what_one_may_not_read_is_not_told_apart(support):
    assessed(support)
    with acting(support.service.actor("collegue")) as actor:
        assert len(unraised_domains(actor, support.person, on=NOW.date())) == len(domains(NOW.date()))


def test_all_raised_says_nothing():
    assert still_to_raise((), all_of_them=12) == ""

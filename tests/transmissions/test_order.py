"""What must not slip between two facts of a letter or of an address: a hand, an answer, an end typed ahead."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.situations import NOW, SETTLED, SystemAt, acting, as_jobs
from tests.transmissions.situations import TODAY
from tisserand.access import operations as access
from tisserand.deadlines.models import Obligation
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.support.queries import followed
from tisserand.transmissions import operations
from tisserand.transmissions.models import Domiciliation
from tisserand.transmissions.queries.measures import noted_since

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ABSENT = {"reason": "no_contact", "words": "Deux appels, une lettre\u00a0: rien n’explique l’absence."}


def refused(call, *args, **said) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(*args, **said)
    return {refusal.code for refusal in caught.value.refusals}


@pytest.mark.requirement("R56")
def test_a_letter_about_violence_is_not_given_to_who_stepped_aside(letters):
    """What it owes names nobody: only the letter knows whom."""
    row = letters.started("violence")
    knows = letters.service.account("collegue").pk
    with acting(letters.service.actor("collegue")) as actor:
        people.step_aside(actor=actor, at=NOW, person=letters.person)
    assert refused(letters.does, operations.hand_over, row, to=knows) == {"holder"}


def test_a_letter_is_given_to_whoever_may_open_it(letters):
    row, desk = letters.started(), letters.service.account("secretaire")
    with as_jobs():
        seat = {"unit": letters.service.team.pk, "role": "reception_secretary", "starts_on": SETTLED}
        access.give_membership(actor=SystemAt, at=NOW, account=desk.pk, **seat)
    assert refused(letters.does, operations.hand_over, row, to=desk.pk) == {"holder"}


@pytest.mark.requirement("R58")
def test_a_piece_that_is_asked_for_pays_nobody(letters):
    row = letters.sent("emergency_aid")
    clock = row.obligation_id
    row = letters.does(operations.record_answer, row, answer="more", on=TODAY)
    assert (row.state, row.obligation_id, row.obligation.closed_at) == ("sent", clock, None)
    assert refused(letters.does, operations.close, row, reason="done") == {"unanswered"}
    row = letters.does(operations.record_answer, row, answer="paid", on=TODAY)
    assert row.state == "answered"
    with as_jobs():
        assert Obligation.objects.get(pk=clock).outcome == "paid"


def test_an_answer_comes_after_the_letter(letters):
    row = letters.sent()
    assert refused(letters.does, operations.record_answer, row, answer="seized", on=TODAY - DAY) == {"before"}


def test_an_end_typed_ahead_is_no_end(letters):
    row = letters.granted()
    later = TODAY + timedelta(days=100)
    assert "ahead" in refused(letters.keeps, operations.end_domiciliation, row, on=later, **ABSENT)
    asked = {"reason": "asked", "words": "", "on": TODAY - DAY}
    assert refused(letters.keeps, operations.end_domiciliation, row, **asked) == {"early"}
    assert letters.address(row).standing == "granted"


def test_what_ended_before_its_renewal_keeps_when_and_why(letters):
    former = letters.granted()
    with acting(letters.service.actor("accueil")) as actor:
        again = operations.renew(actor=actor, at=NOW, domiciliation=former.pk, requested_on=TODAY)
    letters.keeps(operations.end_domiciliation, former, reason="asked", on=TODAY)
    letters.keeps(operations.grant, again, starts_on=TODAY, address="Espace d’accueil, Sainte-Rose")
    assert letters.address(former).ending == "asked"


def test_a_step_sent_twice_leads_to_where_it_stands(client, letters):
    row = letters.asked()
    step = reverse("transmissions:step", args=[row.pk, "accord"])
    said = {"starts_on": "24/11/2026", "address": "Espace d’accueil", "children": ""}
    with time_machine.travel(NOW, tick=False):
        client.force_login(letters.service.account("accueil"))
        first, again = client.post(step, said), client.post(step, said)
    assert first.url == again.url == reverse("transmissions:address", args=[row.pk])
    with as_jobs():
        assert Domiciliation.objects.get().standing == "granted"


def test_a_habilitation_is_kept_until_the_day_the_judge_said(letters):
    said = {"measure": "habilitation", "representative": "family", "name": "Sa fille", "signs": "representative"}
    assert refused(letters.measure, **said) == {"ends_on"}
    kept = letters.measure(**said, ends_on=date(2036, 3, 1))
    assert kept.ends_on == date(2036, 3, 1)


@pytest.mark.requirement("R55")
def test_a_protection_is_written_once_and_read_beside_her_budget(client, letters):
    letters.measure()
    letters.accompanied("referente")
    with acting(letters.author) as actor:
        assert followed.is_protected(actor, letters.person, TODAY)
    with time_machine.travel(NOW, tick=False):
        client.force_login(letters.service.account("referente"))
        page = client.get(reverse("support:budget", args=[letters.person])).content.decode()
    assert "Curatelle" in page
    assert "UDAF" in page


def test_a_protection_that_ended_protects_no_more(letters):
    kept = letters.measure()
    letters.accompanied("referente")
    with acting(letters.author) as actor:
        operations.end_measure(actor=actor, at=NOW, measure=kept.pk, on=TODAY)
        assert not followed.is_protected(actor, letters.person, TODAY)


# One at a time


@pytest.mark.requirement("R100")
def test_another_desk_is_told_that_something_is_asked_and_not_what(letters):
    letters.granted()
    service = letters.service
    with acting(service.actor("accueil.ailleurs")) as actor:
        assert not Domiciliation.objects.exists()
        said = {"person": letters.person, "unit": service.other_site.pk, "requested_on": TODAY}
        with pytest.raises(Refused) as caught:
            operations.request_domiciliation(actor=actor, at=NOW, **said)
    [refusal] = caught.value.refusals
    assert refusal.code == "elsewhere"
    assert refusal.message.startswith("Une demande existe déjà pour cette personne.")
    assert service.site.name not in refusal.message


def test_an_address_whose_year_is_over_leaves_the_place_to_another_desk(letters):
    row = letters.granted()
    service, later = letters.service, row.ends_on + timedelta(days=1)
    said = {"person": letters.person, "unit": service.other_site.pk, "requested_on": later}
    at = NOW.replace(year=later.year, month=later.month, day=later.day)
    with acting(service.actor("accueil.ailleurs", at)) as actor:
        assert operations.request_domiciliation(actor=actor, at=at, **said).standing == "requested"


@pytest.mark.requirement("R55")
def test_a_second_protection_waits_for_the_end_of_the_first(letters):
    first = letters.measure()
    later = {"measure": "tutelle", "decided_on": date(2026, 11, 2), "signs": "representative"}
    with pytest.raises(Refused) as caught:
        letters.measure(**later)
    [refusal] = caught.value.refusals
    assert (refusal.code, "Curatelle, décidée le 1er mars 2026" in refusal.message) == ("running", True)
    with acting(letters.author) as actor:
        operations.end_measure(actor=actor, at=NOW, measure=first.pk, on=TODAY, words="Devenue tutelle.")
    assert letters.measure(**later).measure == "tutelle"


@pytest.mark.parametrize("login", ["secretaire", "crip", "direction", "dpo"])
def test_that_a_protection_is_noted_is_said_to_who_may_note_one(letters, login):
    letters.measure()
    with acting(letters.service.actor(login)):
        assert not noted_since(letters.person, date(2026, 3, 1))

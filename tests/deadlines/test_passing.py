"""Given to a colleague, told to somebody who decides: by whom, to whom, and seen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import JournalEntry
from tisserand.access.rules import roles
from tisserand.deadlines import operations, queries, rules
from tisserand.deadlines.models import Obligation, Passing
from tisserand.deadlines.rules import GUARDED_KIND, Held
from tisserand.deadlines.rules.passing import refusals_to_give_to, refusals_to_pass, refusals_to_tell_to
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused

ME, HER, OTHER = new_id(), new_id(), new_id()


def held(**said) -> Held:
    bare = {
        "kind": "essai",
        "closed": False,
        "account": HER,
        "told": None,
        "mine": False,
        "answers": True,
        "decides": False,
    }
    return Held(**bare | said)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"mine": True}, []),
        ({"decides": True}, []),
        ({"account": None}, []),
        ({}, ["not_hers"]),
        ({"account": None, "answers": False}, ["not_hers"]),
        ({"mine": True, "closed": True}, ["closed"]),
        ({"mine": True, "kind": GUARDED_KIND}, ["own_page"]),
        ({"decides": True, "kind": "support.finish"}, ["own_page"]),
    ],
)
def test_who_may_give_it(said, codes):
    assert [one.code for one in refusals_to_pass(held(**said))] == codes


def test_what_one_alone_may_do_is_read_by_a_wider_circle():
    capabilities = {capability for role in roles().values() for capability in role.capabilities}
    for capability, (kinds, rows) in rules.asking_for().items():
        assert capability in capabilities
        assert all(rules.named_in(rules.READERS, kind) not in {"", kind} for kind in kinds)
        assert set(rows) <= {row.id for row in rules.book().rules}
    assert rules.taker_of("support.breach.decide", "") == rules.taker_of("support.breach", "RSA-8c") == "rsa.decide"
    assert rules.taker_of("support.breach", "RSA-8b") == ""


@pytest.mark.django_db
def test_a_decision_is_given_to_who_may_take_it(service):
    with as_jobs():
        about = {"kind": "support.breach.decide", "subject": new_id(), "label": "Décider", "unit": service.team.pk}
        row = operations.open_obligation(actor=SystemAt, at=NOW, due_at=NOW, **about)
        able = queries.colleagues(row, on=NOW.date())
    assert service.account("cheffe").pk in able
    assert service.account("referente").pk not in able
    with acting(service.actor("referente")) as actor, pytest.raises(Refused) as caught:
        operations.give(actor=actor, at=NOW, obligation=row.pk, to=actor.account_id)
    assert [one.code for one in caught.value.refusals] == ["unknown"]


def test_to_whom():
    assert [one.code for one in refusals_to_give_to(held(mine=True), OTHER, {HER})] == ["unknown"]
    assert [one.code for one in refusals_to_give_to(held(mine=True), HER, {HER})] == ["already"]
    assert refusals_to_give_to(held(mine=True), OTHER, {HER, OTHER}) == ()
    assert [one.code for one in refusals_to_tell_to(held(told=OTHER), OTHER, {OTHER})] == ["already"]
    assert refusals_to_tell_to(held(), OTHER, {OTHER}) == ()


def owe(service, *, account="referente", **said) -> Obligation:
    whole = {"kind": "reception.message", "unit": service.team.pk, "due_at": NOW + timedelta(days=3)}
    with as_jobs():
        return operations.open_obligation(
            actor=SystemAt,
            at=NOW,
            subject=new_id(),
            label="Rappeler",
            account=service.account(account).pk if account else None,
            **whole | said,
        )


def give(service, row, *, by: str, to: str) -> Obligation:
    with acting(service.actor(by)) as actor:
        return operations.give(actor=actor, at=NOW, obligation=row.pk, to=service.account(to).pk)


@pytest.mark.django_db
class TestFromHandToHand:
    def test_the_one_who_has_it_gives_it_and_it_is_seen(self, service):
        row = give(service, owe(service), by="referente", to="collegue")
        assert (row.account.name, row.unit_id) == ("Fabrice Tacita", service.team.pk)
        with acting(service.actor("cheffe")) as actor:
            [passing] = queries.passings(actor, row.pk)
            assert (passing.kind, passing.held_by.name, passing.to.name) == (
                "given",
                "Corinne Lollia",
                "Fabrice Tacita",
            )
        with as_jobs():
            verbs = JournalEntry.objects.filter(subject=row.pk).values_list("verb", flat=True)
            assert list(verbs) == ["obligation.hand_over"]

    def test_a_colleague_does_not_take_it_from_her_hands(self, service):
        with pytest.raises(Refused, match="not_hers"):
            give(service, owe(service), by="collegue", to="collegue")

    def test_what_nobody_has_is_taken(self, service):
        assert give(service, owe(service, account=None), by="collegue", to="collegue").account.name == "Fabrice Tacita"

    def test_who_decides_gives_it_to_another(self, service):
        assert give(service, owe(service), by="cheffe", to="collegue").account.name == "Fabrice Tacita"

    def test_nobody_of_elsewhere_receives_it(self, service):
        with pytest.raises(Refused, match="unknown"):
            give(service, owe(service), by="referente", to="referent.ailleurs")

    def test_who_knows_the_person_does_not_receive_it(self, service):
        person = new_id()
        with as_jobs():
            access.step_aside(actor=service.actor("collegue"), at=NOW, person=person)
        with pytest.raises(Refused, match="unavailable"):
            give(service, owe(service, person=person), by="referente", to="collegue")
        with as_jobs():
            assert not Passing.objects.exists()

    def test_told_by_name_it_is_in_her_list_and_the_hour_tells_nobody_else(self, service):
        row = owe(service, escalates_at=NOW)
        with acting(service.actor("referente")) as actor:
            operations.tell(actor=actor, at=NOW, obligation=row.pk, to=service.account("cheffe").pk)
        with acting(service.actor("cheffe")) as actor:
            assert [one.pk for one in queries.mine(actor)] == [row.pk]
        with as_jobs():
            assert operations.tell_who_decides(actor=SystemAt, at=NOW)[0] == 0

    def test_only_somebody_who_decides_there_is_told(self, service):
        row = owe(service)
        with acting(service.actor("referente")) as actor, pytest.raises(Refused, match="unknown"):
            operations.tell(actor=actor, at=NOW, obligation=row.pk, to=service.account("collegue").pk)

    def test_the_page_offers_what_may_be_done(self, client, service):
        row = owe(service)
        for login, gives, tells in (("referente", True, True), ("collegue", False, True), ("cheffe", True, False)):
            client.force_login(service.account(login))
            page = client.get(reverse("deadlines:why", args=[row.pk]), secure=True)
            offered = page.context["give_form"] is not None, page.context["tell_form"] is not None
            assert offered == (gives, tells), login

    def test_from_the_page(self, client, service):
        row = owe(service)
        client.force_login(service.account("referente"))
        to = {"give-to": service.account("collegue").pk}
        assert client.post(reverse("deadlines:give", args=[row.pk]), {}, secure=True).status_code == 422
        assert client.post(reverse("deadlines:give", args=[row.pk]), to, secure=True).status_code == 302
        said = client.get(reverse("deadlines:why", args=[row.pk]), secure=True).content.decode()
        assert "Confiée à Fabrice Tacita, après Corinne Lollia" in said
        again = client.post(reverse("deadlines:give", args=[row.pk]), to, secure=True)
        assert again.status_code == 422
        told = {"tell-to": service.account("cheffe").pk}
        assert client.post(reverse("deadlines:tell", args=[row.pk]), told, secure=True).status_code == 302
        said = client.get(reverse("deadlines:why", args=[row.pk]), secure=True).content.decode()
        assert "Signalée à Ghislaine Ozier" in said
        assert "Ghislaine Ozier le sait" in said


HEARING = date(2027, 2, 1)
MOVES = some.lists(some.tuples(some.sampled_from(("postpone", "hand_over", "move")), some.integers(1, 200)), max_size=6)


@pytest.mark.django_db
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(moves=MOVES)
def test_a_legal_date_is_always_what_the_text_gives(service, moves):
    """Neither put off nor given away by hand with another date; when its event moves, what it was is kept."""
    with as_jobs():
        said = {"actor": SystemAt, "at": NOW, "kind": "essai", "subject": new_id()}
        row = operations.start(**said, rule="EXP-5b", event_on=HEARING, unit=service.team.pk)
        moved = 0
        for gesture, days in moves:
            moved += _try(row, gesture, days, said)
            row.refresh_from_db()
            due = rules.due("EXP-5b", row.event_on, "America/Guadeloupe")
            assert (row.due_at, row.why) == (due.at("America/Guadeloupe"), due.why)
        assert queries.moves(SystemAt, row.pk).count() == row.postponements == moved


def _try(row, gesture: str, days: int, said: dict) -> int:
    hand, later = {"actor": SystemAt, "at": NOW, "obligation": row.pk}, row.due_at + timedelta(days=days)
    if gesture == "move":
        event_on = HEARING + timedelta(days=days)
        return len(operations.move_event(**said, event="dsf.audience", event_on=event_on, reason="Renvoi."))
    given = {"unit": row.unit_id, "account": None} if gesture == "hand_over" else {}
    with pytest.raises(Refused, match="legal_date"):
        getattr(operations, gesture)(**hand, **given, due_at=later)
    return 0

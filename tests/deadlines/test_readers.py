"""Who reads what an obligation says: in its unit, whoever reads the thing itself (record 0021)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.situations import NOW, SETTLED, SystemAt, acting, as_jobs
from tisserand.access import grants
from tisserand.access import operations as access
from tisserand.access.rules import capabilities, roles
from tisserand.deadlines import operations, queries
from tisserand.deadlines.models import Obligation, Passing
from tisserand.deadlines.rules import APART_KIND, FOLLOWS, GUARDED_KIND, READERS, holders_of, named_in
from tisserand.desk import links
from tisserand.inquiries.operations import clocks as of_inquiries
from tisserand.inquiries.operations.concerns import clocks as of_concerns
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.operations import emergency
from tisserand.people.rules import Identity
from tisserand.support.operations import followed
from tisserand.transmissions.operations import clocks as of_transmissions

# Every kind that the code opens.
OPENED = [
    *(
        f"reception.{what}"
        for what in ("visit", "demand", "emergency", "appointment", "appointment.entrust", "message", "on_call")
    ),
    *(f"assessment.first.{what}" for what in ("conclude", "send_orientation", "attribute_support", "begin_support")),
    "assessment.orientation",
    *(f"support.{what}" for what in ("build", "review", "end", "regulate", "replace", "relay", "finish", "figures")),
    *(f"support.{what}" for what in ("masp", "masp_in_all", "joint")),
    *followed.KINDS.values(),
    *("support.rsa.reorient", "support.breach.inform", "support.breach.decide", "support.breach.lift"),
    *("support.court.end", of_inquiries.KIND, f"{of_inquiries.KIND}.attribute", "inquiries.figures"),
    *(of_concerns.KIND, of_concerns.OF_TRANSMISSION, *of_transmissions.KINDS.values()),
    *("transmissions.letter.write", "transmissions.measure.end", emergency.KIND),
    *("privacy.request", "privacy.due", "privacy.many_files", "deadlines.unheard"),
]
# What a desk must know to do its work says nothing that the whole site does not know already.
NEUTRAL = {"reception", "deadlines"}


def test_every_kind_is_read_by_somebody():
    assert [kind for kind in (*OPENED, *links.PAGES, *links.LISTS) if not named_in(READERS, kind)] == [GUARDED_KIND]


def test_what_is_told_to_all_who_follow_a_unit_is_neutral():
    assert {kind for kind, one in READERS.items() if not one.tells} == NEUTRAL


def test_each_is_read_by_capabilities_that_somebody_who_follows_holds():
    """The privacy officer, who follows no unit, has hers in hand by name."""
    held = [role.capabilities for role in roles().values() if FOLLOWS in role.capabilities]
    for kind, one in READERS.items():
        assert {*one.reads, *one.takes, *one.works} <= set(capabilities()), kind
        assert kind.startswith("privacy.") or any(set(one.reads) & its for its in held), kind


def test_a_step_goes_by_the_name_of_the_thing():
    assert named_in(READERS, "support.breach.inform") == "support.breach"
    assert named_in(READERS, "support.review") == "support"
    assert named_in(READERS, "supportive") == ""
    assert holders_of("essai") == frozenset()
    assert holders_of("support.review") == {"plans.see", "plans.write"}


TEAM, SITE, POLE, ALL = "team", "site", "pole", "direction"
# Kind, whose, in whose hand, and who sees it of: her desk, her team, their manager, the pôle, the unit of concerns.
SEEN = [
    ("reception.message", SITE, "accueil", "secretaire accueil cheffe crip"),
    ("reception.message", TEAM, "referente", "secretaire.equipe referente collegue cheffe crip"),
    ("deadlines.unheard", SITE, None, "secretaire accueil cheffe crip"),
    ("assessment.first.conclude", SITE, None, "accueil cheffe"),
    ("assessment.first.begin_support", TEAM, "referente", "referente cheffe"),
    ("assessment.orientation", POLE, None, "pole"),
    ("assessment.orientation", SITE, "accueil", "accueil cheffe"),
    ("support.review", TEAM, "referente", "referente cheffe"),
    ("support.regulate", TEAM, None, "cheffe"),
    ("support.replace", TEAM, "cheffe", "cheffe"),
    ("support.relay", SITE, None, "accueil cheffe"),
    ("support.relay", SITE, "accueil", "accueil cheffe"),
    ("support.breach.inform", TEAM, "referente", "referente cheffe"),
    ("support.breach.inform", TEAM, None, "referente collegue cheffe"),
    ("support.debt", TEAM, None, "referente collegue cheffe"),
    ("inquiries.eviction.attribute", TEAM, None, "cheffe"),
    ("inquiries.eviction", TEAM, "collegue", "collegue cheffe"),
    ("inquiries.transmission", ALL, None, "crip"),
    ("inquiries.figures", ALL, None, "crip"),
    (APART_KIND, ALL, "collegue", "collegue crip"),
    ("transmissions.letter.write", TEAM, "referente", "referente cheffe"),
    ("transmissions.measure.end", TEAM, None, "cheffe"),
    ("transmissions.domiciliation", SITE, None, "secretaire accueil cheffe"),
    ("people.emergency", TEAM, None, "cheffe"),
    (GUARDED_KIND, TEAM, None, "cheffe"),
    ("privacy.request", ALL, "dpo", "dpo"),
    ("essai", TEAM, None, ""),
]
LOOKING = ("secretaire", "secretaire.equipe", "accueil", "referente", "collegue", "cheffe", "pole", "crip", "dpo")


def owe(service, kind: str, unit: str, account: str | None = None, **said) -> Obligation:
    whole = {"subject": new_id(), "label": "Ce qui est à faire", "due_at": NOW + timedelta(days=3)}
    with as_jobs():
        hand = service.account(account).pk if account else None
        where = {"kind": kind, "unit": getattr(service, unit).pk, "account": hand}
        return operations.open_obligation(actor=SystemAt, at=NOW, **where, **whole | said)


def reader(service, login: str):
    """As she is now: what she stands in for, from whom she stepped aside."""
    with as_jobs():
        return service.actor(login)


def sees(actor, row) -> bool:
    """Both halves of the wall say the same."""
    with acting(actor):
        behind = Obligation.objects.filter(pk=row.pk).exists()
    with as_jobs():
        assert queries.obligations(actor).filter(pk=row.pk).exists() == behind
    return behind


@pytest.fixture
def service(service):
    """Beside the others, the secretary of the team."""
    with as_jobs():
        said = {"actor": SystemAt, "at": NOW}
        her = access.create_account(**said, login="secretaire.equipe", name="Lise Nabajoth", fictitious=True)
        seat = {"unit": service.team.pk, "role": "reception_secretary", "starts_on": SETTLED}
        access.give_membership(**said, account=her.pk, **seat)
    return service


@pytest.mark.django_db
def test_who_sees_what_is_owed(service):
    actors = {login: service.actor(login) for login in LOOKING}
    for kind, unit, account, expected in SEEN:
        row = owe(service, kind, unit, account)
        found = [login for login, actor in actors.items() if sees(actor, row)]
        assert sorted(found) == sorted(expected.split()), (kind, unit, account)


@pytest.mark.django_db
class TestOneByOne:
    """Whatever the kind: whoever opened it, was told of it, stands in for whoever has it."""

    def test_who_opened_it(self, service):
        with acting(service.actor("collegue")) as actor:
            said = {"kind": "support.breach.inform", "subject": new_id(), "label": "?", "due_at": NOW}
            row = operations.open_obligation(actor=actor, at=NOW, **said, unit=service.team.pk)
        assert sees(reader(service, "collegue"), row)

    def test_who_was_told_of_it(self, service):
        row = owe(service, "inquiries.transmission", ALL, escalates_at=NOW)
        assert not sees(reader(service, "cheffe"), row)
        with as_jobs():
            Obligation.objects.filter(pk=row.pk).update(escalated_to=service.account("cheffe"))
        assert sees(reader(service, "cheffe"), row)

    def test_who_stands_in(self, service):
        row = owe(service, "support.breach.inform", TEAM, "referente")
        assert not sees(reader(service, "collegue"), row)
        with acting(service.actor("cheffe")) as actor:
            today = NOW.date()
            away = {"absent": service.account("referente").pk, "covering": service.account("collegue").pk}
            days = {"starts_on": today, "ends_on": today, "today": today}
            grants.give_cover(actor=actor, at=NOW, **away, **days, reason="Congés")
        assert sees(reader(service, "collegue"), row)

    def test_never_who_stepped_aside(self, service):
        person = new_id()
        row = owe(service, "support.breach.inform", TEAM, None, person=person)
        assert sees(reader(service, "collegue"), row)
        with as_jobs():
            access.step_aside(actor=service.actor("collegue"), at=NOW, person=person)
        assert not sees(reader(service, "collegue"), row)
        with acting(reader(service, "collegue")):
            assert queries.of_things([row.subject]) == []


@pytest.mark.django_db
class TestFromHandToHand:
    def test_a_desk_is_not_given_a_procedure(self, service):
        row = owe(service, "support.breach.inform", TEAM, None)
        with as_jobs():
            able = set(queries.colleagues(row, on=NOW.date()).values())
        assert able == {
            "Corinne Lollia, Sainte-Rose – Deshaies",
            "Fabrice Tacita, Sainte-Rose – Deshaies",
            "Ghislaine Ozier, Nord Basse-Terre",
        }
        with acting(service.actor("cheffe")) as actor:
            said = {"actor": actor, "at": NOW, "obligation": row.pk}
            with pytest.raises(Refused, match="unknown"):
                operations.give(**said, to=service.account("secretaire.equipe").pk)
            operations.give(**said, to=service.account("collegue").pk)
        with acting(service.actor("collegue")) as actor:
            assert [one.pk for one in queries.mine(actor)] == [row.pk]

    def test_the_manager_takes_what_lies_in_the_team(self, service):
        row = owe(service, "inquiries.eviction.attribute", TEAM, None)
        with acting(service.actor("cheffe")) as actor:
            to_take = queries.open_obligations(actor).filter(queries.is_to_take(actor))
            assert [one.pk for one in to_take] == [row.pk]
            operations.give(actor=actor, at=NOW, obligation=row.pk, to=actor.account_id)
            assert [one.pk for one in queries.mine(actor)] == [row.pk]

    def test_what_surrounds_it_goes_with_it(self, service):
        row = owe(service, "support.breach.inform", TEAM, "referente")
        with acting(service.actor("cheffe")) as actor:
            operations.give(actor=actor, at=NOW, obligation=row.pk, to=service.account("collegue").pk)
            assert Passing.objects.filter(obligation=row).count() == queries.passings(actor, row.pk).count() == 1
        with acting(service.actor("secretaire.equipe")) as actor:
            assert not Passing.objects.filter(obligation=row).exists()
            assert not queries.passings(actor, row.pk).exists()


@pytest.mark.django_db
class TestWhoeverDoesIt:
    """The right to do a thing is its own room's: what it owed ends, in whatever hand."""

    RULE = {"kind": "support.rsa", "rule": "RSA-1"}

    def clock(self, service) -> Obligation:
        with as_jobs():
            said = {"subject": new_id(), "event_on": NOW.date(), "unit": service.team.pk}
            return operations.start(
                actor=SystemAt, at=NOW, account=service.account("referente").pk, **self.RULE, **said
            )

    def test_a_fact_ends_the_clock(self, service):
        row = self.clock(service)
        with acting(service.actor("collegue")) as actor:
            assert not Obligation.objects.filter(pk=row.pk).exists()
            done = operations.fulfil(actor=actor, at=NOW, subject=row.subject, outcome="fait", **self.RULE)
            assert (done.pk, done.closed_by_id) == (row.pk, actor.account_id)

    def test_an_event_moves_it_and_keeps_what_it_was(self, service):
        row = self.clock(service)
        with acting(service.actor("collegue")) as actor:
            said = {"kind": "support.rsa", "subject": row.subject, "event": row.event, "reason": "Renvoi."}
            [moved] = operations.move_event(actor=actor, at=NOW, event_on=NOW.date() + timedelta(days=7), **said)
            assert moved.pk == row.pk
        with acting(service.actor("cheffe")) as actor:
            assert queries.moves(actor, row.pk).count() == 1

    def test_it_does_not_start_twice(self, service):
        row = self.clock(service)
        with acting(service.actor("collegue")) as actor:
            said = {"subject": row.subject, "event_on": NOW.date(), "unit": service.team.pk}
            assert operations.start(actor=actor, at=NOW, **self.RULE, **said).pk == row.pk

    def test_a_step_ends_and_changes_hands(self, service):
        row = owe(service, "inquiries.eviction.note", TEAM, "referente")
        with acting(service.actor("collegue")) as actor:
            said = {"actor": actor, "at": NOW, "obligation": row.pk}
            assert queries.is_owed(row.pk)
            operations.postpone(**said, due_at=NOW + timedelta(days=9))
            operations.hand_over(**said, unit=service.team.pk, account=service.account("cheffe").pk)
            operations.discharge(**said, outcome="fait")
            assert not queries.is_owed(row.pk)

    def test_a_protected_file_and_a_concern_are_not_found_this_way(self, service):
        thing = new_id()
        for kind in (GUARDED_KIND, APART_KIND):
            owe(service, kind, TEAM, None, subject=thing)
        with acting(service.actor("cheffe")):
            assert queries.owed_about([thing]) == []


@pytest.mark.django_db
def test_the_list_of_the_desk_does_not_show_it_and_the_manager_s_does(client, service):
    """« Informer la personne du manquement », beside her name, says what the wall of her RSA keeps."""
    with as_jobs():
        identity = Identity(civility="mme", used_name="Mirval", first_names="Roselyne")
        person = people.create_person(actor=SystemAt, at=NOW, identity=identity, site=service.site.pk).pk
    said = {"person": person, "due_at": timezone.now() - timedelta(days=1)}
    told = owe(service, "support.breach.inform", TEAM, None, label="Informer la personne du manquement", **said)
    owe(service, "reception.message", TEAM, None, label="Répondre à un message", **said)

    def page(login, name, **asked):
        client.force_login(service.account(login))
        return client.get(reverse(name, args=asked.pop("args", [])), asked, secure=True)

    for login, shown in (("secretaire.equipe", False), ("collegue", True), ("cheffe", True)):
        for where in ("service", "equipe"):
            listed = page(login, "desk:duties", pour=where).content.decode()
            assert "Répondre à un message" in listed, login
            assert ("Informer la personne du manquement" in listed) == shown, (login, where)
        assert ("manquement" in page(login, "desk:my_day").content.decode()) == shown, login
        assert page(login, "deadlines:why", args=[told.pk]).status_code == (200 if shown else 404)
        [board] = [one for one in page(login, "desk:teams").context["boards"] if one.unit == service.team.pk]
        assert board.total.late == (2 if shown else 1), login


@pytest.mark.django_db
def test_a_week_ago_is_compared_by_those_who_read_all_of_it(client, service):
    """What a night counted is everything: beside a part of it, it would say that things go well."""
    owe(service, "support.review", TEAM, "referente", due_at=timezone.now() - timedelta(days=30))
    owe(service, "reception.message", TEAM, None, due_at=timezone.now() - timedelta(days=30))
    with as_jobs():
        operations.count_each_unit(at=timezone.now() - timedelta(days=7))
    for login, before in (("cheffe", 2), ("secretaire.equipe", None)):
        client.force_login(service.account(login))
        boards = client.get(reverse("desk:teams"), secure=True).context["boards"]
        assert [one.late_before for one in boards if one.unit == service.team.pk] == [before], login

"""What an agenda reads, read back by another library than the one that wrote it."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.situations import NOW, SystemAt, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import JournalEntry
from tisserand.deadlines import operations, rules
from tisserand.deadlines.models import Feed, Obligation
from tisserand.deadlines.rules import APART_KIND, GUARDED_KIND, Entry
from tisserand.kernel.ids import new_id

ZONES = ("America/Guadeloupe", "Indian/Reunion", "Europe/Paris")
# Before and after each change of hour of 2026 in Paris, and the days themselves.
DAYS = tuple(date(2026, *day) for day in ((3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26), (12, 31)))


def events(text: bytes) -> list:
    return list(vobject.readOne(text.decode()).contents.get("vevent", ()))


def entry(starts=date(2026, 12, 1), ends=None, **said) -> Entry:
    return Entry(
        **{"key": new_id(), "label": "Rappeler", "url": "https://ici/", "made_at": NOW} | said, starts=starts, ends=ends
    )


class TestTheHour:
    @pytest.mark.parametrize("zone", ZONES)
    @pytest.mark.parametrize("day", DAYS)
    def test_a_legal_date_is_the_day_itself_wherever_one_reads_it(self, zone, day):
        starts, ends = rules.shown(rules.end_of(day, zone), zone)
        [event] = events(rules.written([entry(starts, ends)], zone=zone))
        assert (event.dtstart.value, type(event.dtstart.value)) == (day, date)
        assert "DTSTART;VALUE=DATE:" in event.serialize()

    @pytest.mark.parametrize("zone", ZONES)
    @pytest.mark.parametrize("day", DAYS)
    def test_a_promise_with_an_hour_ends_at_that_hour_there(self, zone, day):
        due = datetime.combine(day, time(10, 30), ZoneInfo(zone)).astimezone(UTC)
        [event] = events(rules.written([entry(*rules.shown(due, zone))], zone=zone))
        here = ZoneInfo(zone)
        assert event.dtstart.value.astimezone(here).replace(tzinfo=None) == datetime.combine(day, time(10))
        assert event.dtend.value.astimezone(here).replace(tzinfo=None) == datetime.combine(day, time(10, 30))

    @pytest.mark.parametrize(
        ("rule", "event_on", "place", "zone", "found"),
        [
            ("EXP-5a", date(2026, 5, 6), "971", "America/Guadeloupe", date(2026, 6, 2)),
            ("EXP-5a", date(2026, 5, 6), "75", "Europe/Paris", date(2026, 6, 1)),
            ("EXP-5a", date(2026, 12, 4), "974", "Indian/Reunion", date(2026, 12, 28)),
        ],
    )
    def test_the_holidays_of_the_place_reach_the_agenda(self, rule, event_on, place, zone, found):
        due = rules.due(rule, event_on, place)
        [event] = events(rules.written([entry(*rules.shown(due.at(zone), zone))], zone=zone))
        assert event.dtstart.value == due.on == found


class TestTheFile:
    @settings(max_examples=40)
    @given(
        labels=some.lists(
            some.text(min_size=1, max_size=200).filter(lambda one: one.isprintable() and one.strip()), max_size=4
        ),
        at=some.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2060, 1, 1), timezones=some.just(UTC)),
    )
    def test_what_was_written_is_read_back(self, labels, at):
        said = [entry(at, at + timedelta(minutes=30), label=label) for label in labels]
        text = rules.written(said, zone="UTC")
        assert all(len(line) <= 75 for line in text.split(b"\r\n"))
        assert b"\n" not in text.replace(b"\r\n", b"")
        found = events(text)
        assert [one.summary.value for one in found] == [" ".join(label.split()) for label in labels]
        assert [UUID(one.uid.value) for one in found] == [one.key for one in said]
        assert [one.dtstart.value for one in found] == [at.replace(microsecond=0)] * len(labels)

    @given(some.lists(some.integers(0, 10**7), min_size=2, max_size=6))
    def test_a_later_change_never_has_an_earlier_revision(self, seconds):
        changed = [entry(changed_at=NOW + timedelta(seconds=one)) for one in sorted(seconds)]
        revisions = [entry().revision, *(one.revision for one in changed)]
        assert revisions == sorted(revisions)
        assert revisions[0] == 0 < revisions[1]

    def test_it_says_how_often_to_come_back_and_whose_time_it_takes(self):
        text = rules.written([entry(), entry(NOW, NOW, busy=True)], zone="Indian/Reunion").decode()
        for said in (
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "METHOD:PUBLISH",
            "X-WR-TIMEZONE:Indian/Reunion",
            "TRANSP:TRANSPARENT",
            "TRANSP:OPAQUE",
            "CLASS:PRIVATE",
        ):
            assert said in text

    def test_an_empty_agenda_is_an_agenda(self):
        assert events(rules.written([], zone="UTC")) == []


in_database = pytest.mark.django_db


def owe(service, login="referente", **said) -> Obligation:
    whole = {"kind": "essai.suite", "label": "Rappeler", "due_at": rules.end_of(date(2027, 1, 4), "America/Guadeloupe")}
    with as_jobs():
        return operations.open_obligation(
            actor=SystemAt,
            at=NOW,
            subject=new_id(),
            unit=service.team.pk,
            account=service.account(login).pk,
            **whole | said,
        )


def subscribe(client, service, login="referente") -> str:
    """The address, as the page says it."""
    client.force_login(service.account(login))
    page = client.post(reverse("deadlines:open_feed"), secure=True)
    client.logout()
    return urlsplit(page.context["address"]).path


def read(client, address: str):
    return client.get(address, secure=True)


@in_database
@pytest.mark.requirement("R61")
class TestTheGate:
    def test_it_opens_without_a_session_on_ones_own_duties_alone(self, client, service):
        mine = owe(service)
        owe(service, "collegue", label="À un collègue")
        owe(service, label="Garder", kind=GUARDED_KIND)
        answer = read(client, subscribe(client, service))
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert not answer.cookies
        [event] = events(answer.content)
        assert (event.uid.value, event.summary.value) == (str(mine.pk), "Rappeler")
        assert event.dtstart.value == date(2027, 1, 4)
        assert event.url.value == f"https://testserver{reverse('deadlines:why', args=[mine.pk])}"

    def test_a_child_who_is_evaluated_is_said_to_no_foreign_agenda(self, client, service):
        owe(service, label="Conclure l’évaluation de la situation de l’enfant", kind=APART_KIND)
        [event] = events(read(client, subscribe(client, service)).content)
        assert event.summary.value == "Échéance"

    def test_a_colleague_who_is_signed_in_reads_its_owners_all_the_same(self, client, service):
        mine = owe(service)
        address = subscribe(client, service)
        client.force_login(service.account("collegue"))
        assert [event.uid.value for event in events(read(client, address).content)] == [str(mine.pk)]

    def test_a_date_that_moves_follows_and_what_is_done_goes(self, client, service):
        row, address = owe(service), subscribe(client, service)
        [before] = events(read(client, address).content)
        with as_jobs():
            later = rules.end_of(date(2027, 1, 11), "America/Guadeloupe")
            operations.postpone(actor=SystemAt, at=NOW + timedelta(hours=1), obligation=row.pk, due_at=later)
        [after] = events(read(client, address).content)
        assert after.uid.value == before.uid.value
        assert after.dtstart.value == date(2027, 1, 11)
        assert int(after.sequence.value) > int(before.sequence.value) == 0
        assert after.last_modified.value > before.last_modified.value
        with as_jobs():
            operations.discharge(actor=SystemAt, at=NOW, obligation=row.pk, outcome="fait")
        assert events(read(client, address).content) == []

    def test_a_made_up_address_a_former_one_and_a_revoked_one_open_nothing(self, client, service):
        former = subscribe(client, service)
        address = subscribe(client, service)
        assert read(client, former).status_code == 404
        assert read(client, address).status_code == 200
        client.force_login(service.account("referente"))
        client.post(reverse("deadlines:revoke_feed"), secure=True)
        assert read(client, address).status_code == 404
        assert read(client, reverse("deadlines:feed", args=["inconnu"])).status_code == 404

    def test_a_closed_account_has_no_agenda(self, client, service):
        address = subscribe(client, service)
        with as_jobs():
            account = service.account("referente")
            account.is_active = False
            account.save(update_fields=["is_active"])
        assert read(client, address).status_code == 404

    def test_the_secret_is_kept_nowhere_and_said_once(self, client, service):
        address = subscribe(client, service)
        secret = address.rpartition("/")[2].removesuffix(".ics")
        assert len(secret) >= 43
        [row] = Feed.objects.all()
        assert secret not in str(vars(row))
        client.force_login(service.account("referente"))
        assert secret not in client.get(reverse("deadlines:agenda"), secure=True).content.decode()

    def test_it_is_noted_once_an_hour_and_in_the_journal_once_a_day(self, client, service, time_machine):
        time_machine.move_to(NOW, tick=False)
        address = subscribe(client, service)
        for minutes in (0, 15, 70, 26 * 60):
            time_machine.move_to(NOW + timedelta(minutes=minutes), tick=False)
            assert read(client, address).status_code == 200
        [row] = Feed.objects.all()
        assert row.read_at == NOW + timedelta(hours=26)
        with as_jobs():
            verbs = JournalEntry.objects.filter(subject=row.pk).order_by("id").values_list("verb", flat=True)
            assert list(verbs) == ["feed.open", "feed.read", "feed.read"]

    def test_who_insists_is_told_to_come_back(self, client, service, time_machine):
        time_machine.move_to(NOW, tick=False)
        address = subscribe(client, service)
        answers = [read(client, address).status_code for _ in range(21)]
        assert answers == [200] * 20 + [429]
        time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
        assert read(client, address).status_code == 200

    def test_who_guesses_is_stopped_and_disturbs_no_agenda_behind_the_same_address(self, client, service, time_machine):
        time_machine.move_to(NOW, tick=False)
        address = subscribe(client, service)
        guesses = [read(client, reverse("deadlines:feed", args=[f"essai-{one}"])).status_code for one in range(21)]
        assert guesses == [404] * 20 + [429]
        assert read(client, address).status_code == 200

    def test_who_has_no_seat_any_more_is_answered_all_the_same(self, client, service):
        address = subscribe(client, service)
        with as_jobs():
            for seat in access.Membership.objects.filter(account=service.account("referente")):
                access.end_membership(actor=SystemAt, at=NOW, membership=seat.pk, ends_before=date(2021, 1, 1))
        assert events(read(client, address).content) == []

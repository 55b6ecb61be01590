"""The mail of a morning: when it is worth reading, once, with numbers and an address only."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.situations import NOW, SystemAt, as_jobs
from tisserand.access.models import Account, Membership, Unit
from tisserand.deadlines import jobs, operations
from tisserand.deadlines.models import Digest
from tisserand.deadlines.rules import mornings
from tisserand.deadlines.rules.mornings import Counts
from tisserand.kernel.ids import new_id

# Tuesday 24 November 2026, 7:05 in Guadeloupe.
MORNING = datetime(2026, 11, 24, 11, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("America/Guadeloupe", datetime(2026, 11, 24, 11, 5, tzinfo=UTC), True),
        ("Indian/Reunion", datetime(2026, 11, 24, 3, 5, tzinfo=UTC), True),
        ("Europe/Paris", datetime(2026, 11, 24, 6, 5, tzinfo=UTC), True),
        # The change of hour does not wake anybody an hour too early.
        ("Europe/Paris", datetime(2026, 6, 24, 5, 5, tzinfo=UTC), True),
        ("Europe/Paris", datetime(2026, 11, 24, 5, 5, tzinfo=UTC), False),
        ("America/Guadeloupe", datetime(2026, 11, 24, 14, 5, tzinfo=UTC), False),
        # A Sunday, and the abolition of slavery: 27 May in Guadeloupe, a day of work in Paris.
        ("America/Guadeloupe", datetime(2026, 11, 22, 11, 5, tzinfo=UTC), False),
        ("America/Guadeloupe", datetime(2026, 5, 27, 11, 5, tzinfo=UTC), False),
        ("Europe/Paris", datetime(2026, 5, 27, 5, 5, tzinfo=UTC), True),
    ],
)
def test_it_is_morning_where_she_works(zone, at, expected):
    assert mornings.is_morning(at, zone) is expected


@pytest.mark.parametrize(
    ("on", "opens"),
    [(date(2026, 11, 23), True), (date(2026, 11, 24), False), (date(2026, 4, 7), True), (date(2026, 4, 8), False)],
)
def test_the_week_opens_on_its_first_working_day(on, opens):
    """6 April 2026 is Easter Monday."""
    assert mornings.opens_the_week(on, "America/Guadeloupe") is opens


@given(counts=some.builds(Counts, *[some.integers(0, 9)] * 4), opens=some.booleans())
def test_nothing_is_never_said_and_old_lateness_only_once_a_week(counts, opens):
    sent = mornings.worth_sending(counts, week_opens=opens)
    if sent:
        assert counts.late or counts.newly_late or counts.today
    if not counts.newly_late and not counts.today and not opens:
        assert not sent


@given(*[some.integers(0, 10**6)] * 3)
def test_the_mail_holds_numbers_and_addresses_only(late, today, week):
    said = mornings.body(late=late, today=today, week=week, duties_url="U", settings_url="V")
    bare = mornings.body(late=2, today=2, week=2, duties_url="U", settings_url="V")
    words = set(re.findall(r"[^\W\d]+", said))
    assert words <= set(re.findall(r"[^\W\d]+", bare)) | {"échéance"}


def owe(service, due_at, account="referente", **said):
    with as_jobs():
        return operations.open_obligation(
            actor=SystemAt,
            at=NOW - timedelta(days=30),
            kind="essai",
            subject=new_id(),
            label="Rappeler Mme Mirval",
            unit=service.team.pk,
            account=service.account(account).pk if account else None,
            due_at=due_at,
            **said,
        )


@pytest.fixture
def referente(service):
    with as_jobs():
        Account.objects.filter(login="referente").update(email="c.lollia@example.org")
    return service.account("referente")


def wake(at=MORNING) -> int:
    """The job of the hour, then those it asked for."""
    with as_jobs():
        before = set(Digest.objects.values_list("pk", flat=True))
        prepared = operations.prepare_digests(actor=jobs.CLOCK, at=at)
        for pk in Digest.objects.exclude(pk__in=before).values_list("pk", flat=True):
            jobs.send_digest(digest=str(pk))
    return prepared


@pytest.mark.django_db
class TestTheMorning:
    def test_it_says_how_many_and_where_and_nothing_else(self, service, referente):
        owe(service, MORNING - timedelta(days=2))
        owe(service, MORNING + timedelta(hours=3))
        owe(service, MORNING + timedelta(days=4))
        owe(service, MORNING + timedelta(hours=1), account="collegue")
        assert wake() == 1
        [sent] = mail.outbox
        assert sent.to == ["c.lollia@example.org"]
        said = sent.body.replace("\u00a0", " ")
        assert "En retard : 1 échéance\nAujourd’hui : 1 échéance\nLes six jours suivants : 1 échéance\n" in said
        assert reverse("deadlines:agenda") in said
        whole = sent.subject + said
        assert not [word for word in ("Mirval", "Rappeler", "Lollia", "Sainte-Rose") if word in whole]

    def test_never_twice_in_a_morning(self, service, referente):
        owe(service, MORNING + timedelta(hours=3))
        assert [wake(), wake(), wake(MORNING + timedelta(hours=1))] == [1, 0, 0]
        with as_jobs():
            [row] = Digest.objects.all()
            jobs.send_digest(digest=str(row.pk))
        assert len(mail.outbox) == 1

    def test_a_server_that_refuses_is_asked_again(self, service, referente, monkeypatch):
        owe(service, MORNING + timedelta(hours=3))
        with as_jobs():
            operations.prepare_digests(actor=jobs.CLOCK, at=MORNING)
            [row] = Digest.objects.all()
        with monkeypatch.context() as down, as_jobs():
            down.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refused)
            with pytest.raises(OSError, match="busy"):
                jobs.send_digest(digest=str(row.pk))
        with as_jobs():
            jobs.send_digest(digest=str(row.pk))
        assert len(mail.outbox) == 1

    def test_nothing_due_sends_nothing(self, service, referente):
        owe(service, MORNING + timedelta(days=4))
        assert wake() == 0
        assert mail.outbox == []

    def test_what_is_late_since_long_is_said_again_on_monday_only(self, service, referente):
        owe(service, MORNING - timedelta(days=9))
        days = [wake(MORNING + timedelta(days=day)) for day in range(7)]
        # Tuesday, then the next Monday.
        assert days == [1, 0, 0, 0, 0, 0, 1]

    def test_who_said_no_receives_nothing_until_she_says_yes(self, service, referente, client):
        owe(service, MORNING + timedelta(hours=3))
        client.force_login(referente)
        client.post(reverse("deadlines:choose_digest"), secure=True)
        assert "Vous ne le recevez pas" in client.get(reverse("deadlines:agenda"), secure=True).content.decode()
        assert wake() == 0
        client.post(reverse("deadlines:choose_digest"), {"wanted": "1"}, secure=True)
        assert wake() == 1

    def test_who_is_replaced_rests_and_who_stands_in_is_told(self, service, referente):
        from tisserand.access.models import Cover

        owe(service, MORNING + timedelta(hours=3))
        with as_jobs():
            Account.objects.filter(login="collegue").update(email="f.tacita@example.org")
            Cover.objects.create(
                absent=referente,
                covering=service.account("collegue"),
                unit=service.team,
                reason="Congés",
                starts_on=date(2026, 11, 20),
                ends_before=date(2026, 12, 1),
                given_by=service.account("cheffe"),
                given_at=NOW,
            )
        wake()
        assert [sent.to for sent in mail.outbox] == [["f.tacita@example.org"]]

    def test_each_wakes_in_her_own_morning(self, service, referente):
        with as_jobs():
            reunion = Unit.objects.create(
                kind="team", code="saint-denis", name="Saint-Denis", short_name="Saint-Denis",
                time_zone="Indian/Reunion", starts_on=date(2020, 1, 1),
            )  # fmt: skip
            Membership.objects.filter(account=referente).update(unit=reunion)
        owe(service, datetime(2026, 11, 24, 12, tzinfo=UTC))
        assert wake(MORNING) == 0
        assert wake(datetime(2026, 11, 24, 3, 5, tzinfo=UTC)) == 1

    def test_a_month_later_nothing_says_that_it_left(self, service, referente):
        owe(service, MORNING + timedelta(hours=3))
        wake()
        with as_jobs():
            assert operations.forget_digests(at=MORNING + timedelta(days=29)) == 0
            assert operations.forget_digests(at=MORNING + timedelta(days=31)) == 1


def refused(*_):
    raise OSError("busy")

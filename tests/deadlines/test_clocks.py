"""An event starts what the law asks, a fact fulfils it, a postponed hearing counts it again and keeps why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access.models import JournalEntry
from tisserand.deadlines import operations, queries
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
KIND = "essai.dsf"
# The first working day of 2027 from which the hearing is far enough.
SEIZED, HEARING = date(2026, 11, 20), date(2027, 2, 1)


def started(service, rule="EXP-5b", on=HEARING, *, subject=None, by="referente", **more) -> Obligation:
    with acting(service.actor(by)) as actor:
        return operations.start(
            actor=actor,
            at=NOW,
            rule=rule,
            subject=subject or new_id(),
            kind=KIND,
            event_on=on,
            unit=service.team.pk,
            account=service.account("referente").pk,
            **more,
        )


def verbs(row) -> list[str]:
    with as_jobs():
        return list(JournalEntry.objects.filter(subject=row.pk).order_by("id").values_list("verb", flat=True))


@pytest.mark.requirement("R61")
def test_an_event_starts_a_clock_that_says_why(service):
    row = started(service)
    assert row.due_at == datetime(2027, 1, 25, 22, tzinfo=UTC)
    assert row.why.startswith("5 jours ouvrés avant l’audience du 1er février 2027")
    assert (row.rule, row.rule_version, row.event) == ("EXP-5b", "EXP-5b@2021-01-08", "dsf.audience")
    assert row.label == "Transmettre le diagnostic au juge et à la CCAPEX"
    assert row.escalates_at < row.due_at
    assert verbs(row) == ["obligation.start"]


def test_the_same_event_told_twice_starts_one_clock(service):
    subject = new_id()
    assert started(service, subject=subject).pk == started(service, subject=subject).pk
    with as_jobs():
        assert Obligation.objects.filter(subject=subject).count() == 1


def test_a_clock_that_runs_elsewhere_is_refused_in_words(service):
    subject = new_id()
    with as_jobs():
        operations.start(
            actor=SystemAt,
            at=NOW,
            rule="EXP-5b",
            subject=subject,
            kind=KIND,
            event_on=HEARING,
            unit=service.other_team.pk,
        )
    with pytest.raises(Refused, match="running"):
        started(service, subject=subject)


def test_the_database_keeps_one_clock_for_one_rule(service):
    row = started(service)
    row.pk = new_id()
    with as_jobs(), pytest.raises(IntegrityError, match="obligation_open_once_by_rule"), transaction.atomic():
        row.save(force_insert=True)


def test_a_territory_says_what_a_time_zone_does_not(service):
    in_moselle = started(service, "EXP-5a", date(2026, 3, 16), territory="57")
    here = started(service, "EXP-5a", date(2026, 3, 16))
    assert in_moselle.due_at - here.due_at == timedelta(days=1)


def test_the_facts_that_the_law_branches_on_are_kept(service):
    row = started(service, "EXP-3", date(2026, 1, 30), facts={"lease_on": date(2023, 7, 28)})
    assert row.facts == {"lease_on": "2023-07-28"}
    with pytest.raises(Refused, match="lease_on"):
        started(service, "EXP-3", date(2026, 1, 30))


class TestAnEventThatMoves:
    def move(self, service, row, on, reason="Renvoi demandé par le bailleur.", by="referente"):
        with acting(service.actor(by)) as actor:
            return operations.move_event(
                actor=actor,
                at=NOW,
                kind=KIND,
                subject=row.subject,
                event="dsf.audience",
                event_on=on,
                reason=reason,
            )

    @pytest.mark.requirement("R61")
    def test_everything_that_it_started_is_counted_again(self, service):
        row = started(service)
        started(service, "EXP-5c", subject=row.subject)
        asked = started(service, "EXP-5a", SEIZED, subject=row.subject)
        moved = self.move(service, row, date(2027, 3, 1))
        assert [one.rule for one in moved] == ["EXP-5c", "EXP-5b"]
        assert moved[1].due_at == datetime(2027, 2, 22, 22, tzinfo=UTC)
        assert "1er mars 2027" in moved[1].why
        assert (moved[1].event_on, moved[1].postponements) == (date(2027, 3, 1), 1)
        with as_jobs():
            assert Obligation.objects.get(pk=asked.pk).due_at == asked.due_at
        assert verbs(row) == ["obligation.start", "obligation.move"]

    def test_what_the_date_was_and_why_it_moved_stay_written(self, service):
        row = started(service)
        self.move(service, row, date(2027, 3, 1))
        self.move(service, row, date(2027, 4, 5), reason="Juge empêché.")
        with acting(service.actor("referente")) as actor:
            first, second = queries.moves(actor, row.pk)
        assert (first.was_due_at, first.event_was_on) == (row.due_at, HEARING)
        assert (first.reason, second.reason) == ("Renvoi demandé par le bailleur.", "Juge empêché.")
        assert first.moved_by_id == service.account("referente").pk
        assert "1er février 2027" in first.was_why

    def test_who_may_not_see_the_obligation_sees_no_history(self, service):
        row = started(service)
        self.move(service, row, date(2027, 3, 1))
        with acting(service.actor("referent.ailleurs")) as actor:
            assert list(queries.moves(actor, row.pk)) == []

    def test_the_same_day_moves_nothing(self, service):
        row = started(service)
        assert self.move(service, row, HEARING) == []

    def test_what_is_done_is_not_counted_again(self, service):
        row = started(service)
        with acting(service.actor("referente")) as actor:
            operations.fulfil(actor=actor, at=NOW, kind=KIND, subject=row.subject, rule="EXP-5b", outcome="transmis")
        assert self.move(service, row, date(2027, 3, 1)) == []

    def test_it_says_why(self, service):
        with pytest.raises(Refused, match="reason"):
            self.move(service, started(service), date(2027, 3, 1), reason=" ")

    def test_whoever_was_told_of_the_former_date_is_told_again(self, service):
        row = started(service)
        with as_jobs():
            Obligation.objects.filter(pk=row.pk).update(
                escalated_to=service.account("cheffe").pk, escalates_at=None, unheard_at=NOW
            )
        [moved] = self.move(service, row, date(2027, 3, 1))
        assert (moved.escalated_to_id, moved.unheard_at) == (None, None)
        assert moved.escalates_at == datetime(2027, 2, 17, 22, tzinfo=UTC)


class TestFulfilled:
    def test_a_fact_closes_it_and_nobody_closes_by_hand(self, service):
        row = started(service)
        with acting(service.actor("referente")) as actor:
            done = operations.fulfil(
                actor=actor, at=NOW, kind=KIND, subject=row.subject, rule="EXP-5b", outcome="transmis"
            )
            again = operations.fulfil(
                actor=actor, at=NOW, kind=KIND, subject=row.subject, rule="EXP-5b", outcome="transmis"
            )
        assert (done.pk, done.outcome, done.done_on) == (row.pk, "transmis", date(2026, 11, 24))
        assert again is None
        assert verbs(row) == ["obligation.start", "obligation.fulfil"]

    def test_on_the_day_it_was_done(self, service):
        row = started(service)
        with acting(service.actor("referente")) as actor:
            done = operations.fulfil(
                actor=actor,
                at=NOW,
                kind=KIND,
                subject=row.subject,
                rule="EXP-5b",
                outcome="transmis",
                on=date(2026, 11, 20),
            )
        assert done.done_on == date(2026, 11, 20)

    def test_the_rule_may_run_again_afterwards(self, service):
        row = started(service)
        with acting(service.actor("referente")) as actor:
            operations.fulfil(actor=actor, at=NOW, kind=KIND, subject=row.subject, rule="EXP-5b", outcome="transmis")
        assert started(service, subject=row.subject).pk != row.pk


class TestDoneElsewhere:
    def say(self, service, row, *, on=date(2026, 11, 23), proof="Accusé de réception du greffe", by="referente"):
        with acting(service.actor(by)) as actor:
            return operations.done_elsewhere(actor=actor, at=NOW, obligation=row.pk, on=on, proof=proof)

    def test_it_says_when_and_what_proves_it(self, service):
        row = self.say(service, started(service))
        assert (row.outcome, row.done_on, row.proof) == (
            "hors-outil",
            date(2026, 11, 23),
            "Accusé de réception du greffe",
        )
        assert verbs(row) == ["obligation.start", "obligation.done_elsewhere"]

    def test_every_reason_not_to_is_said_at_once(self, service):
        with pytest.raises(Refused, match="on proof"):
            self.say(service, started(service), on=date(2026, 11, 25), proof="")

    def test_it_is_done_once(self, service):
        row = started(service)
        self.say(service, row)
        with pytest.raises(Refused, match="closed"):
            self.say(service, row)

    def test_a_promise_that_no_rule_started_ends_where_it_stands(self, service):
        with as_jobs():
            row = operations.open_obligation(
                actor=SystemAt,
                at=NOW,
                kind="reception.message",
                subject=new_id(),
                label="?",
                unit=service.team.pk,
                due_at=NOW,
            )
        with pytest.raises(Refused, match="by_hand"):
            self.say(service, row, by="cheffe")


class TestADelayOfTheDepartement:
    def adjust(self, service, *, rule="IP-2", offset=5, starts_on=date(2026, 11, 24), decision="Note du 20 novembre"):
        with acting(service.actor("admin")) as actor:
            return operations.adjust(
                actor=actor, at=NOW, rule=rule, offset=offset, starts_on=starts_on, decision=decision
            )

    def test_it_counts_from_its_first_day_on(self, service):
        self.adjust(service)
        before, after = (started(service, "IP-2", on) for on in (date(2026, 11, 23), date(2026, 11, 24)))
        assert before.due_at == datetime(2026, 11, 25, 22, tzinfo=UTC)
        assert after.due_at == datetime(2026, 12, 1, 22, tzinfo=UTC)
        assert "délai du département" in after.why

    def test_the_former_one_ends_when_the_next_begins(self, service):
        self.adjust(service)
        self.adjust(service, offset=3, starts_on=date(2027, 1, 1))
        assert [queries.chosen_offset("IP-2", on) for on in (SEIZED, date(2026, 12, 31), HEARING)] == [None, 5, 3]

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"rule": "EXP-5a"}, "fixed"),
            ({"offset": -2}, "offset"),
            ({"decision": ""}, "decision"),
        ],
    )
    def test_what_may_not_be_set_is_refused(self, service, said, code):
        with pytest.raises(Refused, match=code):
            self.adjust(service, **said)

    def test_not_before_another_one(self, service):
        self.adjust(service)
        with pytest.raises(Refused, match="starts_on"):
            self.adjust(service, starts_on=date(2026, 11, 20))


def test_what_was_done_before_the_event_does_not_fulfil_it(service):
    row, early = started(service, "EXP-5a", SEIZED), SEIZED - timedelta(days=1)
    with acting(service.actor("referente")) as actor, pytest.raises(Refused) as caught:
        operations.done_elsewhere(actor=actor, at=NOW, obligation=row.pk, on=early, proof="Recommandé")
    assert [refusal.code for refusal in caught.value.refusals] == ["before"]


def test_a_reduced_delay_stays_within_the_one_that_a_text_fixes(service):
    """Before two years the evaluation is shorter than three months: the département says by how much (D. 226-2-4)."""
    with as_jobs(), pytest.raises(Refused) as caught:
        operations.adjust(actor=SystemAt, at=NOW, rule="IP-3", offset=6, starts_on=SEIZED, decision="Note")
    assert [refusal.code for refusal in caught.value.refusals] == ["longest"]
    with as_jobs():
        kept = operations.adjust(actor=SystemAt, at=NOW, rule="IP-3", offset=2, starts_on=SEIZED, decision="Note")
    assert kept.offset == 2

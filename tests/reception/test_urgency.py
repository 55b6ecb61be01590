"""The protocol and who is on call, on PostgreSQL: written by few, read by those who meet dangers, kept as published."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.reception.scenes import opens
from tests.situations import NOW, SystemAt, acting, as_jobs, local_day
from tisserand.access.models import JournalEntry
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.models import OnCall, Protocol, ProtocolAnswer
from tisserand.reception.operations import ProtocolChanged
from tisserand.reception.rules import urgency
from tisserand.reception.rules.on_call import Shift
from tisserand.reception.rules.urgency import GENERAL, Answer, Relay, State

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R24")]
TODAY = local_day(NOW)
TOMORROW = TODAY + timedelta(days=1)
ANSWER = Answer("L’accueil.", (Relay("Veille sociale", "115", "Jour et nuit"),))
OTHER = Answer("Le cadre.", ANSWER.relays)
NIGHT = Shift(NOW, NOW + timedelta(hours=12), "Ghislaine Ozier", "+590590000201")


def prepares(actor, *, source=None, at=NOW) -> Protocol:
    """A whole draft."""
    draft = operations.prepare_protocol(actor=actor, at=at, today=TODAY, source=source)
    said = {"actor": actor, "at": at, "protocol": draft.pk}
    words = {"definition": "Un danger aujourd’hui.", "closing_rule": "Un relais nommé."}
    draft = operations.write_frame(**said, expected_version=draft.version, **words)
    for kind in urgency.kinds(on=TODAY):
        if not ProtocolAnswer.objects.get(protocol=draft, kind=kind).answer.written:
            operations.write_answer(**said, kind=kind, expected_version=1, answer=ANSWER)
    return draft


def publishes(actor, draft, *, applies_on=TODAY, changes="", at=NOW) -> Protocol:
    read = operations.reading(draft, queries.answers_of(actor, draft))
    said = {"actor": actor, "at": at, "protocol": draft.pk, "today": TODAY, "read": read}
    return operations.publish_protocol(**said, applies_on=applies_on, changes=changes)


def two_versions(actor) -> tuple[Protocol, Protocol]:
    first = publishes(actor, prepares(actor))
    draft = prepares(actor, source=first.pk)
    said = {"actor": actor, "at": NOW, "protocol": draft.pk, "kind": "sans-abri-ce-soir"}
    operations.write_answer(**said, expected_version=1, answer=OTHER)
    return first, publishes(actor, draft, applies_on=TOMORROW, changes="Le cadre répond.")


def test_the_first_draft_begins_with_the_national_numbers(service):
    with acting(service.actor("conseil")) as actor:
        draft = operations.prepare_protocol(actor=actor, at=NOW, today=TODAY)
        said = queries.text(actor, draft).answers
        assert "115" in [relay.phone for relay in said["sans-abri-ce-soir"].relays]
        assert {"15", "17", "18", "112", "114"} <= {relay.phone for relay in said[GENERAL].relays}
        assert operations.prepare_protocol(actor=actor, at=NOW, today=TODAY).pk == draft.pk


def test_one_version_applies_on_a_day(service):
    with acting(service.actor("conseil")) as actor:
        first, second = two_versions(actor)
        assert (first.number, second.number) == (1, 2)
        assert queries.protocol_on(actor, TODAY - timedelta(days=1)) is None
        assert queries.protocol_on(actor, TODAY) == first
        assert queries.protocol_on(actor, TOMORROW) == second
    with acting(service.actor("accueil")) as reader:
        assert queries.frame(reader, TODAY, "sans-abri-ce-soir").answer.first == "L’accueil."
        assert queries.frame(reader, TOMORROW, "sans-abri-ce-soir").answer.first == "Le cadre."
        assert queries.frame(reader, TODAY).kind == GENERAL
    with as_jobs():
        verbs = JournalEntry.objects.filter(kind="reception.protocol").values_list("verb", flat=True)
        assert {"protocol.prepare", "protocol.write", "protocol.publish"} == set(verbs)


def test_what_is_in_preparation_is_read_by_its_writers(service):
    with acting(service.actor("admin")) as actor:
        draft = prepares(actor)
        assert draft in queries.protocols(actor)
    with acting(service.actor("cheffe")) as reader:
        assert not queries.protocols(reader).exists()
    with acting(service.actor("dpo")):
        assert not Protocol.objects.exists()
        assert not ProtocolAnswer.objects.exists()


def test_who_reads_does_not_write(service):
    with acting(service.actor("conseil")) as actor:
        publishes(actor, prepares(actor))
    with acting(service.actor("accueil")) as reader:
        with pytest.raises(DatabaseError), transaction.atomic():
            operations.prepare_protocol(actor=reader, at=NOW, today=TODAY)
        with pytest.raises(DatabaseError), transaction.atomic():
            operations.put_on_call(actor=reader, at=NOW, shift=NIGHT)
        assert Protocol.objects.update(changes="Rien.") == 0


def test_a_published_version_does_not_change(service):
    with acting(service.actor("conseil")) as actor:
        first, _ = two_versions(actor)
        said = {"actor": actor, "at": NOW, "protocol": first.pk}
        with pytest.raises(Refused, match="state"):
            operations.write_frame(**said, expected_version=first.version, definition="", closing_rule="")
        with pytest.raises(Refused, match="state"):
            operations.write_answer(**said, kind=GENERAL, expected_version=1, answer=ANSWER)


CHANGES = (
    lambda row: Protocol.objects.filter(pk=row.pk).update(changes="Autre chose."),
    lambda row: Protocol.objects.filter(pk=row.pk).update(state=State.DRAFT, number=None, applies_on=None),
    lambda row: Protocol.objects.filter(pk=row.pk).update(state=State.WITHDRAWN, withdrawn_at=NOW, applies_on=TOMORROW),
    lambda row: ProtocolAnswer.objects.filter(protocol=row).update(first="Personne."),
    lambda row: ProtocolAnswer.objects.filter(protocol=row).delete(),
    lambda row: ProtocolAnswer.objects.create(protocol=row, kind="autre", changed_at=NOW),
)


@pytest.mark.parametrize("wrong", CHANGES)
@pytest.mark.parametrize("hands", ["conseil", None])
def test_postgresql_itself_refuses_to_change_what_was_published(service, wrong, hands):
    with acting(service.actor("conseil")) as actor:
        row = publishes(actor, prepares(actor))
    refused = pytest.raises(IntegrityError, match="protocol_published_stays")
    with as_jobs() if hands is None else acting(service.actor(hands)), refused, transaction.atomic():
        wrong(row)


def test_a_draft_that_changed_since_it_was_read_is_not_published(service):
    with acting(service.actor("conseil")) as actor:
        draft = prepares(actor)
        read = operations.reading(draft, queries.answers_of(actor, draft))
        said = {"actor": actor, "at": NOW, "protocol": draft.pk}
        version = ProtocolAnswer.objects.get(protocol=draft, kind=GENERAL).version
        operations.write_answer(**said, kind=GENERAL, expected_version=version, answer=OTHER)
        with pytest.raises(Refused, match="read"):
            operations.publish_protocol(**said, applies_on=TODAY, changes="", today=TODAY, read=read)
        published = publishes(actor, draft)
        assert publishes(actor, published).published_at == published.published_at


def test_two_who_write_the_same_part_are_told(service):
    with acting(service.actor("conseil")) as actor:
        draft = prepares(actor)
        said = {"actor": actor, "at": NOW, "protocol": draft.pk}
        with pytest.raises(ProtocolChanged) as changed:
            operations.write_answer(**said, kind="mineur-isole", expected_version=1, answer=OTHER)
        assert changed.value.theirs["first"] == "L’accueil."
        with pytest.raises(ProtocolChanged):
            operations.write_frame(**said, expected_version=1, definition="", closing_rule="")


def test_an_announced_version_is_taken_back_before_its_day(service):
    with acting(service.actor("conseil")) as actor:
        first, second = two_versions(actor)
        said = {"actor": actor, "at": NOW, "today": TODAY}
        with pytest.raises(Refused, match="applies"):
            operations.withdraw_protocol(**said, protocol=first.pk)
        gone = operations.withdraw_protocol(**said, protocol=second.pk)
        assert operations.withdraw_protocol(**said, protocol=second.pk).withdrawn_at == gone.withdrawn_at
        assert queries.protocol_on(actor, TOMORROW) == first
        again = prepares(actor, source=second.pk)
        assert queries.text(actor, again).answers["sans-abri-ce-soir"].first == "Le cadre."
        assert publishes(actor, again, applies_on=TOMORROW, changes="Le cadre répond.").number == 3


class TestOnCall:
    def test_who_answers_now(self, service):
        with acting(service.actor("conseil")) as actor:
            row = operations.put_on_call(actor=actor, at=NOW, shift=NIGHT, account=service.account("cheffe").pk)
        with acting(service.actor("accueil")) as reader:
            assert queries.on_call_at(reader, NOW) == row
            assert queries.on_call_at(reader, NIGHT.ends_at) is None
        with acting(service.actor("dpo")):
            assert not OnCall.objects.exists()

    def test_never_two_at_once(self, service):
        with acting(service.actor("admin")) as actor:
            row = operations.put_on_call(actor=actor, at=NOW, shift=NIGHT)
            with pytest.raises(Refused, match="overlap"):
                operations.put_on_call(actor=actor, at=NOW, shift=NIGHT)
            with pytest.raises(IntegrityError, match="on_call_one_at_a_time"), transaction.atomic():
                OnCall.objects.create(
                    starts_at=NIGHT.starts_at,
                    ends_at=NIGHT.ends_at,
                    name="Un autre",
                    phone="115",
                    created_at=NOW,
                    changed_at=NOW,
                )
            operations.cancel_on_call(actor=actor, at=NOW, on_call=row.pk)
            assert operations.put_on_call(actor=actor, at=NOW, shift=NIGHT).pk != row.pk

    def test_the_same_form_sent_twice_puts_one(self, service):
        with acting(service.actor("admin")) as actor:
            said = {"actor": actor, "at": NOW, "shift": NIGHT, "request_key": service.site.pk}
            assert operations.put_on_call(**said) == operations.put_on_call(**said)

    def test_it_is_changed_until_its_end(self, service):
        with acting(service.actor("admin")) as actor:
            row = operations.put_on_call(actor=actor, at=NOW, shift=NIGHT)
            said = {"actor": actor, "on_call": row.pk, "shift": Shift(NOW, NOW + timedelta(hours=6), "Paul", "115")}
            changed = operations.change_on_call(**said, at=NOW, expected_version=1)
            assert (changed.name, changed.version) == ("Paul", 2)
            other = said | {"shift": Shift(NOW, NOW + timedelta(hours=5), "Anne", "115")}
            with pytest.raises(ProtocolChanged):
                operations.change_on_call(**other, at=NOW, expected_version=1)
            with pytest.raises(Refused, match="over"):
                operations.change_on_call(**other, at=NOW + timedelta(hours=7), expected_version=2)
            assert operations.change_on_call(**said, at=NOW, expected_version=1).version == 2
        with as_jobs():
            verbs = JournalEntry.objects.filter(kind="reception.on_call").order_by("id").values_list("verb", flat=True)
            assert list(verbs) == ["on_call.put", "on_call.change"]

    def test_the_hours_when_every_site_is_shut_and_nobody_answers(self, service):
        opens(service)
        with as_jobs():
            monday = datetime.fromisoformat("2026-11-23T08:00-04:00")
            for week in range(5):
                start = monday + timedelta(weeks=week)
                short = timedelta(days=5) if week == 2 else timedelta(days=7)
                operations.put_on_call(
                    actor=SystemAt, at=NOW, shift=Shift(start, start + short, f"Cadre {week}", "115")
                )
        with acting(service.actor("accueil")) as reader:
            found = queries.holes_ahead(reader, NOW)
        # From Saturday 8:00 to Monday 8:00, but for the two days of Sainte-Rose, 8:00 to 16:00.
        said = [
            f"{start.astimezone(monday.tzinfo):%a %d %H}–{end.astimezone(monday.tzinfo):%d %H}" for start, end in found
        ]
        assert said == ["Sat 12 16–13 08", "Sun 13 16–14 08"]
        assert date(2026, 12, 12).isoweekday() == 6

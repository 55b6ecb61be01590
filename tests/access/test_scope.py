"""The scope of a request reaches PostgreSQL, and nothing is seen without one."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from tests.situations import NOW, acting, as_jobs
from tisserand.access import journal, operations, queries, scope
from tisserand.access.models import Draft
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def owed_by(service, unit, account=None):
    with as_jobs():
        return deadlines.open_obligation(
            actor=service.actor("admin"),
            at=NOW,
            kind="reception.message",
            subject=new_id(),
            label="Rappeler",
            unit=unit.pk,
            due_at=NOW,
            account=account.pk if account else None,
        )


def test_without_scope_nothing_is_seen(service):
    owed_by(service, service.site)
    assert Obligation.objects.count() == 0


def test_a_site_sees_its_own_and_not_its_neighbours(service):
    ours, theirs = owed_by(service, service.site), owed_by(service, service.other_site)
    with acting(service.actor("secretaire")):
        assert list(Obligation.objects.values_list("id", flat=True)) == [ours.pk]
    with acting(service.actor("secretaire.ailleurs")):
        assert list(Obligation.objects.values_list("id", flat=True)) == [theirs.pk]


def test_the_database_and_the_query_say_the_same(service):
    for unit in (service.site, service.other_site, service.team, service.pole):
        owed_by(service, unit)
    for login in ("secretaire", "referente", "cheffe", "pole", "direction", "dpo"):
        actor = service.actor(login)
        with acting(actor):
            behind_the_wall = set(Obligation.objects.values_list("id", flat=True))
        with as_jobs():
            by_the_query = set(queries.visible(Obligation, actor).values_list("id", flat=True))
        assert behind_the_wall == by_the_query, login


def test_a_malformed_scope_sees_nothing(service):
    owed_by(service, service.site)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.reach_duties_see', 'everything', true)")
    with pytest.raises(DatabaseError), transaction.atomic():
        Obligation.objects.count()


def test_an_obligation_changes_hands_although_the_giver_loses_it(service):
    row = owed_by(service, service.site)
    with acting(service.actor("secretaire")) as actor:
        deadlines.hand_over(actor=actor, at=NOW, obligation=row.pk, unit=service.pole.pk, account=None)
        assert not dues.open_obligations(actor).exists()
    with acting(service.actor("pole")) as actor:
        assert dues.open_obligations(actor).count() == 1


def test_what_is_named_while_rows_move_stays_named_around(service):
    """A step that names a row of its own gives back those that its caller named."""
    first, second = (owed_by(service, service.other_site) for _ in range(2))

    def seen() -> set:
        return set(Obligation.objects.values_list("id", flat=True))

    with acting(service.actor("secretaire")):
        with scope.moving(first.pk):
            with scope.moving(second.pk):
                assert seen() == {first.pk, second.pk}
            assert seen() == {first.pk}
        assert seen() == set()


@pytest.mark.check(56)
def test_the_journal_is_written_and_cannot_be_rewritten(service):
    with acting(service.actor("secretaire")) as actor:
        journal.record(actor=actor, at=NOW, verb="test", kind="test", subject=new_id())
    for verb in ("update access_journalentry set verb = 'autre'", "delete from access_journalentry"):
        with pytest.raises(ProgrammingError, match="permission denied|droit refusé"), transaction.atomic():
            connection.cursor().execute(verb)


def test_a_draft_is_its_authors_alone(service):
    with acting(service.actor("accueil")) as actor:
        operations.save_draft(actor=actor, at=NOW, form="note", page="/", title="Note", fields={"text": ["Elle dit"]})
        assert Draft.objects.count() == 1
    with acting(service.actor("cheffe")):
        assert Draft.objects.count() == 0

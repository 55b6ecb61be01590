"""The journal's own end: what is past its time is gone, what remains is still proved, and nobody else deletes."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tests.access.sealed import TABLES, TAMPERINGS, as_superuser, fill, report, run, sealed_now, undone
from tests.conftest import become
from tests.situations import SystemAt
from tisserand.access.chain import forgetting, heads, verifying
from tisserand.access.models import JournalEntry

SEED = 11
# PostgreSQL's own clock says what is six months old.
NOW = datetime.now(UTC)
LONG_AGO, LATELY = NOW - timedelta(days=800), NOW - timedelta(days=100)
A_YEAR_AGO = NOW - timedelta(days=365)
FORGOTTEN, LINKS = 1200, 4


def forget(*, before=A_YEAR_AGO, held=()):
    return forgetting.forget(actor=SystemAt, at=NOW, before=before, held=held, rule="journal, 12 mois")


def found(folder):
    return {(finding.kind.value, finding.place) for finding in report(folder).findings}


def emptied() -> list[int]:
    return [number for (number,) in run("select number from access_seal where ids = '{}' order by number")]


def others_write():
    """Transactions of other tables: a row forged a few of them earlier is still after what was forgotten."""
    for _ in range(6):
        run("select pg_current_xact_id()")


@pytest.fixture
def old(transactional_db, tmp_path, settings):
    """Two sealings past their time, two that are not; as `jobs` writes them, with no more rights than hers."""
    become("jobs")
    settings.DATA_DIR = tmp_path
    for turn, at in enumerate((LONG_AGO, LONG_AGO + timedelta(days=9), LATELY, NOW)):
        others_write()
        fill(turn * 300 + 1, turn * 300 + 300, at=at)
        sealed_now(at=at)
    yield tmp_path
    become("app")


@pytest.fixture
def journal(old):
    """Forgotten last night, and read today by a superuser."""
    forget()
    with as_superuser():
        sealed_now()
        yield old


def test_what_is_past_its_time_goes_and_the_rest_stays_proved(old):
    counted = forgetting.ending(before=A_YEAR_AGO, held=())
    assert (counted.rows, counted.links, counted.held) == (FORGOTTEN, (1, 2, 3, 4), frozenset())
    assert run("select count(*) from access_consultation") == [(1200,)], "a dry run changes nothing"
    assert forget() == counted
    assert run("select count(*), min(slot) > %s from access_consultation", A_YEAR_AGO) == [(600, True)]
    assert run("select count(*), min(at) > %s from access_journalentry", A_YEAR_AGO) == [(601, True)]
    said = report(old)
    assert (said.sound, said.rows, said.forgotten, said.links, said.waiting) == (True, 2400, FORGOTTEN, 8, 1)
    assert "1\u202f200 lignes oubliées à la fin de leur durée." in list(said.lines())
    assert JournalEntry.objects.get(verb="journal.forget").reason.startswith("journal, 12 mois")


def test_the_next_night_goes_on_where_the_last_one_stopped(old):
    forget()
    sealed_now()
    assert forget().rows == 0
    lines = heads.file_of(old).read_text(encoding="utf-8")
    assert heads.file_of(old).read_text(encoding="utf-8") == lines
    assert report(old).sound


def test_a_few_links_at_a_time(old, monkeypatch):
    monkeypatch.setattr(forgetting, "LINKS_A_TIME", 3)
    assert forget().rows == FORGOTTEN
    assert report(old).sound
    assert [said.number for said in heads.read(heads.file_of(old), heads.public_key(old)) if said.forgets] == [3, 4]


def test_nothing_younger_than_six_months_goes_whatever_was_decided(old):
    with pytest.raises(ProgrammingError, match="six mois"):
        forget(before=NOW - timedelta(days=30))
    assert report(old).sound
    assert run("select count(*) from access_consultation") == [(1200,)]


def test_a_young_row_in_a_link_that_says_it_is_old_stays(old):
    """A job that forges a link gains nothing: the row has its own date."""
    fill(5000, 5000)
    sealed_now(at=LONG_AGO)
    with pytest.raises(ProgrammingError, match="six mois"), transaction.atomic():
        run("select walls.forget_links(array(select max(number) from access_seal))")


def test_only_jobs_forget(old):
    for role in ("app", "backup"):
        become(role)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run("select walls.forget_links('{1}')")
    become("owner")
    for deed in ("delete from access_journalentry", "update access_seal set ids = '{}', digests = '{}'"):
        with pytest.raises(ProgrammingError, match="journal"), transaction.atomic():
            run(deed)


def test_the_owner_who_says_she_forgets_deletes_nothing_young(old):
    become("owner")
    with transaction.atomic():
        run("select set_config('app.forgetting', pg_current_xact_id()::text, true)")
        run("delete from access_consultation")
        with pytest.raises(ProgrammingError, match="journal"), transaction.atomic():
            run("update access_consultation set reason = 'autre'")
    with as_superuser():
        assert run("select count(*), min(slot) > %s from access_consultation", A_YEAR_AGO) == [(600, True)]


def test_what_names_a_held_person_stays_as_long_as_she_is_held(old):
    """Her link of deeds and her link of readings stay whole, the others go."""
    ((person,),) = run("select person_id from access_consultation order by id limit 1")
    assert forget(held=[person]).held == {1, 2}
    assert emptied() == [3, 4]
    assert report(old).sound
    forget()
    assert emptied() == [1, 2, 3, 4]
    assert report(old).sound


@pytest.mark.parametrize("number", [22, pytest.param(300, marks=pytest.mark.long)])
def test_tamperings_after_a_forgetting_are_all_found_and_located(journal, number):
    rng = random.Random(SEED)  # noqa: S311
    tamperings = [*TAMPERINGS, empty_a_young_link, bring_back_a_row, refill, remove_emptied, change_emptied]
    for turn in range(number):
        tampering, where = tamperings[turn % len(tamperings)], rng.choice(("deeds", "readings"))
        with undone():
            expected = tampering(rng, where)
            assert found(journal) == expected, (tampering.__name__, where, turn)
    assert report(journal).sound


def empty_a_young_link(rng: random.Random, where: str):
    """As the retention would, without the line that it signs."""
    full = run("select number from access_seal where journal = %s and ids <> '{}' order by number", where)
    (number,) = rng.choice(full)
    gone = "delete from {} where id in (select unnest(ids) from access_seal where number = %s)"
    run(gone.format(TABLES[where]), number)
    run("update access_seal set ids = '{}', digests = '{}' where number = %s", number)
    return {("emptied", number)}


def bring_back_a_row(rng: random.Random, where: str):
    row = rng.randint(-900, -1)
    run(
        "insert into access_consultation (id, xid, account_id, person_id, slot, page, reason) select %s,"
        " (select horizon - 1 from access_seal where number = 2), gen_random_uuid(), gen_random_uuid(), %s, 'x', ''",
        row, LONG_AGO,
    )  # fmt: skip
    return {("came_back", row)}


def refill(rng: random.Random, where: str):
    number = rng.randint(1, LINKS)
    run("update access_seal set ids = '{-1}', digests = array[sha256('x')] where number = %s", number)
    return {("not_forgotten", number), ("link_changed", number), ("deleted", -1)}


def remove_emptied(rng: random.Random, where: str):
    number = rng.randint(1, LINKS)
    run("delete from access_seal where number = %s", number)
    return {("links_missing", number)}


def change_emptied(rng: random.Random, where: str):
    number = rng.randint(1, LINKS)
    run("update access_seal set rows_digest = sha256('x') where number = %s", number)
    return {("link_changed", number)}


def test_a_line_that_says_more_was_forgotten_is_not_believed(journal):
    file = heads.file_of(journal)
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept.replace('"forgets"', '"forgot"'), encoding="utf-8")
    assert {("emptied", number) for number in (1, 2, 3, 4)} <= found(journal)
    assert {kind for kind, _ in found(journal)} == {"emptied", "head_forged"}


def test_a_copy_kept_elsewhere_since_before_the_forgetting_still_proves(old):
    copy = old / "copie.jsonl"
    copy.write_bytes(heads.file_of(old).read_bytes())
    forget()
    key = heads.public_key(old)
    assert verifying.verify(copy, key, beside=heads.file_of(old)).sound
    assert {finding.kind.value for finding in verifying.verify(copy, key).findings} == {"emptied"}


def test_a_touched_link_is_evidence_and_stays(old):
    with as_superuser():
        run(
            "update access_journalentry set verb = 'autre' where id = (select ids[1] from access_seal where number = 3)"
        )
    become("jobs")
    before = found(old)
    assert forget().held == {3}
    assert found(old) == before


def test_a_chain_in_doubt_forgets_nothing(old):
    heads.file_of(old).unlink()
    with pytest.raises(forgetting.ChainInDoubt, match="manque"):
        forget()
    assert run("select count(*) from access_consultation") == [(1200,)]


KEPT = (*TABLES.values(), "access_seal")
KEEP = "create table public.kept_{0} as select * from {0}"
PUT_BACK = "delete from {0}; insert into {0} select * from public.kept_{0}; drop table public.kept_{0}"


def test_a_backup_put_back_is_forgotten_again(old):
    """The line said it, the restored rows say otherwise until the next night."""
    with as_superuser():
        for table in KEPT:
            run(KEEP.format(table))
    become("jobs")
    forget()
    with as_superuser():
        for table in KEPT:
            run(PUT_BACK.format(table))
        assert found(old) == {("not_forgotten", number) for number in (1, 2, 3, 4)}
    become("jobs")
    assert forget().rows == FORGOTTEN
    assert report(old).sound

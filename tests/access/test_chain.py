"""The journal is sealed: whatever a superuser does to it is found, and where."""

import random
from itertools import product

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tests.access.sealed import TABLES, TAMPERINGS, as_superuser, fill, report, run, sealed_now, undone
from tests.conftest import become
from tests.situations import NOW
from tisserand.access.chain import heads, sealing

SEED = 7
FIRST_OF_A_LINK = (
    "update access_journalentry set verb = 'autre' where id = (select ids[1] from access_seal where number = %s)"
)


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def journal(transactional_db, settings, request):
    """A superuser's connection to a journal of five sealings, whose heads left the database."""
    with as_superuser():
        settings.DATA_DIR = request.getfixturevalue("tmp_path")
        for number in range(5):
            fill(number * 300 + 1, number * 300 + 300)
            sealed_now()
        yield settings.DATA_DIR


class Counting:
    """A public key that says how many signatures it was asked about."""

    def __init__(self, key):
        self.key, self.asked = key, 0

    def verify(self, *given):
        self.asked += 1
        self.key.verify(*given)


def found(folder):
    return {(finding.kind.value, finding.place) for finding in report(folder).findings}


def test_a_journal_left_alone_is_sound(journal):
    told = report(journal)
    assert told.sound
    assert (told.rows, told.links, told.heads, told.waiting) == (3000, 10, 5, 0)
    fill(5000, 5002)
    assert (report(journal).waiting, report(journal).sound) == (6, True)


def tampered(journal, number: int):
    rng = random.Random(SEED)  # noqa: S311
    for turn in range(number):
        tampering, where = TAMPERINGS[turn % len(TAMPERINGS)], rng.choice(("deeds", "readings"))
        with undone():
            expected = tampering(rng, where)
            assert found(journal) == expected, (tampering.__name__, where, turn)


def test_sixty_tamperings_are_all_found_and_located(journal):
    tampered(journal, 60)
    assert report(journal).sound


@pytest.mark.long
def test_a_thousand_tamperings_are_all_found_and_located(journal):
    tampered(journal, 1000)


def test_a_row_and_its_fingerprint_changed_together(journal):
    """Whoever knows the chain changes both: the link no longer holds, and says which."""
    with undone():
        run("update access_seal set digests[3] = sha256('x') where number = 4")
        assert ("link_changed", 4) in found(journal)
    with undone():
        run("update access_seal set sealed_at = sealed_at + interval '1 s' where number = 7")
        assert found(journal) == {("link_changed", 7)}
    with undone():
        run("delete from access_seal where number in (5, 6)")
        assert ("links_missing", 5) in found(journal)


def test_a_whole_chain_rewritten_is_told_by_the_heads_outside(journal):
    with undone():
        run(
            "update access_journalentry set verb = 'autre' where id = (select ids[1] from access_seal where number = 5)"
        )
        kept = "create temporary table former on commit drop as select * from access_seal where number <= 4"
        run(kept)
        run("delete from access_seal")
        run("insert into access_seal select * from former")
        sealed_now()
        assert report(journal).findings
        assert ("rewritten", 5) in found(journal)


def test_a_rewritten_chain_deceives_only_who_has_no_head_outside(journal):
    """Why the heads leave: inside, the forged chain is perfect."""
    with undone():
        run(
            "update access_journalentry set verb = 'autre' where id = (select ids[1] from access_seal where number = 1)"
        )
        run("delete from access_seal")
        sealed_now()
        assert {kind for kind, _ in found(journal)} <= {"rewritten", "cut"}
        assert found(journal)


def test_a_head_changed_outside_is_told(journal):
    file = heads.file_of(journal)
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[0].replace('"total": 600', '"total": 601'), *lines[1:]]), encoding="utf-8")
    assert found(journal) == {("head_forged", 1)}
    file.unlink()
    assert found(journal) == {("heads_missing", 10)}


def test_a_line_taken_away_outside_is_told_by_the_next(journal):
    file = heads.file_of(journal)
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(lines[:2] + lines[3:]), encoding="utf-8")
    assert found(journal) == {("heads_lost", 3)}
    file.write_text("\n".join(lines[1:]), encoding="utf-8")
    assert found(journal) == {("heads_lost", 1)}
    file.write_text("\n".join([lines[1], lines[0], *lines[2:]]), encoding="utf-8")
    assert {kind for kind, _ in found(journal)} == {"heads_lost"}


def test_one_signature_vouches_for_every_line_before_it(journal):
    key = Counting(heads.public_key(journal))
    assert all(said.sound for said in heads.read(heads.file_of(journal), key))
    assert key.asked == 1


def test_a_line_that_a_crash_left_unfinished_spoils_no_other(journal):
    file = heads.file_of(journal)
    with file.open("a", encoding="utf-8") as lines:
        lines.write('\n{"number": 10, "tot')
    fill(8000, 8010)
    sealed_now()
    assert found(journal) == {("head_forged", 6)}


def test_the_key_is_its_owners_alone(journal):
    assert (journal / "journal" / "key").stat().st_mode & 0o777 == 0o600
    assert (journal / "journal").stat().st_mode & 0o777 == 0o700


def test_a_restored_database_says_so_then_goes_on(journal):
    """Its last links are lost and really were there; whoever restored says why, and the chain goes on."""
    run("delete from access_seal where number > 8")
    for name, table in TABLES.items():
        sealed = "select max(id) from access_seal, unnest(ids) as id where journal = %s"
        run(f"delete from {table} where id > ({sealed})", name)
    assert found(journal) == {("cut", 8)}
    heads.take_out(journal, at=NOW, resumes="sauvegarde du matin")
    assert report(journal).sound
    fill(6000, 6010)
    sealed_now()
    assert report(journal).sound


def test_a_database_that_counts_its_transactions_anew(journal):
    """Restored in another server: the rows that came with it have transactions of the future."""
    run("update access_journalentry set xid = xid + 1000000000")
    run("update access_consultation set xid = xid + 1000000000")
    run("delete from access_seal")
    heads.file_of(journal).unlink()
    sealed_now()
    assert report(journal).sound
    fill(7000, 7010)
    assert sealed_now() == 22
    assert report(journal).sound
    run("update access_journalentry set verb = 'autre' where id = (select min(id) from access_journalentry)")
    assert {kind for kind, _ in found(journal)} == {"changed"}


@pytest.mark.django_db
def test_what_is_still_being_written_waits(folder, as_jobs):
    """A transaction that is not over may still come before: nothing after it is sealed."""
    with as_jobs():
        fill(1, 10)
        assert sealing.seal(at=NOW) == 0
        assert sealed_now() == 20


EVERY_TABLE = (*TABLES.values(), "access_seal")
DEEDS = ("update {} set {} = {}", "delete from {}", "truncate {}")


@pytest.mark.django_db(transaction=True)
def test_no_role_of_ours_changes_the_journal():
    for role, table, deed in product(("app", "jobs", "owner"), EVERY_TABLE, DEEDS):
        column = "head" if table == "access_seal" else "reason"
        become(role)
        try:
            with pytest.raises(ProgrammingError, match="permission denied|journal"), transaction.atomic():
                run(deed.format(table, column, column))
        finally:
            become("app")

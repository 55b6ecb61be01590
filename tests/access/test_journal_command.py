"""`tisserand journal`: what is printed, and how it ends."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.access.sealed import as_superuser, fill, run, sealed_now
from tisserand.access.chain import heads


@pytest.fixture
def journal(transactional_db, tmp_path, settings):
    with as_superuser():
        settings.DATA_DIR = tmp_path
        fill(1, 50)
        sealed_now()
        yield tmp_path


def said(*words: str) -> str:
    output = io.StringIO()
    call_command("journal", *words, stdout=output)
    return output.getvalue()


def test_a_sound_journal_is_said_in_french_with_what_was_compared(journal):
    printed = said("verify")
    assert "100 lignes scellées, 2 sceaux, 1 tête signée hors de la base." in printed
    assert "Le journal est intact." in printed
    assert "Vérifié en 0," in printed


def test_a_touched_journal_is_named_and_the_command_fails(journal, capsys):
    run("update access_journalentry set reason = 'autre' where id = (select min(id) from access_journalentry)")
    ((row,),) = run("select min(id) from access_journalentry")
    output = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("journal", "verify", stdout=output)
    assert end.value.code == 2
    assert f"Journal des actes\u00a0: la ligne {row} a été modifiée, sceau 1." in output.getvalue()
    assert "1 anomalie. Le journal a été touché." in output.getvalue()


def test_a_copy_kept_elsewhere_tells_what_the_file_beside_no_longer_does(journal, tmp_path):
    """Whoever owns the machine cuts the end of the journal and of the file; the copy remembers."""
    fill(51, 60)
    sealed_now()
    copy = tmp_path / "copie.jsonl"
    copy.write_text(said("heads"), encoding="utf-8")
    run("delete from access_journalentry where id in (select unnest(ids) from access_seal where number = 3)")
    run("delete from access_consultation where id in (select unnest(ids) from access_seal where number = 4)")
    run("delete from access_seal where number > 2")
    file = heads.file_of(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    assert "intact" in said("verify")
    with pytest.raises(SystemExit):
        said("verify", "--heads", str(copy))


def test_sealing_now_says_how_much(journal):
    fill(100, 109)
    # A transaction of another test on this cluster may make rows wait for the next seal.
    now = int(said("seal").split()[0])
    assert now + sealed_now() == 20
    assert "0 ligne scellée." in said("seal")


def test_a_journal_without_heads_says_so(journal):
    heads.file_of(journal).unlink()
    with pytest.raises(CommandError, match="Aucun sceau"):
        said("heads")


def test_a_restored_database_gives_its_reason(journal):
    assert "Les sceaux reprennent après le 2." in said("resume", "sauvegarde du matin remise en place")
    assert "sauvegarde du matin" in said("heads")

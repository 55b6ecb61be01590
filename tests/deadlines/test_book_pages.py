"""The book of rules on screen: open to all, set by those who write the methods, with the decision."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.situations import NOW, SystemAt, as_jobs
from tisserand.deadlines import operations, rules
from tisserand.deadlines.models import Adjustment
from tisserand.deadlines.rules.chapters import CHAPTERS, chapter_of
from tisserand.deadlines.rules.lines import lines
from tisserand.kernel.ids import new_id


@pytest.mark.rail
def test_every_rule_stands_in_a_chapter_and_reads_well():
    book = rules.book()
    for line in lines(book, {}, on=NOW.date()):
        assert chapter_of(line.row.id) in CHAPTERS
        assert line.words, line.row.version
        assert line.evidence, line.row.version
        assert "{" not in line.words + "".join(line.conditions)


@pytest.mark.parametrize(
    ("rule", "offset", "words"),
    [
        ("EXP-5a", None, "15 jours ouvrés après la saisine"),
        ("EXP-5b", None, "5 jours ouvrés avant l’audience"),
        ("IP-2", 5, "5 jours ouvrés après"),
        ("IP-1", None, "sans délai dès la connaissance des faits"),
        ("URG-1", None, "le jour même, avant la fermeture, après le signalement du danger"),
    ],
)
def test_a_length_in_words(rule, offset, words):
    row = next(row for row in rules.book().rules if row.id == rule)
    assert rules.in_words(row, offset).replace("\u00a0", " ").replace("\u202f", " ").startswith(words)


def page(client, service, login, address) -> str:
    client.force_login(service.account(login))
    answer = client.get(address, secure=True)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.django_db
class TestThePages:
    @pytest.mark.parametrize("login", ["secretaire", "direction", "dpo"])
    def test_everybody_reads_where_a_date_comes_from(self, client, service, login):
        said = page(client, service, login, f"{reverse('deadlines:rules')}?chapitre=expulsion")
        for words in ("EXP-5a", "15 jours ouvrés après la saisine", "décret 2021-8", "À vérifier"):
            assert words in said
        said = page(client, service, login, reverse("deadlines:rule", args=["EXP-5b"]))
        for words in ("Source secondaire", "à confirmer après les décrets de 2026", "Il vient d’un texte"):
            assert words in said

    def test_a_chapter_and_a_rule_that_do_not_exist(self, client, service):
        assert "Mission, premier accueil" in page(client, service, "dpo", f"{reverse('deadlines:rules')}?chapitre=rien")
        assert client.get(reverse("deadlines:rule", args=["XX-1"]), secure=True).status_code == 404

    @pytest.mark.parametrize("login", ["conseil", "admin"])
    def test_who_may_notes_a_delay_with_the_decision(self, client, service, login):
        address = reverse("deadlines:adjust", args=["IP-2"])
        today = timezone.localdate() + timedelta(days=1)
        said = {
            "offset": "5",
            "starts_on": f"{today:%d/%m/%Y}",
            "decision": "Note du 20 novembre 2026",
            "key": new_id(),
        }
        client.force_login(service.account(login))
        assert client.post(address, {**said, "decision": ""}, secure=True).status_code == 422
        assert client.post(address, said, secure=True).status_code == 302
        assert client.post(address, said, secure=True).status_code == 302, "sent twice"
        with as_jobs():
            [row] = Adjustment.objects.all()
            assert (row.offset, row.starts_on) == (5, today)
        shown = page(client, service, "secretaire", reverse("deadlines:rule", args=["IP-2"]))
        assert "5 jours ouvrés après" in shown
        assert "Note du 20 novembre 2026" in shown

    def test_a_length_counted_back_is_typed_as_it_is_said(self, client, service):
        client.force_login(service.account("conseil"))
        said = {"offset": "10", "starts_on": f"{timezone.localdate():%d/%m/%Y}", "decision": "Note", "key": new_id()}
        client.post(reverse("deadlines:adjust", args=["EXP-5c"]), said, secure=True)
        with as_jobs():
            assert Adjustment.objects.get().offset == -10

    def test_a_delay_that_a_text_fixes_is_set_nowhere(self, client, service):
        client.force_login(service.account("conseil"))
        said = {"offset": "10", "starts_on": "24/11/2026", "decision": "Note", "key": new_id()}
        assert client.post(reverse("deadlines:adjust", args=["EXP-5a"]), said, secure=True).status_code == 404

    @pytest.mark.parametrize("login", ["secretaire", "referente", "cheffe", "direction", "dpo"])
    def test_the_others_read_only(self, client, service, login):
        assert "Noter ce délai" not in page(client, service, login, reverse("deadlines:rule", args=["IP-2"]))
        assert client.post(reverse("deadlines:adjust", args=["IP-2"]), {}, secure=True).status_code == 404

    def test_the_list_says_what_is_counted_here(self, client, service):
        with as_jobs():
            operations.adjust(
                actor=SystemAt, at=NOW, rule="IP-2", offset=5, starts_on=timezone.localdate(), decision="Note"
            )
        said = page(client, service, "crip", f"{reverse('deadlines:rules')}?chapitre=enfance")
        assert "Ici : 5 jours ouvrés après" in said

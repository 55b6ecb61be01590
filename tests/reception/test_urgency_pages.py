"""The screens of the protocol and of who is on call, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.reception.scenes import arrives
from tests.reception.test_urgency import ANSWER, NIGHT, prepares, two_versions
from tests.situations import NOW, acting, as_jobs, local_day
from tisserand.reception import operations, queries
from tisserand.reception.models import EmergencyAnswer, OnCall, Protocol, ProtocolAnswer
from tisserand.reception.rules.urgency import GENERAL, Answer, Relay, Resource, State

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R24")]
TODAY = local_day(NOW)


@pytest.fixture(autouse=True)
def _tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def signed_in(client, service):
    def sign_in(login):
        client.force_login(service.account(login))
        return client

    return sign_in


@pytest.fixture
def versions(service):
    with acting(service.actor("conseil")) as actor:
        return two_versions(actor)


@pytest.fixture
def draft(service):
    with acting(service.actor("conseil")) as actor:
        return prepares(actor)


def said(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def page(client, view, *things, **query):
    return client.get(reverse(f"reception:{view}", args=things), query)


def posts(client, view, *things, **fields):
    return client.post(reverse(f"reception:{view}", args=things), fields, follow=True)


def now_of(row):
    with as_jobs():
        return type(row).objects.get(pk=row.pk)


class TestReading:
    def test_without_protocol_the_national_numbers_answer(self, signed_in):
        shown = said(page(signed_in("accueil"), "urgency"))
        assert "n’a pas encore publié de cadre" in shown
        assert 'href="tel:115"' in shown
        assert "Personne n’est d’astreinte maintenant." in shown
        assert "Aucune astreinte n’est inscrite." in shown
        assert "Écrire le cadre" not in shown

    def test_who_meets_dangers_reads_the_version_of_the_day(self, signed_in, service, versions):
        with acting(service.actor("admin")) as actor:
            operations.put_on_call(actor=actor, at=NOW, shift=NIGHT)
        client = signed_in("referente")
        with counted(most=16):
            shown = said(page(client, "urgency"))
        assert "Version 1, depuis le 24 novembre 2026, publiée par Paul Coudoux" in shown
        assert "D’astreinte maintenant : Ghislaine Ozier" in shown
        assert 'href="tel:+590590000201"' in shown
        assert "La version 2</a> s’appliquera à partir du mercredi 25 novembre 2026" in shown
        assert "Sans personne dans les quatre semaines" in shown
        assert "Préparer" not in shown

    @pytest.mark.parametrize("login", ["dpo"])
    def test_it_does_not_exist_for_others(self, signed_in, versions, login):
        client = signed_in(login)
        assert page(client, "urgency").status_code == 404
        assert page(client, "urgency_version", versions[0].pk).status_code == 404

    def test_the_differences_are_marked(self, signed_in, versions):
        _, second = versions
        shown = said(page(signed_in("cheffe"), "compare_urgency", second.pk))
        assert "Sans abri ce soir" in shown
        assert "<del>L’accueil.</del>" in shown
        assert "<ins>Le cadre.</ins>" in shown
        assert "Mineur isolé" not in shown
        again = said(page(signed_in("cheffe"), "compare_urgency", versions[0].pk))
        assert "Il n’y a pas de version d’avant." in again
        assert page(signed_in("cheffe"), "compare_urgency", second.pk, avec="9").status_code == 404

    def test_a_draft_is_read_by_its_writers_alone(self, signed_in, draft):
        assert page(signed_in("cheffe"), "urgency_version", draft.pk).status_code == 404
        assert "Version en préparation" in said(page(signed_in("admin"), "urgency_version", draft.pk))
        assert "version en préparation" not in said(page(signed_in("cheffe"), "urgency")).lower()


ROWS = {"relays": "3", "resources": "2"}


class TestWriting:
    def test_from_the_national_numbers_to_its_publication(self, signed_in):
        client = signed_in("conseil")
        shown = said(posts(client, "prepare_urgency"))
        with as_jobs():
            row = Protocol.objects.get()
        assert "Version en préparation" in shown
        again = posts(client, "prepare_urgency")
        assert "déjà en préparation" in said(again)
        words = {"version": "1", "definition": "Un danger ce jour.", "closing_rule": "Un relais."}
        for _ in range(2):
            assert posts(client, "write_urgency", row.pk, **words).status_code == 200
        assert now_of(row).definition == "Un danger ce jour."
        refused = posts(client, "publish_urgency", row.pk, read="1", applies_on="24/11/2026")
        assert refused.status_code == 422
        assert "Relisez-la" in said(refused)
        read = refused.context["read"]
        refused = said(
            posts(client, "publish_urgency", row.pk, read=str(read), applies_on="23/11/2026", changes="Tout.")
        )
        assert "Dites qui répond d’abord" in refused
        assert "aujourd’hui au plus tôt" in refused
        assert 'value="23/11/2026"' in refused
        assert "Tout.</textarea>" in refused

    def test_an_answer_in_rows_with_its_order(self, signed_in, draft):
        client = signed_in("admin")
        fields = {
            "version": str(_answer(draft, "sans-abri-ce-soir").version),
            "first": "L’accueil appelle.",
            "relay_1_name": "Le second",
            "relay_1_phone": "0590 00 02 15",
            "relay_1_rank": "2",
            "relay_3_name": "Le premier",
            "relay_3_phone": "115",
            "relay_3_when": "Jour et nuit",
            "relay_3_rank": "1",
            "resource_2_what": "Hôtel",
            "resource_2_limit": "3 nuits",
            "attention": "Ne rien promettre.",
            **ROWS,
        }
        assert page(client, "urgency_part", draft.pk, "sans-abri-ce-soir").status_code == 200
        for _ in range(2):
            assert posts(client, "urgency_part", draft.pk, "sans-abri-ce-soir", **fields).status_code == 200
        kept = _answer(draft, "sans-abri-ce-soir").answer
        relays = (Relay("Le premier", "115", "Jour et nuit"), Relay("Le second", "+590590000215", ""))
        assert kept == Answer("L’accueil appelle.", relays, (Resource("Hôtel", "", "3 nuits"),), "Ne rien promettre.")

    def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_lost(self, signed_in, draft):
        fields = {"version": "1", "relay_1_phone": "bonjour", "relay_2_when": "Le soir", "first": "x" * 600, **ROWS}
        answer = posts(signed_in("admin"), "urgency_part", draft.pk, "mineur-isole", **fields)
        shown = said(answer)
        assert answer.status_code == 422
        assert "Écrivez un numéro court" in shown
        assert "Dites qui répond à ce relais" in shown
        assert 'value="bonjour"' in shown
        assert 'value="Le soir"' in shown
        assert "x" * 600 in shown

    @pytest.mark.parametrize("wrong", [{"relays": "abc"}, {"relays": "9999"}, {"relays": "-1"}, {"version": "²"}, {}])
    def test_a_form_that_nobody_made_is_no_error_of_ours(self, signed_in, draft, wrong):
        answer = posts(signed_in("admin"), "urgency_part", draft.pk, "mineur-isole", **wrong)
        assert answer.status_code == 422

    def test_two_at_once_see_both_texts(self, signed_in, draft):
        client, kind = signed_in("admin"), "mineur-isole"
        fields = {"version": "1", "first": "Mon texte.", "relay_1_name": "Le 119", **ROWS}
        answer = posts(client, "urgency_part", draft.pk, kind, **fields)
        shown = said(answer)
        assert answer.status_code == 409
        assert "Deux personnes ont écrit en même temps" in shown
        assert "Veille sociale, 115, Jour et nuit" in shown.replace("<ins>", "").replace("</ins>", "")
        fields |= {"read_version": str(_answer(draft, kind).version), "resolution": "mine"}
        posts(client, "urgency_part", draft.pk, kind, **fields)
        assert _answer(draft, kind).first == "Mon texte."

    def test_a_double_click_publishes_once_and_what_is_announced_is_taken_back(self, signed_in, service, draft):
        client, tomorrow = signed_in("conseil"), TODAY + timedelta(days=1)
        read = page(client, "publish_urgency", draft.pk).context["read"]
        sent = {"read": read, "applies_on": f"{tomorrow:%d/%m/%Y}", "changes": ""}
        for _ in range(2):
            assert "La version 1 est publiée." in said(posts(client, "publish_urgency", draft.pk, **sent))
        assert now_of(draft).number == 1
        shown = said(page(client, "urgency_version", draft.pk))
        assert "Annoncée" in shown
        assert "Retirer avant son jour" in shown
        assert "elle ne s’appliquera pas" in said(posts(client, "withdraw_urgency", draft.pk))
        assert now_of(draft).state == State.WITHDRAWN
        with acting(service.actor("accueil")) as reader:
            assert queries.protocol_on(reader, tomorrow) is None

    def test_what_applies_is_neither_changed_nor_taken_back(self, signed_in, versions):
        client, (first, _) = signed_in("conseil"), versions
        assert page(client, "write_urgency", first.pk).status_code == 404
        words = {"version": str(first.version), "definition": "Autre.", "closing_rule": "Autre."}
        assert "elle ne change plus" in said(posts(client, "write_urgency", first.pk, **words))
        assert "publiez-en une autre" in said(posts(client, "withdraw_urgency", first.pk))
        assert now_of(first).state == State.PUBLISHED

    def test_readers_find_no_way_to_write(self, signed_in, draft):
        client = signed_in("cheffe")
        assert posts(client, "prepare_urgency").status_code == 404
        assert posts(client, "write_urgency", draft.pk).status_code == 404
        assert posts(client, "urgency_part", draft.pk, GENERAL).status_code == 404
        assert posts(client, "publish_urgency", draft.pk).status_code == 404
        assert posts(client, "put_on_call").status_code == 404


def _answer(draft, kind) -> ProtocolAnswer:
    with as_jobs():
        return ProtocolAnswer.objects.get(protocol=draft, kind=kind)


class TestOnCall:
    def night(self, service, **other):
        return {
            "starts_day": "24/11/2026",
            "starts_hour": "17 h",
            "ends_day": "25/11/2026",
            "ends_hour": "8 h",
            "account": str(service.account("cheffe").pk),
            "phone": "0590 00 02 01",
            "key": str(service.team.pk),
        } | other

    def test_written_in_the_hours_of_the_territory_and_once(self, signed_in, service):
        client = signed_in("admin")
        for _ in range(2):
            shown = said(posts(client, "put_on_call", **self.night(service)))
        assert "Ghislaine Ozier est d’astreinte pendant ces heures." in shown
        assert "Du mardi 24 novembre, 17 h, au mercredi 25 novembre, 8 h" in shown
        with as_jobs():
            assert OnCall.objects.get().starts_at.isoformat() == "2026-11-24T21:00:00+00:00"

    def test_two_at_once_are_refused_in_the_form(self, signed_in, service):
        client = signed_in("admin")
        posts(client, "put_on_call", **self.night(service))
        other = self.night(service, key=str(service.site.pk), account="", name="Mme Astrid Neuve")
        answer = posts(client, "put_on_call", **other)
        assert answer.status_code == 422
        assert "Une autre astreinte couvre déjà" in said(answer)
        assert 'value="Mme Astrid Neuve"' in said(answer)

    def test_bad_input_is_said_in_words(self, signed_in, service):
        wrong = self.night(service, name="Un autre", ends_day="31/02/2026", phone="demain", starts_hour="25 h")
        shown = said(posts(signed_in("admin"), "put_on_call", **wrong))
        assert "Gardez l’un des deux." in shown
        assert "Écrivez un numéro court" in shown
        assert 'value="31/02/2026"' in shown
        short = said(posts(signed_in("admin"), "put_on_call", **self.night(service, phone="12")))
        assert "Ce numéro a 2 chiffres. Écrivez un numéro à dix chiffres" in short
        for wrong in ({"account": "", "name": " "}, {"ends_day": "24/11/2026", "ends_hour": "17 h"}):
            assert posts(signed_in("admin"), "put_on_call", **self.night(service, **wrong)).status_code == 422

    def test_changed_then_cancelled(self, signed_in, service):
        client = signed_in("conseil")
        posts(client, "put_on_call", **self.night(service))
        with as_jobs():
            row = OnCall.objects.get()
        assert 'value="17 h"' in said(page(client, "change_on_call", row.pk))
        changed = self.night(service, version="1", ends_hour="9 h", account="", name="M. Relais")
        for _ in range(2):
            assert "L’astreinte est changée." in said(posts(client, "change_on_call", row.pk, **changed))
        stale = posts(client, "change_on_call", row.pk, **self.night(service, version="1"))
        assert stale.status_code == 409
        assert "M. Relais" in said(stale).replace("<ins>", "").replace("</ins>", "")
        assert "L’astreinte est annulée." in said(posts(client, "cancel_on_call", row.pk))
        assert page(client, "change_on_call", row.pk).status_code == 404

    def test_the_form_starts_with_the_first_hours_that_nobody_holds(self, signed_in, service):
        client = signed_in("admin")
        posts(client, "put_on_call", **self.night(service))
        shown = said(page(client, "on_call"))
        for value in ("24/11/2026", "10 h 42", "17 h"):  # from now to when somebody is on call
            assert f'value="{value}"' in shown.replace("\u00a0", " "), value

    @pytest.mark.parametrize("week", ["2026-11-30", "hier", "9999-12-31", "0001-01-01", ""])
    def test_one_list_by_week(self, signed_in, week):
        shown = page(signed_in("accueil"), "on_call", semaine=week)
        assert shown.status_code == 200
        assert "Semaine du lundi" in said(shown)
        assert "Inscrire une astreinte" not in said(shown)


def test_the_pages_ask_the_same_whatever_the_volume(signed_in, service, versions):
    client = signed_in("conseil")
    with acting(service.actor("admin")) as actor:
        for night in range(12):
            shift = type(NIGHT)(
                NIGHT.starts_at + timedelta(days=night), NIGHT.ends_at + timedelta(days=night), "Paul", "115"
            )
            operations.put_on_call(actor=actor, at=NOW, shift=shift)
        draft = prepares(actor, source=versions[1].pk)
    for name, things, most in (
        ("urgency", (), 16),
        ("on_call", (), 20),
        ("urgency_version", (draft.pk,), 12),
        ("compare_urgency", (versions[1].pk,), 13),
        ("publish_urgency", (draft.pk,), 12),
        ("urgency_part", (draft.pk, GENERAL), 10),
    ):
        with counted(most=most):
            assert page(client, name, *things).status_code == 200


def test_a_whole_version_is_published_from_its_page(signed_in, draft):
    client = signed_in("conseil")
    read = page(client, "publish_urgency", draft.pk).context["read"]
    posts(client, "publish_urgency", draft.pk, read=read, applies_on="24/11/2026", changes="")
    shown = said(page(client, "urgency"))
    assert "Version 1, depuis le 24 novembre 2026" in shown
    assert ANSWER.first in shown


class TestOnTheDanger:
    @pytest.fixture
    def danger(self, service):
        with acting(service.actor("accueil")) as actor:
            visit = arrives(service, actor)
            return operations.open_emergency(actor=actor, at=NOW, visit=visit.pk)

    def test_without_protocol_it_says_so_and_gives_the_national_numbers(self, signed_in, danger):
        shown = said(page(signed_in("accueil"), "emergency", danger.pk))
        assert "Aucun cadre départemental de l’urgence sociale ne s’appliquait" in shown
        assert 'href="tel:119"' in shown
        assert '<option value="Veille sociale, hébergement d’urgence, 115">' in shown

    def test_the_general_part_then_that_of_the_danger_named(self, signed_in, service, versions, danger):
        with acting(service.actor("admin")) as actor:
            operations.put_on_call(actor=actor, at=NOW, shift=NIGHT)
        client = signed_in("accueil")
        shown = said(page(client, "emergency", danger.pk))
        assert "Ce que dit le cadre : tout danger" in shown
        posts(client, "emergency_kind", danger.pk, **{"kindform-kind": "sans-abri-ce-soir"})
        with counted(most=26):
            shown = said(page(client, "emergency", danger.pk))
        assert "Ce que dit le cadre : sans abri ce soir" in shown
        assert 'href="tel:115"' in shown
        assert "en vigueur le jour de ce danger" in shown
        assert "Version 1" in shown
        assert "D’astreinte maintenant : Ghislaine Ozier" in shown
        assert '<option value="Ghislaine Ozier, astreinte, 0590 00 02 01">' in shown
        assert shown.count('list="relais-du-cadre"') == 2

    def test_the_version_is_that_of_the_day_of_the_danger(self, signed_in, service, versions, danger, monkeypatch):
        client = signed_in("accueil")
        posts(client, "emergency_kind", danger.pk, **{"kindform-kind": "sans-abri-ce-soir"})
        monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2))
        with acting(service.actor("accueil", NOW + timedelta(days=2))) as reader:
            assert queries.protocol_on(reader, TODAY + timedelta(days=2)) == versions[1]
        shown = said(page(signed_in("accueil"), "emergency", danger.pk))
        assert "L’accueil." in shown
        assert "Le cadre." not in shown

    def test_whoever_may_not_know_the_kind_reads_the_general_part(self, signed_in, versions, danger):
        posts(signed_in("accueil"), "emergency_kind", danger.pk, **{"kindform-kind": "sans-abri-ce-soir"})
        shown = said(page(signed_in("secretaire"), "emergency", danger.pk))
        assert "Ce que dit le cadre : tout danger" in shown
        assert "sans abri" not in shown.lower()

    def test_a_relay_of_the_list_and_one_that_is_typed(self, signed_in, versions, danger):
        relay = "Veille sociale, 115"
        sent = {"outcomeform-outcome": "relais", "outcomeform-relay_name": relay, "outcomeform-relay_hour": "10 h"}
        posts(signed_in("accueil"), "answer_emergency", danger.pk, **sent)
        with as_jobs():
            assert EmergencyAnswer.objects.get().relay_name == relay

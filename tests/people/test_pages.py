"""One story per screen, through HTTP as the browser does it."""

from datetime import date

import pytest
from django.urls import reverse

from tests.conftest import counted
from tests.people.situations import known, named, protected
from tests.situations import acting, as_jobs
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.people import queries
from tisserand.people.models import HouseholdMember, Person, Tie
from tisserand.people.web.forms import IdentityForm

pytestmark = pytest.mark.django_db

SEARCH = "people:search"


@pytest.fixture
def browser(client, service):
    def signed_in(login):
        client.force_login(service.account(login))
        return client

    return signed_in


@pytest.fixture
def desk(browser):
    return browser("secretaire")


def text_of(response) -> str:
    return response.content.decode()


def search(client, text, **more):
    return client.post(reverse(SEARCH), {"q": text, **more})


def test_the_search_says_why_and_keeps_names_out_of_addresses(service, desk):
    person = known(service)
    response = search(desk, "mirval roseline 84")
    page = text_of(response)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "1 personne ressemble" in page
    assert "nom d’usage exact" in page
    assert "«\u00a0roseline\u00a0» s’entend comme «\u00a0Roselyne\u00a0»" in page
    assert "née Dambas le 14 mars 1984" in page
    assert "aux Abymes" in page
    assert reverse("desk:open", args=[person.pk]) in page
    assert "mirval" not in response.request["QUERY_STRING"]


def test_the_search_in_a_page_address_is_not_read(service, desk):
    known(service)
    assert "Roselyne" not in text_of(desk.get(reverse(SEARCH) + "?q=mirval"))


def test_new_person_is_reachable_from_results_only(service, desk):
    creating = reverse("people:create")
    assert creating not in text_of(desk.get(reverse(SEARCH)))
    page = text_of(search(desk, "zébus ignace 1984"))
    assert "Personne ne ressemble" in page
    assert creating in page
    assert 'value="Zébus"' in page
    assert 'value="Ignace"' in page
    assert 'value="1984"' in page


def test_set_aside_then_created_she_is_remembered_as_another(service, desk):
    other = known(service)
    page = text_of(search(desk, "mirval roseline", not_this=str(other.pk)))
    assert "Mme\u00a0Roselyne" not in page
    assert f'name="without" value="{other.pk}"' in page
    sent = {"used_name": "Mirval", "first_names": "Roseline", "birth": "1984", "request_key": str(new_id())}
    for _ in range(2):
        response = desk.post(reverse("people:create"), {**sent, "q": "mirval roseline", "without": [str(other.pk)]})
        assert response.status_code == 302
    with as_jobs():
        created = Person.objects.exclude(pk=other.pk).get()
    with acting(service.actor("secretaire")) as actor:
        assert queries.likely_duplicates(actor, created.pk, today=created.created_at.date()) == ()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"used_name": "", "first_names": ""}, "Écrivez au moins un nom"),
        ({"used_name": "x" * 10_000}, "120"),
        ({"used_name": "Mirval", "birth": "31/02/1984"}, "n’existe pas"),
        ({"used_name": "Mirval", "birth": "2093"}, "année"),
    ],
)
def test_a_refused_creation_says_why_and_keeps_what_was_typed(service, desk, sent, sentence):
    response = desk.post(reverse("people:create"), {"q": "mirval", "request_key": str(new_id()), **sent})
    assert response.status_code == 422
    assert sentence in text_of(response)


@pytest.mark.parametrize("without", ["x", "", "'; --", "00000000-0000-0000-0000-000000000000"])
def test_whatever_is_sent_as_set_aside_breaks_nothing(service, desk, without):
    assert search(desk, "mirval", without=without).status_code == 200


def test_the_page_asks_as_often_for_one_as_for_twenty(service, desk):
    named(service, "Marie")
    with counted(20) as one:
        search(desk, "mirval marie")
    for _ in range(25):
        named(service, "Marie")
    with counted(len(one)):
        search(desk, "mirval marie")


def identity_sent(service, person, **changes):
    with acting(service.actor("secretaire")) as actor:
        file = queries.person(actor, person.pk)
    form = IdentityForm(initial=IdentityForm.initial_of(file.identity, file.version))
    sent = {}
    for bound in form:
        value = bound.field.prepare_value(bound.initial) if not hasattr(bound.field, "fields") else None
        if hasattr(bound.field, "fields"):
            answer, state = bound.field.widget.decompress(bound.initial)
            sent[f"{bound.name}_value"] = "" if answer is None else str(answer)
            sent[f"{bound.name}_state"] = str(state)
        elif not isinstance(value, bool):
            sent[bound.name] = "" if value is None else str(value)
    return sent | changes


def test_identity_with_its_silences(service, desk):
    person = known(service)
    url = reverse("people:identity", args=[person.pk])
    assert "Ne souhaite pas le dire" in text_of(desk.get(url))
    changed = identity_sent(service, person, language_state="refused", called_as="Rose", proof="seen")
    assert desk.post(url, changed).status_code == 302
    with acting(service.actor("secretaire")) as actor:
        identity = queries.person(actor, person.pk).identity
    assert (identity.called_as, identity.proof, identity.silences["language"]) == ("Rose", "seen", "refused")
    assert identity.birth == PartialDate(1984, 3, 14)


def test_two_who_correct_at_once_see_both_texts_and_choose(service, desk):
    person = known(service)
    url = reverse("people:identity", args=[person.pk])
    mine = identity_sent(service, person, called_as="Rose")
    assert desk.post(url, identity_sent(service, person, called_as="Line")).status_code == 302
    response = desk.post(url, mine)
    assert response.status_code == 409
    assert "Line" in text_of(response)
    assert "Rose" in text_of(response)
    assert desk.post(url, {**mine, "read_version": "2", "resolution": "mine"}).status_code == 302
    with acting(service.actor("secretaire")) as actor:
        assert queries.person(actor, person.pk).identity.called_as == "Rose"


def test_contact_and_address(service, desk):
    person = known(service)
    page = reverse("people:contact", args=[person.pk])
    number = {"channel": "phone", "value": "0690 12 34 47", "safe_hours": "le matin", "voicemail": "no"}
    assert desk.post(reverse("people:add_contact", args=[person.pk]), number).status_code == 302
    wrong = desk.post(reverse("people:add_contact", args=[person.pk]), {**number, "value": "12"})
    assert wrong.status_code == 422
    assert "10" in text_of(wrong)
    place = {"kind": "secret", "lines": "12 rue cachée"}
    assert desk.post(reverse("people:add_address", args=[person.pk]), place).status_code == 302
    shown = text_of(desk.get(page))
    assert "0690\u00a012\u00a034\u00a047" in shown
    assert "12 rue cachée" not in shown
    assert "Une adresse est tenue secrète" in shown
    with acting(service.actor("secretaire")) as actor:
        [contact] = queries.contacts(actor, person.pk)
    assert desk.post(reverse("people:end_contact", args=[person.pk, contact.pk])).status_code == 302
    assert "Aucun moyen de joindre cette personne" in text_of(desk.get(page))


def test_no_telephone_and_no_address_are_answers(service, desk):
    person = known(service)
    number, place = (reverse(f"people:{verb}", args=[person.pk]) for verb in ("add_contact", "add_address"))
    assert "Écrivez le numéro ou l’adresse" in text_of(desk.post(number, {"channel": "phone"}))
    both = desk.post(number, {"channel": "phone", "value": "0690 12 34 47", "silence": "unknown"})
    assert (both.status_code, "Gardez l’une des deux" in text_of(both)) == (422, True)
    assert desk.post(number, {"channel": "phone", "silence": "unknown"}).status_code == 302
    assert desk.post(place, {"kind": "stable", "silence": "refused", "lines": "12 rue"}).status_code == 422
    empty = desk.post(place, {"kind": "stable"})
    assert (empty.status_code, "Écrivez l’adresse ou la commune" in text_of(empty)) == (422, True)
    assert desk.post(place, {"kind": "stable", "silence": "refused"}).status_code == 302
    shown = text_of(desk.get(reverse("people:contact", args=[person.pk])))
    assert "N’a pas de téléphone</p>" in shown
    assert "Ne souhaite pas donner d’adresse</p>" in shown
    # A correction of the identity asks nothing again; a number answers.
    assert (
        desk.post(reverse("people:identity", args=[person.pk]), identity_sent(service, person, called_as="Rose"))
    ).status_code == 302
    assert answers(service, person) == {"phone": "unknown", "address": "refused"}
    desk.post(number, {"channel": "phone", "value": "0690 12 34 47"})
    assert answers(service, person) == {"address": "refused"}
    told = text_of(desk.get(reverse("people:history", args=[person.pk])))
    assert "Adresse" in told
    assert "Téléphone" in told
    assert desk.post(place, {"kind": "none"}).status_code == 302


def answers(service, person) -> dict:
    with acting(service.actor("secretaire")) as actor:
        return queries.person(actor, person.pk).identity.silences


def test_civility_may_be_kept_to_oneself(service, desk):
    person = known(service)
    changed = identity_sent(service, person, civility_value="", civility_state="refused")
    assert desk.post(reverse("people:identity", args=[person.pk]), changed).status_code == 302
    assert answers(service, person) == {"civility": "refused"}


def test_a_relative_is_searched_then_declared(service, desk):
    person, child = known(service), named(service, "Inès", birth=PartialDate(2017))
    page = reverse("people:household", args=[person.pk])
    assert "Inès Mirval" in text_of(desk.post(page, {"q": "ines mirval"}))
    declaring = reverse("people:declare_relative", args=[person.pk, child.pk])
    refused = desk.post(declaring, {"q": "ines mirval", "place": "le week-end"})
    assert (refused.status_code, "Choisissez un lien" in text_of(refused)) == (422, True)
    assert "Inès Mirval" in text_of(refused), "the search is still there"
    assert 'value="le week-end"' in text_of(refused), "and what was typed"
    assert desk.post(declaring, {"kind": "child", "lives_with": "on"}).status_code == 302
    assert text_of(desk.get(page)).count("Inès Mirval</a>") == 2


def test_who_lives_there_part_of_the_time_and_since_when(service, desk):
    person, child = known(service), named(service, "Inès", birth=PartialDate(2017))
    page = reverse("people:household", args=[person.pk])
    assert "Depuis le" in text_of(desk.post(page, {"q": "ines mirval"}))
    declaring = reverse("people:declare_relative", args=[person.pk, child.pk])
    said = {"kind": "child", "lives_with": "on", "place": "un week-end sur deux", "starts_on": "14/03/2025"}
    wrong = desk.post(declaring, said | {"starts_on": "14/03/2125"})
    assert wrong.status_code == 422
    assert "Depuis le\u00a0:" in text_of(wrong)
    assert desk.post(declaring, said).status_code == 302
    shown = text_of(desk.get(page))
    assert "· un week-end sur deux" in shown
    assert shown.count("Depuis le 14 mars 2025") == 2
    # Said again, it takes what is said now.
    assert desk.post(declaring, said | {"place": "la semaine", "starts_on": "01/09/2025"}).status_code == 302
    with acting(service.actor("secretaire")) as actor:
        [home], [tie] = queries.relatives(actor, person.pk)
    assert (home.what, home.starts_on, tie.starts_on) == ("la semaine", date(2025, 9, 1), date(2025, 9, 1))


def test_it_ended_another_day(service, desk):
    person, child = known(service), named(service, "Inès", birth=PartialDate(2017))
    said = {"kind": "child", "lives_with": "on", "starts_on": "14/03/2025"}
    desk.post(reverse("people:declare_relative", args=[person.pk, child.pk]), said)
    with acting(service.actor("secretaire")) as actor:
        links = [relative.link_id for row in queries.relatives(actor, person.pk) for relative in row]
    for link in links:
        ending = reverse("people:end_relative", args=[person.pk, link])
        early = desk.post(ending, {"ends_on": "01/01/2025"})
        assert early.status_code == 422
        assert "La fin est avant le début, le 14/03/2025" in text_of(early)
        assert desk.post(ending, {"ends_on": "hier"}).status_code == 422
        assert desk.post(ending, {"ends_on": "01/09/2025"}).status_code == 302
    with acting(service.actor("secretaire")) as actor:
        assert queries.relatives(actor, person.pk) == ((), ())
    with as_jobs():
        assert Tie.objects.get().ends_before == date(2025, 9, 1)
        assert HouseholdMember.objects.get(person=child).ends_before == date(2025, 9, 1)


def test_look_alikes_side_by_side(service, desk):
    person, other = known(service), named(service, "Roseline", birth=PartialDate(1984))
    page = reverse("people:duplicates", args=[person.pk])
    assert "Roseline Mirval" in text_of(desk.get(page))
    assert desk.post(reverse("people:distinct", args=[person.pk, other.pk])).status_code == 302
    assert "Aucun autre dossier ne lui ressemble" in text_of(desk.get(page))


def test_the_desk_sees_a_protected_newcomer_as_any_other(service, desk):
    protected(service)
    for used_name, first_names in (("Mirval", "Roselyne"), ("Zébus", "Ignace")):
        sent = {"used_name": used_name, "first_names": first_names, "birth": "14/03/1984", "request_key": str(new_id())}
        response = desk.post(reverse("people:create"), {**sent, "q": used_name})
        assert response.status_code == 302
        page = text_of(desk.get(response.url, follow=True))
        assert f"{first_names} {used_name}" in page
        assert "protégé" not in page


def test_a_keeper_attaches_the_newcomer(service, browser):
    person = protected(service)
    sent = {"used_name": "Mirval", "first_names": "Roselyne", "birth": "1984", "request_key": str(new_id())}
    browser("secretaire").post(reverse("people:create"), {**sent, "q": "mirval"})
    assert browser("secretaire").get(reverse("people:shadows")).status_code == 404
    keeper = browser("cheffe")
    page = text_of(keeper.get(reverse("people:shadows")))
    assert "Mme\u00a0Roselyne Mirval" in page
    with acting(service.actor("cheffe")) as actor:
        [shadow] = queries.shadows(actor)
    attach = reverse("people:attach", args=[shadow.id])
    assert keeper.post(attach, {"person": str(shadow.id)}).status_code == 404
    assert keeper.post(attach, {"person": str(person.pk)}).status_code == 302
    assert "Rien à vérifier" in text_of(keeper.get(reverse("people:shadows")))


def test_stepping_aside_closes_the_file_at_the_next_request(service, desk):
    person = known(service)
    page = reverse("people:identity", args=[person.pk])
    assert desk.get(page).status_code == 200
    assert desk.post(reverse("people:step_aside", args=[person.pk])).status_code == 302
    assert desk.get(page).status_code == 404
    assert "Roselyne" not in text_of(search(desk, "mirval"))


@pytest.mark.parametrize("view", ["identity", "contact", "household", "duplicates"])
def test_what_one_may_not_see_does_not_exist(service, browser, view):
    hidden = protected(service)
    desk = browser("secretaire")
    absent, restricted = (desk.get(reverse(f"people:{view}", args=[pk])) for pk in (new_id(), hidden.pk))
    assert absent.status_code == restricted.status_code == 404
    browser("direction")
    assert desk.get(reverse(f"people:{view}", args=[hidden.pk])).status_code == 404


def test_a_file_read_is_in_the_consultations(service, desk):
    from tisserand.access.models import Consultation

    person = known(service)
    desk.get(reverse("people:identity", args=[person.pk]))
    with as_jobs():
        assert Consultation.objects.filter(person_id=person.pk).count() == 1


def test_only_a_keeper_is_offered_to_protect(service, browser):
    person = known(service)
    page, protect = (reverse(f"people:{view}", args=[person.pk]) for view in ("identity", "restrict"))
    assert protect not in text_of(browser("secretaire").get(page))
    keeper = browser("cheffe")
    assert protect in text_of(keeper.get(page))
    assert keeper.post(protect, {"reason": "agente"}).status_code == 302
    assert "Dossier protégé" in text_of(keeper.get(page))
    assert browser("secretaire").get(page).status_code == 404

"""A number is never shown without whose it is nor what may not be left there (practice.md: safe contact)."""

import pytest
from django.urls import reverse

from tests.people.situations import known
from tests.situations import NOW, SETTLED, acting
from tisserand.kernel.known import Knowledge
from tisserand.people import operations as people
from tisserand.people import queries as reading
from tisserand.transmissions.queries.facts import contact_words

pytestmark = pytest.mark.django_db

HIS, HERS = "0690 12 34 99", "0690 12 34 51"


@pytest.fixture
def number(service):
    """Gives her a number, each one later than the one before."""
    row, days = known(service), iter(range(1, 9))

    def give(value: str, **said):
        with acting(service.actor("accueil")) as desk:
            hand = {"actor": desk, "at": NOW, "person": row.pk, "channel": "phone"}
            people.set_contact(**hand, value=value, starts_on=SETTLED.replace(day=next(days)), **said)
        return row

    return give


def file_of(client, service, row) -> tuple[str, str]:
    """The head of her file, and its margin."""
    client.force_login(service.account("referente"))
    page = client.get(reverse("desk:file", args=[row.pk])).content.decode().replace("\xa0", " ")
    head, _, rest = page.partition('<div class="ts-actions">')
    return head, rest.partition("<h2>Coordonnées</h2>")[2].partition("</section>")[0]


def test_the_number_of_somebody_else_is_not_hers(client, service, number):
    row = number(HIS, whose="son ex-compagne", voicemail_allowed=False, safe_hours="jamais le soir")
    head, margin = file_of(client, service, row)
    assert HIS not in head
    assert f"{HIS} (son ex-compagne)" in margin
    assert "Jamais le soir · <b>Pas de message vocal</b>" in margin


def test_hers_is_shown_with_what_may_not_be_left_there(client, service, number):
    number(HERS, safe_hours="le matin", voicemail_allowed=False, sms_allowed=False, letter_allowed=True)
    row = number(HIS, whose="sa sœur")
    head, margin = file_of(client, service, row)
    assert f"{HERS}, le matin, <b>pas de message vocal, pas de SMS</b>" in head
    assert "Pas de message vocal, pas de SMS" in margin
    assert "pas de lettre" not in head + margin


def test_the_file_says_that_she_has_none(client, service, number):
    row = known(service)
    with acting(service.actor("accueil")) as desk:
        hand = {"actor": desk, "at": NOW, "person": row.pk}
        people.say_nothing_to_reach(**hand, field="phone", why=Knowledge.UNKNOWN)
    _, margin = file_of(client, service, row)
    assert "N’a pas de téléphone" in margin
    assert "Pas demandé" not in margin


def test_a_card_ends_with_her_own_number(service, number):
    row = number(HIS, whose="sa sœur")
    with acting(service.actor("accueil")) as desk:
        assert reading.cards(desk, [row.pk])[row.pk].phone == ""
        assert reading.person(desk, row.pk).card.about == "pas de téléphone connu"
    number(HERS)
    number("0690 12 34 77", whose="sa voisine")
    with acting(service.actor("accueil")) as desk:
        assert reading.cards(desk, [row.pk])[row.pk].phone_end == "51"


def test_a_letter_says_whose_number_it_gives(service, number):
    row = number(HIS, whose="sa sœur")
    with acting(service.actor("referente")) as referent:
        assert contact_words(referent, row.pk) == "+590690123499 (sa sœur), aucun message"

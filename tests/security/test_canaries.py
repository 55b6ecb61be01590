"""Every page of every role over the five folders (checks 1 and 53): nothing foreign, and nothing that could run."""

import pytest
from django.db import transaction

from tests.matrix.routes import address, parameters, routes, sent
from tests.matrix.scenes import PLACES, everything
from tests.security.canaries import foreign, heard, plant


def pages(client, folders, login):
    for name, _, words in routes():
        about = parameters(name) - set(words)
        for place in PLACES if about else PLACES[:1]:
            url = address(name, words, folders[place], login)
            with transaction.atomic():
                said = client.get(url, sent(name, folders[place]), secure=True)
                transaction.set_rollback(True)
            if not said.streaming:
                yield url, said


@pytest.mark.check(1, 53)
@pytest.mark.django_db
@pytest.mark.parametrize("login", ["secretaire", "referente", "cheffe"])
def test_no_page_says_what_is_behind_the_wall_nor_runs_what_was_typed(client, login):
    service, folders = everything()
    birds = plant()
    assert len({bird.model for bird in birds}) >= 10, "too few perimeters hold a bird"
    account = service.account(login)
    client.force_login(account)
    hidden = foreign(birds, service.actor(login))
    assert hidden
    known = {bird.word: f"{bird.model.__name__}.{bird.field}" for bird in birds}
    leaks, running, met = [], [], set()
    for url, said in pages(client, folders, login):
        text = said.content.decode("utf-8", "replace") + str(said.headers)
        met |= heard(text)
        leaks += [f"{url} {known[word]}" for word in heard(text) & hidden]
        running += [url] if "<script>zq" in text else []
    assert met, "no bird was heard at all: nothing is proved"
    assert (leaks, running) == ([], [])

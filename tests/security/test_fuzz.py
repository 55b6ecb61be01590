"""Every route and form, by every role, with whatever Hypothesis invents (`make test-long`; acceptance of issue 3).

20 000 requests by default; `TISSERAND_FUZZ=500` for a sample. No answer is a 500, no answer holds a foreign bird.
The names of the fields come from the pages themselves: each form that a page shows is sent back, filled in anyhow.
"""

import os
import re
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from tests.matrix.routes import address, parameters, routes
from tests.matrix.scenes import PLACES, READERS, everything
from tests.security.canaries import foreign, heard, plant

REQUESTS = int(os.environ.get("TISSERAND_FUZZ", "20000"))
EACH = max(REQUESTS // len(READERS), 1)
FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"')
ALWAYS = ("q", "key", "version", "site", "reason", "words", "resolution", "read_version", "draft_person", "page")
NASTY = (
    *("", " ", "0", "-1", "9" * 30, "1e309", "NaN", "null", "true", "\x00", "a\x00b", "\ud7ff", "\u202e", "%s", "{0}"),
    *("' or 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "31/02/2026", "1/1/1", "29/02/2023", "25:61"),
    *("0690", "+590690000051", "a" * 5000, "é" * 300, "🙂" * 50, "on", "theirs", "merge"),
    "0190f5a0-0000-7000-8000-000000000001",
)


def values(folders) -> some.SearchStrategy:
    """Nasty words, any text, and identifiers that do exist, in the wrong place."""
    known = sorted({str(one) for folder in folders.values() for one in folder.values()})
    return some.sampled_from(NASTY) | some.text(max_size=80) | some.sampled_from(known)


def fields_of_the_pages(client, login, folders) -> list[str]:
    found = set(ALWAYS)
    for name, _, words in routes():
        with transaction.atomic():
            page = client.get(address(name, words, folders["own"], login), secure=True)
            transaction.set_rollback(True)
        if not page.streaming:
            found |= set(FIELD.findall(page.content.decode("utf-8", "replace")))
    return sorted(found - {"csrfmiddlewaretoken"})


@pytest.mark.long
@pytest.mark.check(8, 53)
@pytest.mark.django_db
@pytest.mark.parametrize("login", READERS)
def test_nothing_anybody_sends_breaks_the_product_or_shows_what_is_not_hers(client, login):
    service, folders = everything()
    birds = plant()
    hidden = foreign(birds, service.actor(login))
    known = {bird.word: f"{bird.model.__name__}.{bird.field}" for bird in birds}
    account = service.account(login)
    client.force_login(account)
    client.raise_request_exception = False
    names, statuses = fields_of_the_pages(client, login, folders), Counter()
    kept = client.cookies.output(header="", sep=";")

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        route=some.sampled_from([*routes()]),
        place=some.sampled_from(PLACES),
        method=some.sampled_from(("get", "post", "post", "post")),
        typed=some.dictionaries(some.sampled_from(names), values(folders), max_size=8),
        hx=some.booleans(),
    )
    def send(route, place, method, typed, hx):
        name, _, words = route
        url = address(name, words, folders[place], login) if parameters(name) else address(name, words, {}, login)
        headers = {"HX-Request": "true"} if hx else {}
        with transaction.atomic():
            said = getattr(client, method)(url, typed, secure=True, headers=headers)
            transaction.set_rollback(True)
        statuses[said.status_code] += 1
        client.cookies.load(kept)
        assert said.status_code < 500, f"{method} {url} {typed!r}"
        sent = heard(str(typed))
        text = "" if said.streaming else said.content.decode("utf-8", "replace")
        leaked = {known[word] for word in heard(text + str(said.headers)) & hidden - sent}
        assert not leaked, f"{method} {url} {typed!r}: {leaked}"
        assert "<script>zq" not in text

    send()
    assert sum(statuses.values()) >= EACH * 0.9
    assert statuses[200] + statuses[302] + statuses[422] > 0, "every request was refused at the door: nothing is proved"

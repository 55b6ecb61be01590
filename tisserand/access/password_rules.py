"""Which passwords whoever knows the service, or the colleague, would try first (ASVS 6.2.4, 6.2.11)."""

import tomllib
from collections.abc import Container, Iterable
from functools import cache
from pathlib import Path

from tisserand.kernel.names import sort_key

REFERENCE = Path(__file__).parent / "reference" / "passwords.toml"
# Letters and figures that must be left once every guessable word is taken out: a sentence may name the département.
LEAST_LEFT = 8
SHORTEST_WORD = 3


@cache
def known_words() -> frozenset[str]:
    return words_of(tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["words"])


def words_of(names: Iterable[str]) -> frozenset[str]:
    """« Département de la Guadeloupe » → DEPARTEMENT, GUADELOUPE."""
    return frozenset(word for name in names for word in sort_key(name).split() if len(word) >= SHORTEST_WORD)


def is_guessable(password: str, *, words: Iterable[str], common: Container[str]) -> bool:
    """A common password dressed up with figures and signs, or hardly more than words of the service."""
    said = sort_key(password).replace(" ", "")
    if "".join(filter(str.isalpha, said)).lower() in common:
        return True
    left = said
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left != said and len(left) < LEAST_LEFT

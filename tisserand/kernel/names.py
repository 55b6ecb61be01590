"""Names as people say, write and mistype them: one normal form, a French ear, one slip of the finger (decision D20).

Everything compared here is in capitals A–Z without accents: French registry offices write family names so.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "ł": "l"}
)

# « de La Rosière » is found by « rosière » and by « larosière »: particles are glued, never searched alone.
PARTICLES = frozenset(
    ("DA", "DAS", "DE", "DEL", "DEN", "DER", "DES", "DI", "DO", "DOS", "DU", "LA", "LE", "LES", "TER", "VAN", "VON")
)

LONGEST_WORD = 40


class Likeness(StrEnum):
    """How a typed word resembles a known one, the surest first."""

    EXACT = "exact"
    ONE_LETTER = "one_letter"
    SOUNDS = "sounds"
    BEGINS = "begins"


def sort_key(text: str) -> str:
    """The form that lists are ordered by and names compared in: « Éliette d’Ambas » → « ELIETTE D AMBAS »."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).upper()
    return " ".join(re.findall(r"[A-Z0-9]+", letters))


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words a name is found by: each of its own, without particles, then what hyphens and particles glue.

    « Jean-Pierre » → JEAN, PIERRE, JEANPIERRE · « de La Rosière » → ROSIERE, DELAROSIERE · « L’Étang » → ETANG, LETANG
    """
    found: dict[str, None] = {}
    for part in text.replace(",", " ").split():
        found |= dict.fromkeys(_compound(part))
    parts = sort_key(text).split()
    return tuple((found | dict.fromkeys(_with_particles(parts))) or dict.fromkeys(parts))


def _compound(part: str) -> list[str]:
    pieces = sort_key(part).split()
    known = [piece for piece in pieces if not _is_particle(piece)]
    glued = ["".join(pieces)] if len(pieces) > 1 else []
    return [word[:LONGEST_WORD] for word in known + glued]


def _is_particle(piece: str) -> bool:
    return len(piece) == 1 or piece in PARTICLES


def _with_particles(parts: list[str]) -> list[str]:
    """What is heard when particles are said in one breath."""
    glued, breath = [], ""
    for part in parts:
        breath += part
        if not _is_particle(part):
            if breath != part:
                glued.append(breath[:LONGEST_WORD])
            breath = ""
    return glued


def one_letter_less(word: str) -> dict[str, int]:
    """The word and each of its one-letter deletions, with the place of the letter (-1: none is missing).

    Two words at one letter inserted, dropped, changed or swapped with its neighbour share one of these forms.
    """
    forms = {word: -1}
    if len(word) > 2:
        for place in range(len(word)):
            forms.setdefault(word[:place] + word[place + 1 :], place)
    return forms


def one_slip_apart(one: str, other: str) -> bool:
    """Damerau distance 1: a letter added, dropped, changed, or two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return len(one) <= 1 and len(other) <= 1 or len(one) == 2 and one == other[::-1]


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


# Read in this order on a word in capitals. Figures stand for sounds without a letter: 1 ch, 2 ou, 4 an, 5 in, 6 on.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"PH", "F"),
        (r"W", "V"),
        (r"Y", "I"),
        (r"SCH|SH", "1"),
        (r"CH(?=[LRNTM]|$)", "K"),
        (r"CH", "1"),
        (r"H", ""),
        (r"SC(?=[EI])", "S"),
        (r"TI(?=ON|EN$|A)", "SI"),
        (r"GN", "NI"),
        (r"GU(?=[EI])", "G2"),
        (r"G(?=[EI])", "J"),
        (r"G2", "G"),
        (r"JE(?=[AO])", "J"),
        (r"C(?=[EI])", "S"),
        (r"QU|CQ|CK|C|Q", "K"),
        (r"Z", "S"),
        (r"X(?=.)", "KS"),
        (r"(.)\1+", r"\1"),
        (r"E?AU", "O"),
        (r"OU", "2"),
        (r"OI", "2A"),
        (r"OE|EU|AI|EI", "E"),
        (r"(?:AN|AM|EN|EM)(?![AEIOU2NM])", "4"),
        (r"[AE]?[IU][NM](?![AEIOU2NM])", "5"),
        (r"O[NM](?![AEIOU2NM])", "6"),
        (r"(?<=..)E?[STDXP]*E?S?$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """What a French ear keeps of a word in capitals: ROSELINE and ROSELYNE, DUPONT and DUPOND sound alike.

    Own rules, in reading order: letters said alike become one, then the silent end goes.
    """
    heard = word
    for pattern, replacement in SOUNDS:
        heard = pattern.sub(replacement, heard)
    return heard or word


NASAL_END = re.compile(r"[AEIOUY][NM]$")


def sounds(word: str) -> tuple[str, ...]:
    """How it may be said: a Creole pen writes the ends of words as they are heard, ROZELIN for Roselyne."""
    heard = sound(word)
    voiced = sound(word + "E") if NASAL_END.search(word) else heard
    return (heard,) if voiced == heard else (heard, voiced)


def likeness(typed: str, known: str) -> Likeness | None:
    """Why a typed word could be a known one; both as `words` gives them."""
    if typed == known:
        return Likeness.EXACT
    if sound(typed) == sound(known):
        return Likeness.SOUNDS
    if one_slip_apart(typed, known):
        return Likeness.ONE_LETTER
    if set(sounds(typed)) & set(sounds(known)):
        return Likeness.SOUNDS
    if len(typed) >= 3 and known.startswith(typed):
        return Likeness.BEGINS
    return None

"""How a person is named on screen, sorted in a list, and found by her words."""

from collections.abc import Iterator

from tisserand.kernel.dates import PartialDate
from tisserand.kernel.names import sort_key, words

CIVILITIES = {"mme": "Mme", "m": "M."}
NAMELESS = "Personne sans nom"
NBSP = "\u00a0"
LONGEST_KEY = 300


def display_name(*, civility: str, birth_name: str, used_name: str, first_names: str, called_as: str) -> str:
    """« Mme Roselyne Mirval »: the name she uses; else what she was born with; else what she is called.

    Of several first names set apart by commas, the first is the usual one.
    """
    said = " ".join(filter(None, (first_names.partition(",")[0].strip(), used_name or birth_name))) or called_as
    if not said:
        return NAMELESS
    title = CIVILITIES.get(civility)
    return f"{title}{NBSP}{said}" if title and (used_name or birth_name) else said


def born_words(civility: str, born_as: str, *, is_dated: bool) -> str:
    """« née Dambas », « né »; who said no civility: « nom de naissance Dambas, naissance », before the day."""
    if word := {"mme": "née", "m": "né"}.get(civility):
        return f"{word} {born_as}".strip()
    return ", ".join(filter(None, (f"nom de naissance {born_as}" if born_as else "", "naissance" if is_dated else "")))


def birth_day_words(birth: PartialDate | None) -> str:
    """« le 14 mars 1984 », « en mars 1984 », « en 1984 »."""
    if birth is None:
        return ""
    return f"le {birth}" if birth.day else f"en {birth}"


def place_words(place: str) -> str:
    """« à Pointe-Noire », « aux Abymes », « au Moule »."""
    for article, contracted in (("Les ", "aux "), ("Le ", "au ")):
        if place.startswith(article):
            return contracted + place[len(article) :]
    return f"à {place}" if place else ""


def list_key(*, birth_name: str, used_name: str, first_names: str, called_as: str) -> str:
    """Family name first: « MIRVAL ROSELYNE »."""
    return sort_key(" ".join((used_name or birth_name, first_names or called_as)))[:LONGEST_KEY]


def name_words(*, birth_name: str, used_name: str, first_names: str, called_as: str) -> Iterator[tuple[str, str]]:
    """Each family word with each first-name word, « Mme Mirval née Dambas » being found by both names.

    An empty word stands for a family name or a first name that nobody said.
    """
    families = dict.fromkeys(words(used_name) + words(birth_name)) or {"": None}
    givens = dict.fromkeys(words(first_names) + words(called_as)) or {"": None}
    return ((family, given) for family in families for given in givens if family or given)

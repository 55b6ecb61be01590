"""A row without source, validity or meaning is refused, with the row and the word that is wrong."""

import tomllib

import pytest

from tisserand.deadlines.rules import book
from tisserand.deadlines.rules.book import REFERENCE, rule_of_version
from tisserand.deadlines.rules.reading import BookError, read

pytestmark = pytest.mark.rail

HEAD = """
[groups]
drom = ["971"]
[facts]
lease_on = { kind = "date", label = "Date du bail", ask = "Indiquez la date du bail." }
"""
RULE = {
    "id": '"EXP-5a"',
    "label": '"Proposer un entretien"',
    "event": '"dsf.saisine"',
    "since": '"la saisine"',
    "offset": "15",
    "code": '"OUVRE"',
    "actor": '"evaluateur_dsf"',
    "action": '"proposer"',
    "on_miss": '"Un diagnostic de carence est transmis."',
    "source": '"décret 2021-8"',
    "evidence": '"S"',
    "confidence": "0.95",
    "valid_from": "2021-01-08",
}
LIMIT = '[[limit]]\nid = "ACC-1"\nlabel = "Accueil"\nvalue = 30\nmeasure = "min"\nsource = "guide"\nevidence = "K"\n'
LIMIT += "confidence = 0.8\nvalid_from = 2016-01-01\n"


def written(*rows: dict) -> str:
    tables = ("[[rule]]\n" + "\n".join(f"{name} = {value}" for name, value in row.items()) for row in rows)
    return "\n".join([HEAD, *tables, LIMIT])


def test_a_whole_row_is_read():
    assert [row.version for row in read(written(RULE)).rules] == ["EXP-5a@2021-01-08"]


@pytest.mark.parametrize("name", [name for name in RULE if name != "id"])
def test_a_row_says_everything(name):
    with pytest.raises(BookError, match=f"EXP-5a: « {name} » is missing"):
        read(written({key: value for key, value in RULE.items() if key != name}))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"source": '""'}, "« source » is missing"),
        ({"sourse": '"décret"'}, "« sourse » is not known"),
        ({"id": '"exp 5"'}, "its id is not a rule’s"),
        ({"offset": '"quinze"'}, "« offset » is not of its kind"),
        ({"code": '"OUVRABLE"'}, "is no day-count code"),
        ({"unit": '"month"'}, "OUVRE does not count in"),
        ({"code": '"SD"'}, "SD has no length"),
        ({"offset": "0"}, "it has no length"),
        ({"code": '"REBOURS"'}, "its length is negative"),
        ({"evidence": '"Z"'}, "evidence is P, S or K"),
        ({"confidence": "1.5"}, "confidence between 0 and 1"),
        ({"valid_to": "2020-01-01"}, "it ends before it begins"),
        ({"territory": '"antilles"'}, "is no territory"),
        ({"means": '"maybe"'}, "a limit or an effect"),
        ({"when": '[{ fact = "lease", before = 2023-07-29 }]'}, "names no known fact"),
        ({"when": '[{ fact = "lease_on", is = true }]'}, "tests it in a way that is not its own"),
        ({"day": '"31 mars"'}, "a day of the year is"),
    ],
)
def test_a_wrong_row_is_refused_in_words(changed, sentence):
    with pytest.raises(BookError, match=sentence):
        read(written(RULE | changed))


def test_every_error_is_said_at_once():
    with pytest.raises(BookError) as wrong:
        read(written(RULE | {"source": '""'}, RULE | {"code": '"?"'}))
    assert len(str(wrong.value).splitlines()) == 2


def test_an_exception_written_after_the_ordinary_case_is_refused():
    exception = RULE | {"territory": '"drom"', "variant": '"outre-mer"'}
    with pytest.raises(BookError, match="can never hold"):
        read(written(RULE, exception))
    assert len(read(written(exception, RULE)).rules) == 2


def test_two_rows_of_the_same_days_are_refused():
    with pytest.raises(BookError, match="written twice"):
        read(written(RULE, RULE))


def test_the_book_itself_is_sound():
    assert len(book().rules) > 90
    assert not [row.id for row in (*book().rules, *book().limits) if row.confidence < 0.6 and not row.doubtful]


def test_what_rules_md_doubts_is_doubtful():
    """rules.md, « Doubtful or missing »: 1, 2, 7, 8, 9 have dates."""
    doubtful = {row.id for row in (*book().rules, *book().limits) if row.doubtful}
    assert {"RSA-7a", "IP-2", "AG-1", "MASP-2b", "DAL-1", "EXP-1d", "EXP-5a", "EXP-5b"} <= doubtful


def test_a_version_names_its_row():
    assert rule_of_version("EXP-3/bail-ancien@1989-07-08").variant == "bail-ancien"
    assert rule_of_version("EXP-3@1804-03-21") is None


def test_every_group_and_fact_of_the_book_is_used():
    text = REFERENCE.read_text(encoding="utf-8")
    for name in (*tomllib.loads(text)["groups"], *book().facts):
        assert text.count(name) > 1 or name == "closes", name

"""What only reading the code can prove (checks 2 to 7, 24, 58): nothing builds, fetches, parses or names too much."""

import ast
import csv
import io
import re
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.forms import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from tests.matrix.routes import views
from tests.security.sources import ROOT, of_the_product
from tisserand.documents.rules import TEXTS
from tisserand.kernel import sheets

# Statements made of names that we wrote ourselves (tables, roles, capabilities): never of what somebody typed.
BUILT = {
    "access/management/commands/analyze.py": "names of our own tables, read in the catalogue",
    "access/chain/sealing.py": "names of the two journals' tables and fragments of that room",
    "access/chain/verifying.py": "names of the two journals' tables and fragments of that room",
    "people/operations/merging.py": "one of two verbs and the name of a room, from a table of ours",
    "project/cluster/roles.py": "identifiers quoted by psycopg.sql",
    "demo/mass/carrying.py": "names of our own tables and columns, from the models",
}
ALLOWED_TO_SPEAK = {
    "project/serving.py": "asks its own port whether it serves",
    "documents/antivirus.py": "the antivirus that the département named",
    "access/oidc.py": "the identity provider that the département named",
}
SPEAKING = {
    *("requests", "httpx", "aiohttp", "http.client", "urllib.request", "urllib3", "ftplib", "smtplib", "telnetlib"),
    *("socket", "ssl", "asyncio"),
}
PARSERS = {"xml", "lxml", "openpyxl", "defusedxml", "xlrd", "pickle", "marshal", "shelve", "yaml"}
WRITERS = {"csv", "openpyxl", "xlsxwriter", "odf"}


def modules_named() -> Iterator[tuple[str, str]]:
    for path, tree in of_the_product():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((where(path), alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield where(path), node.module
                yield from ((where(path), f"{node.module}.{alias.name}") for alias in node.names)


def where(path: Path) -> str:
    return path.relative_to("tisserand").as_posix()


def built(argument: ast.expr) -> bool:
    """A text made at run time: f"…{name}…", "…" + name, "…" % name, "…".format(name)."""
    if isinstance(argument, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in argument.values)
    if isinstance(argument, ast.BinOp):
        return True
    return (
        isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute) and argument.func.attr == "format"
    )


def statements(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if name in {"execute", "executemany", "raw", "extra", "RawSQL", "copy"}:
                yield node.args[0]


def safely_composed(argument: ast.expr) -> bool:
    """psycopg.sql: identifiers are quoted by it."""
    return "sql.SQL" in ast.unparse(argument)


@pytest.mark.check(2)
def test_no_statement_is_built_from_what_somebody_typed():
    found = {
        where(path)
        for path, tree in of_the_product()
        if "migrations" not in path.parts
        for argument in statements(tree)
        if built(argument) and not safely_composed(argument)
    }
    assert found == set(BUILT)


@pytest.mark.check(2)
@pytest.mark.parametrize("line", ['c.execute(f"select {a}")', 'c.execute("select " + a)', 'c.execute("x %s" % a)'])
def test_a_built_statement_is_seen(line):
    assert [built(argument) for argument in statements(ast.parse(line))] == [True]


@pytest.mark.check(3)
def test_only_one_place_writes_sheets():
    """It neutralises each cell; a room that leaves a table for a spreadsheet goes through it."""
    assert {path for path, name in modules_named() if name.split(".")[0] in WRITERS} <= {"kernel/sheets.py"}


@pytest.mark.check(3)
@given(some.lists(some.lists(some.text(max_size=20) | some.none() | some.integers(), max_size=4), max_size=4))
def test_no_cell_of_a_sheet_is_a_formula(rows):
    for row in csv.reader(io.StringIO(sheets.as_csv(rows).removeprefix("\ufeff"), newline=""), delimiter=";"):
        for cell in row:
            assert not cell.strip().startswith(("=", "+", "@", "\t")), cell
            assert not cell.startswith("-") or cell[1:].isdigit(), cell


@pytest.mark.check(3)
@pytest.mark.parametrize(
    "cell", ["=1+1", " =1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\uff1d1"]
)
def test_a_formula_becomes_a_text(cell):
    assert sheets.neutral(cell) == f"'{cell}"
    assert [sheets.neutral(fine) for fine in (-3, "Mirval", None, "a=b")] == ["-3", "Mirval", "", "a=b"]


@pytest.mark.check(4)
def test_the_product_calls_nobody():
    found = {path for path, name in modules_named() if name in SPEAKING or name.split(".")[0] in SPEAKING - {"ssl"}}
    assert found <= set(ALLOWED_TO_SPEAK)


@pytest.mark.check(5)
@pytest.mark.parametrize("to", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nBcc: b@example.org", "a\n@b.fr"])
def test_an_address_cannot_add_a_line_to_a_mail(to):
    with pytest.raises(ValidationError):
        validate_email(to)
    with pytest.raises(ValueError, match="newline"):
        EmailMessage(subject="Rendez-vous", body="…", to=[to]).message()


@pytest.mark.check(5)
def test_no_word_of_anybody_stands_in_a_mail():
    """Whole texts only, on one line for the subject: there is no blank to fill."""
    for text in TEXTS.values():
        assert not re.search(r"[\r\n]", text.subject)
        assert not re.search(r"[{}%]", text.subject + text.body)


@pytest.mark.check(7)
def test_nothing_parses_xml_nor_revives_objects():
    assert {(path, name) for path, name in modules_named() if name.split(".")[0] in PARSERS} == set()


@pytest.mark.check(24)
def test_pages_and_styles_take_nothing_from_elsewhere():
    elsewhere = re.compile(r"""(?:src|href|url|@import|action)\s*[=(]\s*["']?(?:https?:)?//""")
    found = [
        str(path.relative_to(ROOT))
        for folder in ("templates", "static")
        for path in (ROOT / "tisserand").glob(f"*/{folder}/**/*")
        if path.suffix in {".html", ".css", ".js", ".svg"} and "vendor" not in path.parts
        if elsewhere.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.check(58)
def test_an_address_names_nothing_but_identifiers():
    """UUIDs, and slugs of our own; never a free text."""
    kinds = {type(one).__name__ for _, pattern in views() for one in pattern.pattern.converters.values()}
    assert kinds <= {"UUIDConverter", "SlugConverter", "IntConverter"}


# What a form may put in an address: identifiers, states and dates; never a name, a number, a free text.
QUERIES_OF_A_GET = {"site", "unit", "on", "team", "what", "day", "du", "v", "page", "worker", "professional"}


@pytest.mark.check(58)
def test_no_form_puts_a_free_text_in_an_address():
    found = {}
    for path in sorted((ROOT / "tisserand").glob("*/templates/**/*.html")):
        for form in re.findall(r"<form\b[^>]*>.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL):
            opening = form[: form.index(">")]
            if 'method="post"' not in opening:
                typed = re.findall(r'<(?:input(?![^>]*type="(?:date|hidden|checkbox|radio)")|textarea)\b[^>]*>', form)
                if typed:
                    found[path.name] = typed
    assert found == {}


@cache
def calls(tree: ast.AST) -> tuple[tuple[str, ast.Call], ...]:
    return tuple((dotted(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(called: ast.expr) -> str:
    """`name` or `module.name`; nothing for what is called on a value."""
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return f"{called.value.id}.{called.attr}"
    return called.id if isinstance(called, ast.Name) else ""


def scripts() -> list[tuple[str, str]]:
    """Our own, each with its text."""
    found = [path for path in (ROOT / "tisserand").glob("*/static/**/*.js") if "vendor" not in path.parts]
    assert len(found) > 5
    return [(path.relative_to(ROOT / "tisserand").as_posix(), path.read_text(encoding="utf-8")) for path in found]


def evaluating(tree: ast.Module) -> list[str]:
    return [name for name, _ in calls(tree) if name in {"eval", "exec", "compile", "__import__"}]


def test_nothing_is_evaluated():
    assert {where(path): found for path, tree in of_the_product() if (found := evaluating(tree))} == {}
    evaluated = re.compile(r"\beval\(|\bnew Function\(|set(?:Timeout|Interval)\(\s*[\"'`]")
    assert [name for name, text in scripts() if evaluated.search(text)] == []
    assert '"allowEval":false' in (ROOT / "tisserand/ui/templates/ui/base.html").read_text(encoding="utf-8")
    assert evaluating(ast.parse("eval(x)"))


# The server's own programs (PostgreSQL, gunicorn), started by the command line: never from a request.
STARTS_PROGRAMS = {"project/serving.py", "project/cluster/account.py", "project/cluster/binaries.py"}


def through_a_shell(tree: ast.Module) -> list[str]:
    wanted = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
    return [
        name for name, call in calls(tree) if name in wanted or any(keyword.arg == "shell" for keyword in call.keywords)
    ]


def test_no_program_is_started_by_a_request_nor_through_a_shell():
    starting = {path for path, name in modules_named() if name.split(".")[0] in {"subprocess", "pty", "pexpect"}}
    assert starting == STARTS_PROGRAMS
    assert [where(path) for path, tree in of_the_product() if through_a_shell(tree)] == []
    assert through_a_shell(ast.parse("subprocess.run(x, shell=True)"))
    asking = {path for path, name in modules_named() if name.startswith(("tisserand.project.serving", "subprocess"))}
    assert not [path for path in asking if "/web" in path]


def patterns_made_of_words(tree: ast.Module) -> list[str]:
    """A pattern made by a function of something that is not one of our constants, written in capitals."""
    made = []
    working = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for name, call in (one for function in working for one in calls(function)):
        if name.startswith("re.") and name[3:] in Patterns.NAMES and built(call.args[0]):
            words = {node.id for node in ast.walk(call.args[0]) if isinstance(node, ast.Name)}
            made += [word for word in words if not word.isupper()]
    return made


def test_no_pattern_is_made_of_what_somebody_typed():
    """In Python as in the statements sent to PostgreSQL, where a typed word is compared, never read as a pattern."""
    assert {where(path): found for path, tree in of_the_product() if (found := patterns_made_of_words(tree))} == {}
    assert patterns_made_of_words(ast.parse('def f(word):\n    re.search(f"^{word}", text)')) == ["word"]
    lookups = {
        keyword.arg
        for _, tree in of_the_product()
        for _, call in calls(tree)
        for keyword in call.keywords
        if keyword.arg and keyword.arg.endswith(("__regex", "__iregex"))
    }
    assert lookups == set()


def test_lots_are_drawn_by_the_system_outside_the_demonstration():
    """`random` can be foreseen: it invents people, never a secret."""
    drawing = {path for path, name in modules_named() if name.split(".")[0] == "random"}
    assert drawing
    assert {path for path in drawing if not path.startswith("demo/")} <= {"territories/rules/fiction.py"}


CIPHERS = {
    *("fernet.Fernet", "fernet.InvalidToken", "fernet.MultiFernet", "exceptions.InvalidSignature"),
    *("hazmat.primitives.hashes.SHA256", "hazmat.primitives.kdf.hkdf.HKDF"),
    *(
        "hazmat.primitives.asymmetric.ed25519.Ed25519PrivateKey",
        "hazmat.primitives.asymmetric.ed25519.Ed25519PublicKey",
    ),
}


def test_nothing_is_ciphered_or_signed_by_other_means():
    """Fernet (encrypted then authenticated), HKDF, SHA-256, Ed25519: what the inventory of regles.md says."""
    used = {name.removeprefix("cryptography.") for _, name in modules_named() if name.startswith("cryptography.")}
    assert {name for name in used if name.split(".")[-1][0].isupper()} == CIPHERS
    assert not [
        name for _, name in modules_named() if name.split(".")[0] in {"Crypto", "Cryptodome", "nacl", "M2Crypto"}
    ]
    weak = re.compile(r"\b(?:md5|sha1|ECB|PKCS1v15|TripleDES|ARC4)\b")
    assert [where(path) for path, tree in of_the_product() if weak.search(ast.unparse(tree))] == []


KEPT_BY_THE_BROWSER = re.compile(r"\b(?:sessionStorage|indexedDB|caches|serviceWorker|document\.cookie\s*=)")


def test_the_browser_keeps_nothing_but_whether_shortcuts_are_wanted():
    assert [name for name, text in scripts() if KEPT_BY_THE_BROWSER.search(text)] == []
    written = re.compile(r"localStorage\.setItem\((.*)\)|localStorage\[")
    kept = {(name, said) for name, text in scripts() for said in written.findall(text)}
    assert kept == {("ui/static/ui/keys.js", 'STORED, toggle.checked ? "on" : "off"')}


NAMED_BY_A_VALUE = re.compile(r"\w\[(?![\"'\d])[^\]]+\]\s*=(?!=)|__proto__|Object\.assign\(\s*\w+\s*,\s*JSON\.parse")


def test_no_script_writes_a_property_named_by_somebody():
    """No `object[name] = …` with a name that is not written there, no merging of what came from elsewhere."""
    assert {name: found for name, text in scripts() if (found := NAMED_BY_A_VALUE.findall(text))} == {}
    assert NAMED_BY_A_VALUE.search("settings[name] = value;")


class Patterns(ast.NodeVisitor):
    """Every call of `re.…` and what it is given, computed where the module knows how."""

    NAMES = {"compile", "sub", "subn", "match", "search", "fullmatch", "split", "findall", "finditer"}

    def __init__(self, module):
        self.module = module
        self.found: list[re.Pattern] = [one for value in vars(module).values() for one in compiled(value)]

    def visit_Call(self, node: ast.Call):
        self.generic_visit(node)
        if ast.unparse(node.func).startswith("re.") and ast.unparse(node.func)[3:] in self.NAMES:
            pattern = self.computed(node.args[0])
            if pattern is not None:
                self.found.append(re.compile(pattern) if isinstance(pattern, str) else pattern)

    def computed(self, argument: ast.expr):
        try:
            return eval(compile(ast.Expression(argument), "pattern", "eval"), vars(self.module))  # noqa: S307
        except NameError:
            # A variable of a comprehension: its patterns are in the module, compiled.
            assert self.found, ast.unparse(argument)


def compiled(value, depth: int = 0) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset) and depth < 3:
        for one in value:
            yield from compiled(one, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        yield from compiled(tuple(value.values()), depth + 1)


def patterns() -> dict[str, re.Pattern]:
    found = {}
    for path, tree in of_the_product():
        if "import re" in ast.unparse(tree):
            name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
            visitor = Patterns(import_module(name))
            visitor.visit(tree)
            found |= {f"{name} {one.pattern}": one for one in visitor.found}
    return found


LONGEST = 4000
# Modules whose patterns are only asked about a whole text.
WHOLE = ("tisserand.kernel.dates ",)
PIECES = (
    "a",
    "A",
    "1",
    " ",
    "0 ",
    "é",
    "E",
    "AE",
    "1.",
    "1 ",
    "a ",
    "-",
    "/",
    "(0)",
    "12/",
    ":1",
    "\\u",
    '"',
    "\\",
    "\n",
)


def probes(pattern: re.Pattern) -> Iterator[str]:
    literal = "".join(re.findall(r"[A-Za-z0-9]", pattern.pattern))[:8] or "a"
    for piece in (*PIECES, literal, literal[:2], f"{literal[:1]} "):
        yield (piece * LONGEST)[:LONGEST] + "\x00!"


@pytest.mark.check(6)
def test_no_pattern_takes_long_on_a_hostile_text():
    """Time of this thread alone, so that a busy machine accuses nobody."""
    known, slow = patterns(), []
    assert len(known) > 40
    for name, pattern in known.items():
        for probe in probes(pattern):
            start = time.thread_time()
            if not name.startswith(WHOLE):
                pattern.search(probe)
            pattern.fullmatch(probe)
            spent = (time.thread_time() - start) * 1000
            if spent >= 50:
                slow.append(f"{name}: {spent:.0f} ms on {probe[:12]!r}…")
    assert slow == []


@pytest.mark.check(6)
@pytest.mark.parametrize("module", WHOLE)
def test_a_pattern_of_whole_texts_never_searches(module):
    source = Path(import_module(module.strip()).__file__).read_text()
    assert not re.search(r"(?<!\bre)\.(search|match|sub|subn|findall|finditer)\(", source)


@pytest.mark.check(6)
def test_a_pattern_that_explodes_is_seen():
    start = time.thread_time()
    re.compile(r"(a+)+$").search("a" * 22 + "!")
    assert (time.thread_time() - start) * 1000 > 50

"""What imports cannot show: keys and template links point down, models and pages declare who may see them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver

from tisserand.access import policies, rules
from tisserand.access.walls import Open, Wall

pytestmark = pytest.mark.rail

ROOT = Path(settings.BASE_DIR)
LADDER = (
    ("kernel",),
    ("ui",),
    ("access",),
    ("deadlines",),
    ("territories",),
    ("partners",),
    ("people",),
    ("documents",),
    ("activity",),
    ("reception",),
    ("assessment",),
    ("support", "collective", "inquiries", "transmissions", "rights"),
    ("workforce",),
    ("steering",),
    ("privacy",),
    ("desk", "portal", "api", "demo"),
    ("project",),
)
RUNG = {room: rung for rung, rooms in enumerate(LADDER) for room in rooms}


def may_reach(room: str, other: str) -> bool:
    """A room reaches itself and the rungs below it."""
    return room == other or RUNG[other] < RUNG[room]


def foreign_keys():
    for model in policies.our_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.many_to_one and field.related_model in set(policies.our_models()):
                yield model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}"


def upward(edges):
    return [name for room, other, name in edges if not may_reach(room, other)]


def test_foreign_keys_point_down():
    assert upward(foreign_keys()) == []


def test_a_key_that_points_up_is_seen():
    assert upward([("access", "people", "Account.person")]) == ["Account.person"]


def test_no_reverse_accessor_reaches_up():
    named = [
        f"{model.__name__}.{field.name}"
        for model in policies.our_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.many_to_one
        and not field.remote_field.hidden
        # A wall around somebody else's table is a proxy: its keys are not ours.
        and field.model in policies.our_models()
    ]
    assert named == []


TEMPLATE_NAME = re.compile(r"""\{%-?\s*(?:extends|include)\s+["'](\w+)/""")
URL_NAME = re.compile(r"""\{%-?\s*url\s+["'](\w+):""")


def template_links(text: str):
    return (set(TEMPLATE_NAME.findall(text)) | set(URL_NAME.findall(text))) - {"django"}


def test_template_links_point_down():
    found = [
        f"{path.relative_to(ROOT)} → {other}"
        for path in sorted((ROOT / "tisserand").glob("*/templates/**/*.html"))
        for other in template_links(path.read_text(encoding="utf-8"))
        if not may_reach(path.relative_to(ROOT).parts[1], other)
    ]
    assert found == []


def test_a_template_that_links_up_is_seen():
    links = template_links('{% include "desk/line.html" %}<a href="{% url "support:plan" plan.pk %}">')
    assert {room for room in links if not may_reach("people", room)} == {"desk", "support"}


def test_every_model_says_who_may_see_it():
    silent = [m.__name__ for m in policies.our_models() if not isinstance(getattr(m, "wall", None), Wall | Open)]
    assert silent == []


def test_walls_name_known_capabilities():
    words = set(
        re.findall(r"walls\.(?:units|holds)\('([^']+)'\)", " ".join(m.wall.sql() for m in policies.walled_models()))
    )
    assert words <= set(rules.capabilities())


def test_roles_hold_known_capabilities():
    for role in rules.roles().values():
        assert role.capabilities <= set(rules.capabilities()), role.code


def views(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback
        else:
            yield from views(pattern.url_patterns, prefix + str(pattern.pattern))


def test_every_url_has_a_capability_or_is_public():
    known = {None, "signed_in", *rules.capabilities()}
    unguarded = [
        address for address, view in views(get_resolver().url_patterns) if getattr(view, "capability", "?") not in known
    ]
    assert unguarded == []


def test_no_migration_is_missing():
    command = [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_nothing_happens_behind_the_readers_back():
    """No signals, no save() with effects, no default manager that hides rows, no markup trusted by decree.

    `save(self, must_create)` is how Django asks a session engine to write.
    """
    forbidden = re.compile(
        r"@receiver|post_save|pre_save|def save\(self(?!, must_create)|mark_safe|\|\s*safe\b|style=\"|onclick=|<script>"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for pattern in ("*.py", "*.html")
        for path in sorted((ROOT / "tisserand").rglob(pattern))
        if "vendor" not in path.parts
        for match in [forbidden.search(path.read_text(encoding="utf-8"))]
        if match
    ]
    assert found == []


def test_no_room_is_outside_the_ladder():
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("tisserand.")}
    assert rooms <= set(RUNG)

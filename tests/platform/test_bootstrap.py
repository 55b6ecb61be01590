"""The set-up of a clone, without network: what it reads, what it refuses, what it leaves."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap

ROOT = Path(bootstrap.ROOT)


def test_an_old_python_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    with pytest.raises(bootstrap.Stop, match=r"Python 3\.11 ou plus récent ; celui-ci est 3\.9"):
        bootstrap.refuse_an_old_python()


def test_an_old_python_can_read_the_script():
    """No syntax younger than Python 3.6, or the refusal would be a SyntaxError."""
    import ast

    ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_every_locked_package_has_hashes_and_no_host():
    text = bootstrap.LOCK.read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE)
    assert len(names) > 50
    assert all("--hash=sha256:" in bootstrap.lock_entry(name) for name in names)
    assert "://" not in text
    assert "--index-url" not in text


def test_one_entry_of_the_lock_is_that_package_alone():
    entry = bootstrap.lock_entry("uv")
    assert entry.startswith("uv==")
    assert len(re.findall(r"==", entry)) == 1
    assert not entry.rstrip().endswith("\\")
    assert bootstrap.lock_entry("no-such-package") == ""


def test_npm_packages_are_locked_by_their_content_not_by_an_address():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = [package for path, package in packages.items() if path]
    assert installed
    assert all("integrity" in package and "resolved" not in package for package in installed)


def test_work_done_once_is_not_done_again_until_its_lock_changes(tmp_path):
    lock, done = tmp_path / "lock", []
    for content in ("first", "first", "second"):
        lock.write_text(content)
        bootstrap.once(tmp_path, lock, lambda: done.append("set up"))
    assert done == ["set up", "set up"]


def test_work_that_failed_is_done_again(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("content")

    def fail():
        raise bootstrap.Stop("pas de réseau")

    with pytest.raises(bootstrap.Stop):
        bootstrap.once(tmp_path, lock, fail)
    done = []
    bootstrap.once(tmp_path, lock, lambda: done.append("set up"))
    assert done == ["set up"]


def test_a_set_up_clone_answers_at_once_and_without_network():
    offline = {
        "PATH": "/usr/bin:/bin",
        "PIP_INDEX_URL": "http://127.0.0.1:9",
        "NPM_CONFIG_REGISTRY": "http://127.0.0.1:9",
    }
    script = [sys.executable, bootstrap.__file__]
    again = subprocess.run(script, env=offline, capture_output=True, text=True, timeout=120, check=False)
    assert (again.returncode, again.stderr) == (0, "")


def test_the_program_runs_by_its_name_from_anywhere(tmp_path):
    """In a folder with a space, called from another one by somebody who put it on her path."""
    clone, elsewhere = tmp_path / "mon clone", tmp_path / "ailleurs"
    place = clone / ".venv" / "bin"
    for folder in (place, elsewhere):
        folder.mkdir(parents=True)
    (clone / "tisserand").symlink_to(ROOT / "tisserand")
    python = place / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for _ in range(2):
        bootstrap.write_program(place / "tisserand")
    said = subprocess.run(
        ["tisserand", "help"],
        env={"PATH": f"{place}:/usr/bin:/bin"},
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert "tisserand account create" in said.stdout


def test_every_file_that_a_style_sheet_names_was_copied():
    sheets = list(bootstrap.VENDOR.rglob("*.css"))
    assert len(sheets) == 3
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text
        for name in re.findall(r"url\([\"']?([^\"')]+)", text):
            if not name.startswith(("data:", "#")):
                assert (sheet.parent / name.split("?")[0]).is_file(), f"{sheet.name} names {name}"


def test_the_readme_has_exactly_two_commands():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line.split("#")[0].strip() for line in lines if line.startswith("    ")]
    assert commands == ["make run", "make test"]


def test_every_target_of_the_readme_and_contributing_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set()
    for document in ("README.md", "CONTRIBUTING.md"):
        named |= set(re.findall(r"make ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8")))
    assert {target for target in named if not re.search(rf"^{target}:", makefile, flags=re.MULTILINE)} == set()

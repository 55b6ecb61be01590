"""Rendering less changes nothing of what is written: every table, constraint, index and trigger, compared."""

import os
import re
import subprocess
import sys

import pytest

from tests.journeys.serving import ROOT
from tisserand.project import cluster

AS_DJANGO_DOES = "from tisserand.project import cli, migrating; migrating.render_less = int; cli.main(['migrate'])"
AS_WE_DO = "from tisserand.project import cli; cli.main(['migrate'])"
# A dump carries a random word against what would be added to it.
RANDOM = re.compile(r"^\\(un)?restrict .*$", re.MULTILINE)


@pytest.mark.long
def test_the_same_database_as_with_django_alone(open_folder):
    folder = open_folder("tables")
    with cluster.session(folder) as running:
        alone, ours = (structure(running, folder, way) for way in (AS_DJANGO_DOES, AS_WE_DO))
    assert alone.count("CREATE TABLE") > 100
    assert alone == ours


def structure(running, folder, way):
    running.drop_database("tisserand")
    running.create_database("tisserand")
    said(sys.executable, "-c", way, TISSERAND_MODE="demo", TISSERAND_DATA_DIR=str(folder))
    return RANDOM.sub("", said(running.postmaster.binaries["pg_dump"], "-s", running.url("backup")))


def said(*words, **environment):
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(words, env=inherited | environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout

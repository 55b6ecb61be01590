"""A small demonstration, loaded once for the whole run; each worker looks at a copy of its own, and takes back."""

import fcntl
import json
import os
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tests.situations import NOW
from tisserand.demo import operations
from tisserand.demo.clock import Clock
from tisserand.demo.operations import Wanted
from tisserand.demo.progress import Progress
from tisserand.project import cluster

ORGANISATIONS = Path(settings.BASE_DIR) / "organisations"
GUADELOUPE, MARTINIQUE = ORGANISATIONS / "guadeloupe.toml", ORGANISATIONS / "martinique.toml"
CLOCK = Clock(NOW, "America/Guadeloupe")
PERSONS = 300
MODEL = "demonstration_model"


@contextmanager
def used():
    """The block speaks to this worker's copy of the model; gives what the load said."""
    ours = connection.settings_dict["NAME"]
    said, copy = _prepared(ours)
    try:
        _speak_to(copy)
        yield said
    finally:
        _speak_to(ours)


def _prepared(ours: str) -> tuple[list[str], str]:
    folder = Path(os.environ["TISSERAND_DATA_DIR"])
    told, copy = folder / f"{MODEL}.json", f"demonstration_of_{ours}"
    with (folder / f"{MODEL}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # PostgreSQL copies a model for one at a time
        running = cluster.ensure(folder, durable=False)
        if not told.exists():
            connection.close()
            running.create_database(MODEL, template=ours)
            told.write_text(json.dumps(_load(ours)))
        made = folder / copy
        if not made.exists():
            running.create_database(copy, template=MODEL)
            made.touch()
    return json.loads(told.read_text()), copy


def _load(ours: str) -> list[str]:
    said: list[str] = []
    _speak_to(MODEL)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"set local role {settings.DATABASE_ROLES['jobs']}")
            operations.load(wanted=Wanted(GUADELOUPE, PERSONS), clock=CLOCK, progress=Progress(said.append))
    finally:
        _speak_to(ours)
    return said


def _speak_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database

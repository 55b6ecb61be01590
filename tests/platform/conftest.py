import shutil
import tempfile
from pathlib import Path

import pytest

from tests.platform.running import Tisserand
from tisserand.project import cluster


@pytest.fixture(scope="module")
def open_folder():
    """Folders that another account can walk through: under root the server runs as one, and pytest's are closed."""
    made = []

    def open_one(name: str) -> Path:
        folder = Path(tempfile.mkdtemp(prefix=f"{name} "))
        folder.chmod(0o711)
        made.append(folder)
        return folder

    yield open_one
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def used_folder(open_folder):
    """Prepared by the first who comes; the next ones start on what she left."""
    return open_folder("up")


@pytest.fixture
def tisserand(used_folder):
    """The running product on a data folder of the module."""
    running = Tisserand(used_folder)
    running.start()
    yield running
    running.kill()
    cluster.ensure(running.data_dir).stop()

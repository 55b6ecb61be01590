import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
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

"""Files from elsewhere (checks 29 to 36): what they are, how heavy, how many, and who looked at them."""

import ast
import io
import socketserver
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from struct import unpack

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from tests.documents.pictures import jpeg, png
from tests.documents.scenes import keeps_a_file
from tests.security.sources import of_the_product
from tests.situations import acting
from tisserand.documents import antivirus
from tisserand.documents.rules import LARGEST_FILE, PDF, Kind, file_name, received
from tisserand.kernel.ids import new_id, short_reference
from tisserand.kernel.refusals import Refused
from tisserand.project.request import LARGEST_BODY, SecureHeaders

PAPER = b"%PDF-1.7 lettre"


def codes(body: bytes, media_type: str = "", name: str = "") -> list[str]:
    return [refusal.code for refusal in received.refusals_to_receive(body=body, media_type=media_type, name=name)]


@pytest.mark.check(29)
def test_what_is_too_heavy_is_not_even_read():
    def never(request):
        raise AssertionError("read")

    request = RequestFactory().post("/", CONTENT_LENGTH=str(LARGEST_BODY + 1))
    answer = SecureHeaders(never)(request)
    assert answer.status_code == 413
    assert "15 Mo" in answer.content.decode()
    assert LARGEST_FILE < settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= LARGEST_BODY


@pytest.mark.check(29)
def test_a_file_on_its_way_never_touches_the_disk():
    paper = SimpleUploadedFile("lettre.pdf", b"%PDF-" + b"x" * LARGEST_FILE, PDF)
    came = RequestFactory().post("/", {"document": paper}).FILES["document"]
    assert isinstance(came.file, io.BytesIO)


@pytest.mark.check(30)
@pytest.mark.parametrize(
    ("body", "media_type", "name"),
    [
        (PAPER, PDF, "lettre.pdf"),
        (PAPER, "application/octet-stream", "LETTRE.PDF"),
        (jpeg(4000, 3000), "image/jpeg", "photo.JPG"),
        (jpeg(4000, 3000), "image/jpg", "photo.jpeg"),
        (png(800, 600), "image/png", "capture.png"),
    ],
)
def test_a_paper_or_a_photograph_is_received(body, media_type, name):
    assert codes(body, media_type, name) == []


@pytest.mark.check(30)
@pytest.mark.parametrize(
    ("body", "media_type", "name", "code"),
    [
        (b"<html><script>", PDF, "lettre.pdf", "kind"),
        (b"<svg onload=alert(1)>", "image/svg+xml", "dessin.svg", "kind"),
        (b"MZ\x90\0", "application/octet-stream", "facture.exe", "kind"),
        (b"PK\x03\x04", "application/vnd.oasis.opendocument.text", "lettre.odt", "kind"),
        (PAPER, PDF, "lettre.html", "mismatch"),
        (PAPER, PDF, "sansextension", "mismatch"),
        (PAPER, "image/png", "lettre.pdf", "mismatch"),
        (png(8, 8), "image/png", "photo.jpg", "mismatch"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(body, media_type, name, code):
    assert codes(body, media_type, name) == [code]


@pytest.mark.check(31)
def test_nothing_that_is_compressed_is_opened():
    """No archive is accepted (above), and no program of ours opens one that came from outside."""
    opening = {"zipfile", "tarfile", "gzip", "bz2", "lzma", "zlib", "shutil.unpack_archive"}
    found = {
        f"{path.name}: {name}"
        for path, tree in of_the_product()
        for node in ast.walk(tree)
        for name in imported(node)
        if name.split(".")[0] in opening
    }
    assert found == set()


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.check(32)
@pytest.mark.parametrize(("files", "weight", "stops"), [(0, 0, False), (200, 0, True), (3, 500 * 1024 * 1024, True)])
def test_a_day_has_its_limit(files, weight, stops):
    assert bool([*received.refusals_of_the_day(files=files, weight=weight, body=PAPER)]) is stops


@pytest.mark.check(32)
@pytest.mark.django_db
def test_her_files_of_the_day_are_counted(service, monkeypatch):
    monkeypatch.setattr(received, "MOST_FILES_A_DAY", 2)
    now = timezone.now()
    with acting(service.actor("referente")) as actor:
        keeps_a_file(actor, at=now - timedelta(days=2))
        keeps_a_file(actor, at=now)
        keeps_a_file(actor, at=now)
        with pytest.raises(Refused) as refused:
            keeps_a_file(actor, at=now)
    assert [refusal.code for refusal in refused.value.refusals] == ["quota"]
    with acting(service.actor("collegue")) as actor:
        keeps_a_file(actor, at=now)


@pytest.mark.check(33)
@pytest.mark.parametrize("bomb", [png(60_000, 60_000), jpeg(65_000, 65_000)])
def test_a_flood_of_points_is_refused_without_being_opened(bomb):
    assert codes(bomb) == ["points"]
    assert len(bomb) < 100


@pytest.mark.check(33)
@pytest.mark.parametrize(
    "broken", [png(8, 8)[:14], jpeg(8, 8)[:9], b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\0\0" * 9, png(0, 9)]
)
def test_a_picture_without_a_size_is_refused(broken):
    assert codes(broken) == ["damaged"]


@given(some.binary(max_size=400), some.sampled_from((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"")))
def test_no_file_makes_the_reader_fail(noise, start):
    assert set(codes(start + noise)) <= {"kind", "damaged", "points", "virus"}


@pytest.mark.check(34)
def test_a_file_is_named_by_us():
    document = new_id()
    assert file_name(Kind.RECEIVED_FILE, document, "image/jpeg") == f"fichier-recu-{short_reference(document)}.jpg"
    assert settings.STORAGES["default"]["BACKEND"].endswith("InMemoryStorage"), "files live in the database (D23)"


@pytest.mark.check(36)
@pytest.mark.parametrize("body", [PAPER + received.EICAR, received.EICAR, jpeg(8, 8) + b"X5O!" + received.EICAR])
def test_the_test_virus_is_refused_even_without_an_antivirus(body):
    assert "virus" in codes(body)


class Clamd(socketserver.StreamRequestHandler):
    """The words of clamd: it reads the pieces, and finds whatever says « mauvais »."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        body = b""
        while length := unpack(">I", self.rfile.read(4))[0]:
            body += self.rfile.read(length)
        self.wfile.write(b"stream: Win.Test FOUND\0" if b"mauvais" in body else b"stream: OK\0")


@contextmanager
def clamd(place):
    with socketserver.UnixStreamServer(str(place), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.mark.check(36)
def test_the_antivirus_of_the_departement_is_asked(settings, tmp_path):
    settings.ANTIVIRUS = str(tmp_path / "clamd")
    with clamd(settings.ANTIVIRUS):
        assert [*antivirus.refusals(PAPER * 10_000)] == []
        assert [*antivirus.refusals(PAPER * 10_000 + b"mauvais")] == [received.INFECTED]


@pytest.mark.check(36, 60)
@pytest.mark.parametrize("place", ["{tmp}/absent", "127.0.0.1:9"])
def test_a_silent_antivirus_keeps_the_door_shut(settings, tmp_path, place):
    settings.ANTIVIRUS = place.format(tmp=tmp_path)
    assert [*antivirus.refusals(PAPER)] == [antivirus.SILENT]


@pytest.mark.django_db
def test_every_received_file_goes_before_the_antivirus(service, settings, tmp_path):
    settings.ANTIVIRUS = str(Path(tmp_path / "absent"))
    with acting(service.actor("referente")) as actor, pytest.raises(Refused) as refused:
        keeps_a_file(actor, at=timezone.now())
    assert [refusal.code for refusal in refused.value.refusals] == ["antivirus"]

"""A file from elsewhere: what it really is, by its first bytes, and why it is refused.

Nothing is decoded here: the size of a picture is read where its format writes it, so that a small file that would open
into a billion points is refused before any program tries.
"""

from collections.abc import Iterator
from pathlib import PurePath
from struct import error as TooShort
from struct import unpack_from

from tisserand.kernel.refusals import Refusal

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SUFFIXES = {PDF: {".pdf"}, JPEG: {".jpg", ".jpeg"}, PNG: {".png"}}
SIGNATURES = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
# What a browser says when it does not know, and other names of the same thing.
UNSAID = {"", "application/octet-stream", "binary/octet-stream"}
SAME = {"image/jpg": JPEG, "image/pjpeg": JPEG, "application/x-pdf": PDF}
# A telephone of 2026 takes 50 million points, some of them 100 on request.
MOST_POINTS = 120_000_000
# One professional in one day: a whole file photographed page by page passes, a machine that fills the disk does not.
MOST_FILES_A_DAY = 200
MOST_BYTES_A_DAY = 500 * 1024 * 1024
# In two pieces: whole, it would make this very file suspect to the antivirus it is meant to test.
EICAR = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
# Segments of a JPEG that say its size; the others of this range are tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

UNKNOWN_KIND = Refusal(
    "kind", "Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG. Enregistrez-le autrement.", "file"
)
OTHER_KIND = Refusal(
    "mismatch", "Le nom de ce fichier ne dit pas ce qu’il contient. Enregistrez-le de nouveau.", "file"
)
NO_SIZE = Refusal("damaged", "Cette photo est abîmée et ne s’ouvrira pas. Prenez-la de nouveau.", "file")
TOO_MANY_POINTS = Refusal("points", "Cette photo est trop grande pour être ouverte. Réduisez-la.", "file")
INFECTED = Refusal("virus", "L’antivirus a reconnu ce fichier comme dangereux. Il n’a pas été gardé.", "file")
QUOTA = Refusal(
    "quota",
    "Vous avez gardé beaucoup de fichiers depuis hier\u00a0: la limite d’une journée est atteinte. "
    "Gardez celui-ci demain, ou demandez à l’administrateur.",
    "file",
)


def media_type_of(body: bytes) -> str | None:
    return next((kind for signature, kind in SIGNATURES.items() if body.startswith(signature)), None)


def refusals_to_receive(*, body: bytes, media_type: str, name: str = "") -> Iterator[Refusal]:
    """`media_type` and `name` are what the sender claims; neither is kept."""
    if EICAR in body:
        yield INFECTED
    found = media_type_of(body)
    if found is None:
        yield UNKNOWN_KIND
    elif not _claimed(found, media_type, name):
        yield OTHER_KIND
    elif found != PDF:
        yield from _of_a_picture(body, found)


def _claimed(found: str, media_type: str, name: str) -> bool:
    said = media_type.split(";")[0].strip().lower()
    suffix = PurePath(name).suffix.lower()
    return (said in UNSAID or SAME.get(said, said) == found) and (not name or suffix in SUFFIXES[found])


def _of_a_picture(body: bytes, kind: str) -> Iterator[Refusal]:
    try:
        wide, high = _png_size(body) if kind == PNG else _jpeg_size(body)
    except TooShort:
        wide = high = 0
    if not wide or not high:
        yield NO_SIZE
    elif wide * high > MOST_POINTS:
        yield TOO_MANY_POINTS


def _png_size(body: bytes) -> tuple[int, int]:
    if body[12:16] != b"IHDR":
        return 0, 0
    wide, high = unpack_from(">II", body, 16)
    return wide, high


def _jpeg_size(body: bytes) -> tuple[int, int]:
    """From segment to segment; each says how long it is."""
    at = 2
    while True:
        mark, kind = unpack_from(">BB", body, at)
        if mark != 0xFF:
            return 0, 0
        if kind in FRAMES:
            high, wide = unpack_from(">HH", body, at + 5)
            return wide, high
        if kind == 0xFF:  # padding
            at += 1
            continue
        (length,) = unpack_from(">H", body, at + 2)
        at += 2 + max(length, 2)


def refusals_of_the_day(*, files: int, weight: int, body: bytes) -> Iterator[Refusal]:
    if files >= MOST_FILES_A_DAY or weight + len(body) > MOST_BYTES_A_DAY:
        yield QUOTA

"""Identifiers made in the application: UUIDv7 (RFC 9562), and the short reference printed on paper."""

import os
import time
from uuid import UUID

# Crockford's alphabet: no I, L, O, U, so that nobody reads a 1 for an I aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_PRIME = 31


def new_id() -> UUID:
    """A time-ordered identifier: 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    return uuid7(milliseconds, os.urandom(10))


def uuid7(milliseconds: int, randomness: bytes) -> UUID:
    """Lay out a UUIDv7 from a Unix time in milliseconds and 10 random bytes."""
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(randomness, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def short_reference(identifier: UUID) -> str:
    """Seven letters to read aloud, the last one checking the others: « 7K2M-9QX »."""
    number = identifier.int & (1 << 30) - 1
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(25, -1, -5))
    return f"{letters[:4]}-{letters[4:]}{ALPHABET[number % CHECK_PRIME]}"


def reference_is_sound(reference: str) -> bool:
    """Whether a reference read from paper has the check letter that its digits call for."""
    letters = reference.upper().replace("-", "").replace(" ", "").replace("O", "0").replace("I", "1").replace("L", "1")
    if len(letters) != 7 or any(letter not in ALPHABET for letter in letters):
        return False
    number = 0
    for letter in letters[:6]:
        number = number << 5 | ALPHABET.index(letter)
    return ALPHABET[number % CHECK_PRIME] == letters[6]

"""Authenticated encryption for the few things that the database must not be able to tell (sixty checks, 55)."""

import base64
import json
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Broken(ValueError):
    """Not sealed by us, or changed since, or too old."""


def seal(text: str, purpose: str) -> str:
    return _box(tuple(settings.SEAL_KEYS), purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, purpose: str, *, seconds: int | None = None) -> str:
    """`seconds`: how old it may be."""
    try:
        return _box(tuple(settings.SEAL_KEYS), purpose).decrypt(sealed.encode(), ttl=seconds).decode()
    except InvalidToken as broken:
        raise Broken(purpose) from broken


def seal_value(value: object, purpose: str) -> str:
    return seal(json.dumps(value), purpose)


def unseal_value(sealed: str, purpose: str, *, seconds: int | None = None):
    return json.loads(unseal(sealed, purpose, seconds=seconds))


@cache
def _box(keys: tuple[str, ...], purpose: str) -> MultiFernet:
    """A key for each purpose: what is sealed for one opens for no other."""
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str, purpose: str) -> bytes:
    derivation = HKDF(SHA256(), length=32, salt=None, info=f"tisserand.{purpose}".encode())
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))

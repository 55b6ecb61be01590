"""Second factors: a code from a phone (TOTP), a key or a passkey (WebAuthn), printed codes.

Protocols and table are django-allauth's; what is here locks, journals, and lets a code be used once (record 0006).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.utils import user_pk_to_url_str
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.db import transaction

from tisserand.access import journal, seals
from tisserand.access.models import Account, Factor
from tisserand.kernel.refusals import Refusal, refuse

TYPE = Factor.Type
KINDS = {TYPE.TOTP: "Application de codes", TYPE.WEBAUTHN: "Clé ou empreinte", TYPE.RECOVERY_CODES: "Codes imprimés"}
MOST_KEYS = 10
WRONG_CODE = Refusal(
    "wrong_code", "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et écrivez-le.", "code"
)


class Adapter(DefaultMFAAdapter):
    """What allauth asks us: seal the secrets, say who we are."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": "Cette clé n’a pas été reconnue."}

    def encrypt(self, text: str) -> str:
        return seals.seal(text, "factor")

    def decrypt(self, encrypted_text: str) -> str:
        return seals.unseal(encrypted_text, "factor")

    def get_totp_label(self, user) -> str:
        return user.login

    def get_totp_issuer(self) -> str:
        return "Tisserand"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Tisserand"}

    def get_public_key_credential_user_entity(self, user) -> dict:
        return {"id": user_pk_to_url_str(user).encode(), "display_name": user.name, "name": user.login}

    def _get_site_name(self) -> str:
        return "Tisserand"


@dataclass(frozen=True)
class Shown:
    """A factor as its owner or an administrator reads it."""

    id: int
    kind: str
    label: str
    name: str
    since: datetime
    used: datetime | None
    left: int | None


def listed(account: UUID) -> list[Shown]:
    return [_shown(factor) for factor in Factor.objects.filter(user_id=account).order_by("created_at", "id")]


def kinds(account: UUID) -> frozenset[str]:
    return frozenset(Factor.objects.filter(user_id=account).values_list("type", flat=True))


def _shown(factor: Factor) -> Shown:
    name = factor.data.get("name", "")
    left = len(RecoveryCodes(factor).get_unused_codes()) if factor.type == TYPE.RECOVERY_CODES else None
    return Shown(factor.pk, factor.type, KINDS[factor.type], name, factor.created_at, factor.last_used_at, left)


# Proving.


@transaction.atomic
def prove_by_code(*, account: Account, code: str) -> str:
    """The kind of factor that this code proves, or nothing. The same code never proves twice (check 42)."""
    held = {factor.type: factor for factor in Factor.objects.select_for_update().filter(user_id=account.pk)}
    if TYPE.TOTP in held and _is_next_code(held[TYPE.TOTP], code):
        return _used(held[TYPE.TOTP])
    if TYPE.RECOVERY_CODES in held and RecoveryCodes(held[TYPE.RECOVERY_CODES]).validate_code(code):
        return _used(held[TYPE.RECOVERY_CODES])
    return ""


def note_use(factor_id: int) -> str:
    return _used(Factor.objects.get(pk=factor_id))


def _used(factor: Factor) -> str:
    factor.record_usage()
    return factor.type


def _is_next_code(factor: Factor, code: str) -> bool:
    """Of the codes of now, those later than the last one used: kept in the row, where a cache could forget."""
    counter = _counter_of(decrypt(factor.data["secret"]), code, after=factor.data.get("last", -1))
    if counter is not None:
        factor.data["last"] = counter
        factor.save(update_fields=["data"])
    return counter is not None


def _counter_of(secret: str, code: str, *, after: int) -> int | None:
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return counter
    return None


# Enrolling and removing.


@transaction.atomic
def enrol_totp(*, actor, at: datetime, account: Account, secret: str, code: str) -> None:
    counter = _counter_of(secret, code, after=-1)
    if counter is None:
        refuse([WRONG_CODE])
    Factor.objects.filter(user_id=account.pk, type=TYPE.TOTP).delete()
    factor = TOTP.activate(account, secret).instance
    factor.data["last"] = counter
    factor.save(update_fields=["data"])
    _record(actor, at, "factor.enrol", account.pk)


@transaction.atomic
def enrol_key(*, actor, at: datetime, account: Account, name: str, credential: dict) -> None:
    """`credential` was checked by the protocol already."""
    if Factor.objects.filter(user_id=account.pk, type=TYPE.WEBAUTHN).count() >= MOST_KEYS:
        refuse([Refusal("too_many_keys", f"Un compte tient {MOST_KEYS}\u00a0clés au plus. Retirez-en une d’abord.")])
    WebAuthn.add(account, name, credential)
    _record(actor, at, "factor.enrol", account.pk)


@transaction.atomic
def print_codes(*, actor, at: datetime, account: Account) -> list[str]:
    """New codes, to be printed now: they are not shown again. The former ones open nothing any more."""
    Factor.objects.filter(user_id=account.pk, type=TYPE.RECOVERY_CODES).delete()
    _record(actor, at, "factor.print_codes", account.pk)
    return RecoveryCodes.activate(account).generate_codes()


@transaction.atomic
def remove(*, actor, at: datetime, account: Account, factor_id: int) -> None:
    held = list(Factor.objects.select_for_update().filter(user_id=account.pk))
    left = [factor for factor in held if factor.pk != factor_id]
    if len(left) == len(held):
        return
    if settings.SECOND_FACTOR and not left:
        refuse(
            [Refusal("last_factor", "C’est votre seul moyen de confirmer votre identité. Ajoutez-en un autre d’abord.")]
        )
    Factor.objects.filter(pk=factor_id, user_id=account.pk).delete()
    _record(actor, at, "factor.remove", account.pk)


@transaction.atomic
def revoke(*, actor, at: datetime, account: UUID, reason: str) -> None:
    """Lost or stolen: an administrator takes every factor away (check 43). The reason says who vouched for her."""
    if not reason.strip():
        refuse([Refusal("reason", "Écrivez comment l’identité a été vérifiée.", "reason")])
    Factor.objects.filter(user_id=account).delete()
    _record(actor, at, "factor.revoke", account, reason.strip()[:300])


def _record(actor, at: datetime, verb: str, account: UUID, reason: str = "") -> None:
    journal.record(actor=actor, at=at, verb=verb, kind="access.account", subject=account, reason=reason)

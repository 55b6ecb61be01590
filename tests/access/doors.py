"""Scenes at the door: a professional with a password, the codes her application would show."""

import time

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.urls import reverse

from tests.situations import NOW, SETTLED, SystemAt, as_jobs
from tisserand.access import factors, operations
from tisserand.access.models import Factor

PASSWORD = "un long mot de passe"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Light(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8
    parallelism = 1


def professional(service, login: str = "essai", role: str = "reception_worker"):
    with as_jobs():
        account = operations.create_account(
            actor=SystemAt,
            at=NOW,
            login=login,
            name="Ève Essai",
            fictitious=True,
            email=f"{login}@example.org",
            password=PASSWORD,
        )
        operations.give_membership(
            actor=SystemAt, at=NOW, account=account.pk, unit=service.site.pk, role=role, starts_on=SETTLED
        )
    return account


def code(steps: int = 0) -> str:
    """What her application shows now, or some half minutes from now."""
    return factors.format_hotp_value(factors.hotp_value(SECRET, int(time.time()) // 30 + steps))


def with_application(account) -> None:
    with as_jobs():
        factors.TOTP.activate(account, SECRET)


def printed_codes(account) -> list[str]:
    with as_jobs():
        return factors.print_codes(actor=SystemAt, at=NOW, account=account)


def held(account) -> set[str]:
    with as_jobs():
        return set(Factor.objects.filter(user_id=account.pk).values_list("type", flat=True))


def give_password(client, login: str = "essai", password: str = PASSWORD, **more):
    return client.post(reverse("access:login"), {"login": login, "password": password, **more})


def is_in(client) -> bool:
    return client.get(reverse("access:drafts")).status_code == 200

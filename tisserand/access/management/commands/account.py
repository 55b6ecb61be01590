"""`tisserand account create`: the first administrator of an empty base, by whoever holds the server.

The password is typed, or read from the standard input: an argument would stay in the history of the shell.
"""

import sys
from getpass import getpass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from tisserand.access import operations, queries, rules, seats
from tisserand.access.actors import System
from tisserand.access.models import Account, Unit
from tisserand.kernel.refusals import Refused

HAND = System("tisserand account")
ADMINISTRATOR = "administrator"
EMPTY = "Aucune unité n’est en vigueur. Chargez d’abord l’organisation\u00a0: tisserand organisation FICHIER.toml"


class Command(BaseCommand):
    help = "Crée un compte et son premier poste : le premier administrateur d’une base vide."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="créer un compte ; ce qui n’est pas dit est demandé")
        create.add_argument("--login", help="par exemple corinne.lollia")
        create.add_argument("--name", help="prénom et nom")
        create.add_argument("--email", default="", help="adresse professionnelle, par laquelle ProConnect la reconnaît")
        create.add_argument("--profession", default="")
        create.add_argument("--role", default=ADMINISTRATOR, choices=sorted(rules.roles()))
        create.add_argument("--unit", help="code de l’unité ; par défaut, celle dont dépendent toutes les autres")
        create.add_argument(
            "--password-stdin", action="store_true", help="lire le mot de passe sur la première ligne de l’entrée"
        )

    def handle(self, *, verb: str, **said):
        try:
            account, unit = create(**{name: said[name] for name in ASKED}, unit=said["unit"], typed=_typed(said))
        except Refused as refused:
            raise CommandError("\n".join(refusal.message for refusal in refused.refusals)) from None
        except ValidationError as guessable:
            raise CommandError("\n".join(guessable.messages)) from None
        role = rules.roles()[said["role"]].label
        self.stdout.write(f"{account.name} peut se connecter sous {account.login}\u00a0: {role}, {unit.name}.")


ASKED = ("login", "name", "email", "profession", "role")


def _typed(said):
    """The password, asked for once the rest is known to be right."""
    return _from_standard_input if said["password_stdin"] else _from_keyboard


@transaction.atomic
def create(*, login, name, email: str, profession: str, role: str, unit: str | None, typed) -> tuple[Account, Unit]:
    at = timezone.now()
    where = _unit(unit, at)
    account = operations.create_account(
        actor=HAND,
        at=at,
        login=login if login is not None else _asked("Identifiant"),
        name=name if name is not None else _asked("Prénom et nom"),
        email=email,
        profession=profession,
    )
    operations.give_membership(
        actor=HAND, at=at, account=account.pk, unit=where.pk, role=role, starts_on=seats.today(at)
    )
    password = typed()
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    return account, where


def _unit(code: str | None, at) -> Unit:
    rows = queries.units(on=queries.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)).order_by("starts_on", "id")
    unit = rows.filter(code=code).first() if code else rows.filter(parent=None).first()
    if unit is None:
        raise CommandError(f"L’unité {code} n’existe pas aujourd’hui." if code and rows.exists() else EMPTY)
    return unit


def _asked(label: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError(f"{label} manque. Donnez-le par une option\u00a0: tisserand account create --help")
    return input(f"{label}\u00a0: ")


def _from_standard_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _from_keyboard() -> str:
    if not sys.stdin.isatty():
        raise CommandError("Le mot de passe manque. Donnez-le sur l’entrée, avec --password-stdin.")
    password = getpass("Mot de passe (douze caractères au moins)\u00a0: ")
    if getpass("Encore une fois\u00a0: ") != password:
        raise CommandError("Les deux saisies diffèrent. Recommencez.")
    return password

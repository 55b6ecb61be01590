"""The scope of a request, told to PostgreSQL for the length of one transaction (decisions D6, D7, D12)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection

from tisserand.access import rules
from tisserand.access.statements import reach, read
from tisserand.access.walls import array

EMPTY = "{}"
_named: ContextVar[frozenset[UUID]] = ContextVar("_named", default=frozenset())
HERS = ("app.denied", "app.opened", "app.declared", "app.covered")
NOBODY = {"app.account": ""} | dict.fromkeys(HERS, EMPTY)
# A statement written once has one plan, whoever reads: PostgreSQL would plan it anew each time, nine times the work.
KEPT_PLANS = {"plan_cache_mode": "force_generic_plan"}
INTRODUCE = """
select set_config('app.account', %(account)s::text, true), set_config('plan_cache_mode', 'force_generic_plan', true)
"""
SAY = "select set_config(key, value, true) from json_each_text(%(settings)s::json)"


def enter(actor, *, read_only: bool = False) -> None:
    """Tell PostgreSQL who acts. Settings are local to the transaction: a pooled connection cannot carry them on.

    `read_only` cannot be taken back: PostgreSQL refuses every write until the end of the transaction.
    """
    _set(_settings(actor) | KEPT_PLANS | ({"transaction_read_only": "on"} if read_only else {}))


def introduce(account: UUID) -> None:
    """Let an account read and write what is its own, whatever its units."""
    read(INTRODUCE, {"account": account})


def leave() -> None:
    """Forget the scope; only tests and nested transactions need it before the commit does it."""
    _set(NOBODY | {_reach(capability): EMPTY for capability in rules.capabilities()})


@contextmanager
def acting(actor) -> Iterator[None]:
    """Act as somebody inside the current transaction: jobs, tests, demonstration."""
    enter(actor)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            leave()


@contextmanager
def moving(*rows: UUID) -> Iterator[None]:
    """Let the rows named here pass the wall while they change owner, in a transaction and nowhere else.

    Inside another, beside those that it names.
    """
    named = _named.get() | frozenset(rows)
    _set({"app.moving": array(named)})
    outside = _named.set(named)
    try:
        yield
    finally:
        _named.reset(outside)
        if not connection.needs_rollback:
            _set({"app.moving": array(_named.get())})


def _settings(actor) -> dict[str, str]:
    if actor is None or actor.is_system:
        return NOBODY
    reaches = {_reach(capability): reach(actor, capability) for capability in rules.capabilities()}
    said = {
        "app.account": str(actor.account_id),
        "app.denied": array(actor.denied),
        "app.opened": array(frozenset(actor.opened)),
        "app.declared": array(frozenset(actor.declared)),
        "app.covered": array(actor.covered),
    }
    return said | reaches


def _reach(capability: str) -> str:
    return "app.reach_" + capability.replace(".", "_")


def _set(settings: dict[str, str]) -> None:
    read(SAY, {"settings": json.dumps(settings)})

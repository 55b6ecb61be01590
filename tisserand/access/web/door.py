"""The steps of coming in, whatever the way: password, key, identity provider."""

import logging
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from tisserand.access import factors, journal, oidc, queries, scope, sitting, throttle
from tisserand.access.kept import opened
from tisserand.access.models import Account
from tisserand.access.web import post
from tisserand.access.web.addresses import is_ours
from tisserand.access.web.devices import device

logger = logging.getLogger("tisserand.access")

UNKNOWN = "Identifiant ou mot de passe inconnu. Vérifiez la touche majuscule et réessayez."
TOO_OFTEN = "Trop d’essais. Attendez un quart d’heure, ou entrez avec votre clé."
OVER = "Ce mot de passe provisoire n’est plus valable. Demandez-en un autre à l’administration."
PENDING = "pending"


def first_factor(request, form) -> Account | None:
    """Whose login and password these are. Known or not, the answer and its time are the same (check 41)."""
    said = form.cleaned_data
    if not throttle.allows(request, said["login"]):
        logger.warning("sign-in throttled", extra={"incident": request.incident})
        form.add_error(None, TOO_OFTEN)
        return None
    account = authenticate(request, username=said["login"], password=said["password"])
    if account is None:
        # Not the login: a password is sometimes typed in its place.
        tell(request, "sign-in refused", way="password")
        form.add_error(None, UNKNOWN)
        return None
    throttle.forgive(request, said["login"])
    if account.provisional_until and account.provisional_until < request.now:
        tell(request, "sign-in refused", way="password", account=account.pk)
        form.add_error(None, OVER)
        return None
    return account


def tell(request, what: str, *, way: str, account: UUID | None = None) -> None:
    """To the technical log: who tried to come in, by which way, and whether she did."""
    extra = {"incident": request.incident, "way": way, "account": account}
    logger.info(what, extra={name: said for name, said in extra.items() if said})


def go_on(request, account: Account, *, target: str, kept: str = "", way: dict | None = None) -> HttpResponse:
    """The first factor is right: ask for the second one, if there is one."""
    scope.introduce(account.pk)
    held = factors.kinds(account.pk)
    if not held:
        return enter(request, account, factor="", target=target, kept=kept, way=way)
    request.session[PENDING] = {
        "account": str(account.pk),
        "at": request.now.isoformat(),
        "held": sorted(held),
        "next": target,
        "way": way or {},
    }
    if kept:
        return ask_second(request, held=held, kept=kept)
    return redirect("access:second_factor")


def pending(request) -> Account | None:
    """Who gave the first factor a moment ago in this very session."""
    said = request.session.get(PENDING)
    if not said or not sitting.is_recent(now=request.now, then=said["at"], most=sitting.PENDING):
        return None
    account = Account.objects.filter(pk=said["account"], is_active=True).first()
    if account is not None:
        scope.introduce(account.pk)
    return account


def ask_second(request, *, held, kept: str = "", refused: str = "", status: int = 200) -> HttpResponse:
    context = {"ways": _ways(held), "kept": kept, "refused": refused}
    return render(request, "access/second_factor.html", context, status=status)


def enter(request, account: Account, *, factor: str, target: str, kept: str = "", way: dict | None = None):
    """A session of its own, never the one of before (check 45)."""
    request.session.flush()
    login(request, account)
    request.session["device"] = device(request)
    request.session.update(way or {})
    prove(request.session, factor, request.now)
    request.actor = queries.actor_for(account, at=request.now)
    journal.record(actor=request.actor, at=request.now, verb="session.open", kind="access.account", subject=account.pk)
    tell(request, "signed in", way=factor or "password", account=account.pk)
    return post.remember(request, _arrive(request, account, target, kept), account.login)


def prove(session, factor: str, now: datetime) -> None:
    """Remember what was proved, and when."""
    session["factor"] = factor
    session["proved"] = now.isoformat()


def _arrive(request, account: Account, target: str, kept: str) -> HttpResponse:
    text = opened(kept, account.pk) if kept else None
    if text is not None:
        return render(request, "access/continue.html", {"target": text.target, "fields": text.fields})
    if settings.SECOND_FACTOR and not request.session["factor"]:
        return redirect(f"{reverse('access:enrol')}?{urlencode({'next': target})}")
    return redirect(landing(request, target))


def landing(request, target: str) -> str:
    """A colleague who may not open the page she takes over lands on her own day."""
    try:
        capability = getattr(resolve(urlsplit(target).path).func, "capability", None)
    except Resolver404:
        return target
    return target if capability in (None, "signed_in") or request.actor.can(capability) else "/"


def asked_target(request) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    return target if is_ours(target) else "/"


def account_of(identifier: UUID | str) -> Account | None:
    return Account.objects.filter(pk=identifier, is_active=True).first()


def ask_proof(request, *, target: str, kept: str = "", refused: str = "", status: int = 200) -> HttpResponse:
    """Who you are, once more: by the second factor, or by the password for those who have none."""
    ways = _ways(factors.kinds(request.user.pk))
    by_provider = settings.OIDC["name"] if ways["with_password"] and oidc.HINT in request.session else ""
    context = {"ways": ways, "next": target, "kept": kept, "refused": refused, "provider": by_provider}
    return render(request, "access/prove.html", context, status=status)


def _ways(held) -> dict[str, bool]:
    """The password alone proves for those alone who have nothing else."""
    codes = {"totp", "recovery_codes"}
    return {"with_key": "webauthn" in held, "with_code": bool(codes & set(held)), "with_password": not held}

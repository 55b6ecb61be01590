"""Signing in and out; on a shared post, another colleague takes the seat in two gestures."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access import queries
from tisserand.access.gate import public, signed_in
from tisserand.access.rules import DEMO_PASSWORD
from tisserand.access.web import post
from tisserand.access.web.addresses import is_ours
from tisserand.access.web.forms import SignInForm


@public
@require_http_methods(["GET", "POST"])
def sign_in(request):
    known = post.logins(request)
    form = SignInForm(request.POST or None, initial={"login": _chosen(request, known)})
    _focus(form)
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, username=form.cleaned_data["login"], password=form.cleaned_data["password"])
        if account is not None:
            login(request, account)
            return post.remember(request, redirect(_landing(request, account)), account.login)
        form.add_error(None, "Identifiant ou mot de passe inconnu. Vérifiez la touche majuscule et réessayez.")
    return render(request, "access/login.html", _page(request, form, known), status=422 if form.errors else 200)


@public
@require_POST
def sign_in_as(request):
    """One click per fictitious colleague, in the demonstration only."""
    if not settings.DEMO:
        raise Http404("demo")
    account = authenticate(request, username=request.POST.get("login", ""), password=DEMO_PASSWORD)
    if account is None or not account.fictitious:
        raise Http404("demo account")
    login(request, account)
    return post.remember(request, redirect(_landing(request, account)), account.login)


@signed_in
@require_POST
def sign_out(request):
    """Leaving a shared post: the page to come back to is kept, not what was on it."""
    leaving, target = request.user.login, _next(request)
    logout(request)
    if "switch" not in request.POST:
        return redirect(reverse("access:login"))
    answer = redirect(f"{reverse('access:login')}?{urlencode({'next': target})}")
    return post.remember(request, answer, leaving, shared=True)


@public
@require_POST
def forget(request):
    """« Oublier ces identifiants »."""
    return post.forget(redirect(reverse("access:login")))


def _page(request, form, known) -> dict:
    chosen = _chosen(request, known)
    return {
        "form": form,
        "colleagues": [(number, one, one == chosen) for number, one in enumerate(known, 1)],
        "next": _next(request),
        "demo_accounts": queries.demo_accounts(at=request.now) if settings.DEMO else [],
    }


def _focus(form) -> None:
    """On what is left to type."""
    left = "password" if form["login"].value() else "login"
    form.fields[left].widget.attrs["autofocus"] = True


def _chosen(request, known: list[str]) -> str:
    """By its rank on this post: no login in any address."""
    rank = request.GET.get("qui", "")
    return known[int(rank) - 1] if rank in {str(number) for number in range(1, len(known) + 1)} else ""


def _landing(request, account) -> str:
    """A colleague who may not open the page she takes over lands on her own day."""
    target = _next(request)
    try:
        capability = getattr(resolve(urlsplit(target).path).func, "capability", None)
    except Resolver404:
        return target
    able = capability in (None, "signed_in") or queries.actor_for(account, at=request.now).can(capability)
    return target if able else "/"


def _next(request) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    return target if is_ours(target) else "/"

"""Signing in and out; on a shared post, another colleague takes the seat in two gestures."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access import oidc, queries
from tisserand.access.gate import before_factor, public, signed_in, while_locked
from tisserand.access.web import door, post
from tisserand.access.web.forms import SignInForm


@public
@require_http_methods(["GET", "POST"])
def sign_in(request):
    known = post.logins(request)
    form = SignInForm(request.POST or None, initial={"login": _chosen(request, known)})
    _focus(form)
    if request.method == "POST" and form.is_valid():
        account = door.first_factor(request, form)
        if account is not None:
            return door.go_on(request, account, target=door.asked_target(request))
    return render(request, "access/login.html", _page(request, form, known), status=422 if form.errors else 200)


@public
@require_POST
def sign_in_as(request):
    """One click per fictitious colleague, in the demonstration only."""
    if not settings.DEMO:
        raise Http404("demo")
    wanted = request.POST.get("login", "").replace("\0", "")
    account = queries.accounts_by_login([wanted]).get(wanted)
    if account is None or not account.fictitious or not account.is_active:
        raise Http404("demo account")
    return door.enter(request, account, factor="", target=door.asked_target(request))


@signed_in
@while_locked
@before_factor
@require_POST
def sign_out(request):
    """Leaving a shared post: the page to come back to is kept, not what was on it."""
    leaving, target = request.user.login, door.asked_target(request)
    elsewhere = oidc.end_session_address(request)
    logout(request)
    if "switch" in request.POST:
        answer = redirect(f"{reverse('access:login')}?{urlencode({'next': target})}")
        return post.remember(request, answer, leaving, shared=True)
    if elsewhere:
        return render(request, "access/left.html", {"provider": settings.OIDC["name"], "elsewhere": elsewhere})
    return redirect(reverse("access:login"))


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
        "next": door.asked_target(request),
        "provider": settings.OIDC["name"] if settings.OIDC["discovery"] else "",
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

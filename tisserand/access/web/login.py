"""Signing in and out; on a shared post, another colleague takes the seat in two gestures."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access import queries
from tisserand.access.gate import public, signed_in
from tisserand.access.rules import DEMO_PASSWORD
from tisserand.access.web.addresses import is_ours
from tisserand.access.web.forms import SignInForm


@public
@require_http_methods(["GET", "POST"])
def sign_in(request):
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = authenticate(request, username=form.cleaned_data["login"], password=form.cleaned_data["password"])
        if account is not None:
            login(request, account)
            return redirect(_next(request))
        form.add_error(None, "Identifiant ou mot de passe inconnu. Vérifiez la touche majuscule et réessayez.")
    return render(request, "access/login.html", _page(request, form), status=422 if form.errors else 200)


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
    return redirect(_next(request))


@signed_in
@require_POST
def sign_out(request):
    """Leaving a shared post: the page to come back to is kept, not what was on it."""
    logout(request)
    return redirect(reverse("access:login"))


def _page(request, form) -> dict:
    return {
        "form": form,
        "next": _next(request),
        "demo_accounts": queries.demo_accounts(at=request.now) if settings.DEMO else [],
    }


def _next(request) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    return target if is_ours(target) else "/"

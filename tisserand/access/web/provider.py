"""Coming in by the identity provider. It brings back by GET, which writes nothing: a form of ours goes on at once."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from tisserand.access import oidc
from tisserand.access.gate import public
from tisserand.access.web import door

TARGET = "oidc_next"
# What browsers call a gesture made here, or an address typed by hand.
OF_HER_OWN = {"", "same-origin", "none"}


@public
@require_GET
def leave_for(request):
    """By a gesture made at our door: a link from elsewhere opens no session unawares (ASVS 7.6.2)."""
    _only_if_any()
    if request.headers.get("Sec-Fetch-Site", "") not in OF_HER_OWN:
        return redirect("access:login")
    request.session[TARGET] = door.asked_target(request)
    asked = {"prompt": "login"} if request.user.is_authenticated else {}
    try:
        return oidc.departure(request, request.build_absolute_uri(reverse("access:provider_back")), **asked)
    except oidc.Refused:
        return _refused(request)


@public
@require_http_methods(["GET", "POST"])
def come_back(request):
    _only_if_any()
    if request.method == "GET":
        said = {name: request.GET.get(name, "")[:2000] for name in ("code", "state")}
        return render(request, "access/provider_back.html", {"said": said, "provider": settings.OIDC["name"]})
    target = request.session.pop(TARGET, "/")
    try:
        claims = oidc.arrival(request)
    except oidc.Refused:
        return _refused(request)
    account = oidc.account_for(claims, at=request.now)
    if account is None:
        return _refused(request, unknown=True)
    way = {oidc.HINT: claims.id_token}
    if claims.proves_second_factor:
        return door.enter(request, account, factor="oidc", target=target, way=way)
    return door.go_on(request, account, target=target, way=way)


def _only_if_any() -> None:
    if not settings.OIDC["discovery"]:
        raise Http404("no identity provider")


def _refused(request, *, unknown: bool = False):
    door.tell(request, "sign-in refused", way="oidc")
    context = {"provider": settings.OIDC["name"], "unknown": unknown}
    return render(request, "access/provider_refused.html", context, status=422)

"""A locked post: the page and what was typed stay under an opaque screen; the server only lets unlock."""

from django.contrib.auth import SESSION_KEY, authenticate
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import accounts, factors, sitting, throttle
from tisserand.access.gate import before_factor, signed_in, while_locked
from tisserand.access.kept import sealed
from tisserand.access.web import door, keys
from tisserand.access.web.addresses import is_ours
from tisserand.access.web.forms import SignInForm
from tisserand.access.web.resume import ask_again, is_a_piece

LOCKED = 423


class Sitting:
    """Notes that somebody is there, at most once a minute; refuses everything else while the post is locked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.locked = False
        if SESSION_KEY in request.session:
            self._look(request, timezone.now())
        return self.get_response(request)

    @staticmethod
    def _look(request, now) -> None:
        row = request.session.sitting()
        request.locked = sitting.is_locked(now=now, seen=row.seen_at, locked=row.locked_at)
        # A list that refreshes itself is nobody.
        if (
            not request.locked
            and "X-Poll" not in request.headers
            and sitting.is_worth_noting(now=now, seen=row.seen_at)
        ):
            accounts.note_presence(session=row.pk, at=now)

    @staticmethod
    def process_view(request, view_func, view_args, view_kwargs):
        if not request.locked or hasattr(view_func, "while_locked") or not getattr(view_func, "login_required", True):
            return None
        if is_a_piece(request) or request.headers.get("Sec-Fetch-Dest") == "empty":
            return HttpResponse(status=LOCKED)
        if request.method in {"GET", "HEAD"}:
            return redirect(f"{reverse('access:locked')}?{urlencode({'next': request.get_full_path()})}")
        form = SignInForm(initial={"login": request.user.login})
        return ask_again(request, form, kept=sealed(request), status=LOCKED)


@signed_in
@while_locked
@before_factor
@require_POST
def lock(request):
    """`sendBeacon` or a button: the answer of the first is read by nobody."""
    accounts.lock(session=request.session.session_key, at=request.now)
    target = request.headers.get("Referer", "").partition(request.get_host())[2]
    if is_a_piece(request):
        return HttpResponse(status=204)
    return redirect(f"{reverse('access:locked')}?{urlencode({'next': target if is_ours(target) else '/'})}")


@signed_in
@while_locked
@before_factor
@require_GET
def locked(request):
    if not request.locked:
        return redirect(door.asked_target(request))
    return _screen(request, refused="")


@signed_in
@while_locked
@before_factor
@require_POST
def unlock(request):
    """In place (the page asks and stays) or from the locked page, by this account's password or key."""
    refused = _by_key(request) if "credential" in request.POST else by_password(request)
    if refused:
        return (
            JsonResponse({"refused": refused}, status=422) if is_a_piece(request) else _screen(request, refused=refused)
        )
    request.session.cycle_key()
    return HttpResponse(status=204) if is_a_piece(request) else redirect(door.asked_target(request))


@signed_in
@require_POST
def present(request):
    """Somebody moves or types without asking anything of the server; the middleware has noted it."""
    return HttpResponse(status=204)


def _screen(request, *, refused: str) -> HttpResponse:
    context = {
        "login": request.user.login,
        "next": door.asked_target(request),
        "with_key": "webauthn" in factors.kinds(request.user.pk),
        "refused": refused,
    }
    return render(request, "access/locked.html", context, status=422 if refused else 200)


def by_password(request) -> str:
    if not throttle.allows(request, request.user.login):
        return door.TOO_OFTEN
    if not authenticate(request, username=request.user.login, password=request.POST.get("password", "")):
        door.tell(request, "password refused", way="password", account=request.user.pk)
        return "Ce mot de passe n’est pas le bon."
    throttle.forgive(request, request.user.login)
    return ""


def _by_key(request) -> str:
    return "" if keys.proved(request, request.user) else keys.UNKNOWN

"""A session ended while somebody was writing: the text waits on the page, sealed for the one who typed it."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from tisserand.access import oidc
from tisserand.access.gate import ProofNeeded, public
from tisserand.access.kept import kept_fields, opened, sealed, typist
from tisserand.access.web import door
from tisserand.access.web.forms import SignInForm

ANOTHER = "Ce texte a été écrit sous un autre identifiant. Il reste fermé\u00a0: seul ce collègue peut le rouvrir."
BEFORE = {"before_factor", "before_password"}
STILL_KEPT = "Votre texte est toujours gardé."


class SignedIn(LoginRequiredMiddleware):
    """Sends a reader to the sign-in page; keeps what a writer typed; lets nobody send it in her place."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or request.actor is None or not getattr(view_func, "login_required", True):
            return refused
        if typist(request) not in ("", str(request.actor.account_id)):
            return self.handle_no_permission(request, view_func)
        if settings.SECOND_FACTOR and not request.session.get("factor") and not hasattr(view_func, "before_factor"):
            return HttpResponse(status=401) if is_a_piece(request) else redirect("access:enrol")
        if has_to_change_it(request) and not (BEFORE & vars(view_func).keys()):
            return HttpResponse(status=401) if is_a_piece(request) else redirect("access:account")
        return None

    def handle_no_permission(self, request, view_func):
        if is_a_piece(request):
            return HttpResponse(status=401)  # the door must not be drawn inside a page
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        return ask_again(request, SignInForm(), kept=sealed(request))

    def process_exception(self, request, exception):
        """A deed that wants a fresh proof: asked for, then done without typing anything again."""
        if not isinstance(exception, ProofNeeded):
            return None
        if request.method != "POST":
            return redirect(f"{reverse('access:prove')}?{urlencode({'next': request.get_full_path()})}")
        return door.ask_proof(request, target="/", kept=sealed(request), status=401)


def has_to_change_it(request) -> bool:
    """Whoever came in by the identity provider may not even know this password."""
    return request.user.provisional_until is not None and oidc.HINT not in request.session


def is_a_piece(request) -> bool:
    """Asked for by a page for a part of itself."""
    return bool(request.headers.get("X-Autosave") or request.headers.get("X-Piece") or request.htmx)


@public
@require_POST
def resume(request):
    form, kept = SignInForm(request.POST), request.POST.get("kept", "")
    account = door.first_factor(request, form) if form.is_valid() else None
    if account is None:
        form.add_error(None, STILL_KEPT)
        return ask_again(request, form, kept=kept)
    if opened(kept, account.pk) is None:
        form.add_error(None, ANOTHER)
        return ask_again(request, form, kept=kept)
    return door.go_on(request, account, target="/", kept=kept)


def ask_again(request, form, *, kept: str, status: int = 401) -> HttpResponse:
    return render(request, "access/resume.html", {"form": form, "kept": kept}, status=status)


@public
def csrf_failure(request, reason=""):
    """A page opened before the last sign-in. What was typed is shown again, ready to send, to the one who typed it."""
    ours = reason != REASON_BAD_ORIGIN.split("%")[0] and _same_origin(request)
    if ours and typist(request) and not _is_typist(request):
        return ask_again(request, SignInForm(), kept=sealed(request), status=403)
    mine = ours and _is_typist(request)
    context = {
        "incident": getattr(request, "incident", ""),
        "fields": kept_fields(request) if mine else [],
        "target": request.path if mine else "",
        "csrf_token": get_token(request),
    }
    return render(request, "access/stale_page.html", context, status=403)


def _is_typist(request) -> bool:
    return request.user.is_authenticated and not request.locked and typist(request) == str(request.user.pk)


def _same_origin(request) -> bool:
    return request.headers.get("Origin", "").split("://")[-1] == request.get_host()

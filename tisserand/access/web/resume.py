"""A session ended while somebody was writing: the text waits on the page, one password and it goes on."""

from django.contrib.auth import authenticate, login
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tisserand.access.gate import public
from tisserand.access.kept import kept_fields
from tisserand.access.web.addresses import is_ours
from tisserand.access.web.forms import SignInForm


class SignedIn(LoginRequiredMiddleware):
    """Sends a reader to the sign-in page; keeps what a writer typed."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("X-Autosave") or request.htmx:
            return HttpResponse(status=401)  # a piece of a page: the door must not be drawn inside it
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        return _ask_again(request, SignInForm(), target=request.get_full_path(), fields=kept_fields(request))


@public
@require_POST
def resume(request):
    form = SignInForm(request.POST)
    target = request.POST.get("kept_target", "/")
    if not is_ours(target):
        return redirect("/")
    fields = kept_fields(request)
    account = form.is_valid() and authenticate(
        request, username=form.cleaned_data["login"], password=form.cleaned_data["password"]
    )
    if not account:
        form.add_error(None, "Identifiant ou mot de passe inconnu. Votre texte est toujours gardé.")
        return _ask_again(request, form, target=target, fields=fields)
    login(request, account)
    return render(request, "access/continue.html", {"target": target, "fields": fields})


def _ask_again(request, form, *, target: str, fields) -> HttpResponse:
    return render(request, "access/resume.html", {"form": form, "target": target, "fields": fields}, status=401)

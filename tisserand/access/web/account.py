"""« Mon compte »: one's own second factors, password and sessions."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import accounts, factors, seals, throttle
from tisserand.access.gate import ask_proof, before_factor, before_password, signed_in
from tisserand.access.web import door, keys
from tisserand.access.web.forms import CodeForm, PasswordForm
from tisserand.kernel.refusals import Refused

SECRET = "totp"


@signed_in
@before_password
@require_GET
def mine(request):
    return _page(request, PasswordForm(request.user))


@signed_in
@before_factor
@require_GET
def enrol(request):
    """A first second factor, or one more. Neither a telephone nor a computer of her own is needed."""
    ask_proof(request)
    request.session[SECRET] = seals.seal(generate_totp_secret(), "factor")
    return _enrolment(request, CodeForm())


@signed_in
@before_factor
@require_GET
def code_image(request):
    svg = get_adapter().build_totp_svg(get_adapter().build_totp_url(request.user, _secret(request)))
    return HttpResponse(svg, content_type="image/svg+xml")


@signed_in
@before_factor
@require_POST
def enrol_totp(request):
    ask_proof(request)
    form, secret = CodeForm(request.POST), _secret(request)
    try:
        if not form.is_valid():
            return _enrolment(request, form, status=422)
        factors.enrol_totp(
            actor=request.actor, at=request.now, account=request.user, secret=secret, code=form.cleaned_data["code"]
        )
    except Refused as refused:
        form.add_error("code", refused.refusals[0].message)
        return _enrolment(request, form, status=422)
    del request.session[SECRET]
    return _enrolled(request, "totp")


@signed_in
@before_factor
@require_POST
def enrol_key(request):
    ask_proof(request)
    credential, name = keys.credential(request), request.POST.get("name", "").replace("\0", "").strip()[:60]
    try:
        webauthn.complete_registration(credential or {})
        factors.enrol_key(
            actor=request.actor, at=request.now, account=request.user, name=name or "Ma clé", credential=credential
        )
    except (ValidationError, ValueError, KeyError, TypeError):
        return JsonResponse({"refused": "Cette clé n’a pas été reconnue. Recommencez."}, status=422)
    except Refused as refused:
        return JsonResponse({"refused": refused.refusals[0].message}, status=422)
    answer = _enrolled(request, "webauthn")
    return HttpResponse(status=204, headers={"X-Location": answer["Location"]})


@signed_in
@before_factor
@require_POST
def print_codes(request):
    """Shown once, to be printed or copied."""
    ask_proof(request)
    codes = factors.print_codes(actor=request.actor, at=request.now, account=request.user)
    _enrolled(request, "recovery_codes")
    return render(request, "access/codes.html", {"codes": codes, "next": door.asked_target(request)})


@signed_in
@require_POST
def remove_factor(request, factor_id: int):
    ask_proof(request)
    try:
        factors.remove(actor=request.actor, at=request.now, account=request.user, factor_id=factor_id)
    except Refused as refused:
        return _page(request, PasswordForm(request.user), refused=refused.refusals[0].message, status=422)
    return redirect("access:account")


@signed_in
@before_password
@require_POST
def change_password(request):
    if not throttle.allows(request, request.user.login):
        return _page(request, PasswordForm(request.user), refused=door.TOO_OFTEN, status=422)
    form = PasswordForm(request.user, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    throttle.forgive(request, request.user.login)
    factor = request.session.get("factor", "")
    accounts.set_password(
        actor=request.actor, at=request.now, account=request.user.pk, password=form.cleaned_data["new"]
    )
    return door.enter(request, door.account_of(request.user.pk), factor=factor, target="/")


@signed_in
@require_POST
def end_sessions(request):
    """One of the others, or all of them."""
    ask_proof(request)
    only = None
    if name := request.POST.get("session", ""):
        only = accounts.session_named(request.user.pk, name, at=request.now)
        if only is None:
            raise Http404("session")
    here = request.session.session_key
    accounts.end_sessions(actor=request.actor, at=request.now, account=request.user.pk, but=here, only=only)
    return redirect("access:account")


def _page(request, form, *, refused: str = "", status: int = 200) -> HttpResponse:
    here = request.session.session_key
    context = {
        "factors": factors.listed(request.user.pk),
        "sessions": accounts.sessions(request.user.pk, at=request.now, current=here),
        "form": form,
        "refused": refused,
    }
    return render(request, "access/account.html", context, status=status)


def _enrolment(request, form, *, status: int = 200) -> HttpResponse:
    secret = _secret(request)
    context = {
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "held": factors.listed(request.user.pk),
        "compulsory": settings.SECOND_FACTOR and not request.session.get("factor"),
        "next": door.asked_target(request),
    }
    return render(request, "access/enrol.html", context, status=status)


def _secret(request) -> str:
    if SECRET not in request.session:
        raise Http404("enrolment")
    return seals.unseal(request.session[SECRET], "factor")


def _enrolled(request, factor: str) -> HttpResponse:
    """What the session may do changes: so does its identifier."""
    request.session.cycle_key()
    door.prove(request.session, factor, request.now)
    return redirect("access:account")

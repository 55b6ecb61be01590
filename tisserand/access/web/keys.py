"""Keys and passkeys: the browser is given a challenge, and brings back what the key answered (WebAuthn)."""

import json

from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from tisserand.access import factors, scope
from tisserand.access.gate import before_factor, public, signed_in, while_locked
from tisserand.access.models import Account
from tisserand.access.web import door

UNKNOWN = "Cette clé n’a pas été reconnue. Réessayez, ou entrez avec votre mot de passe."
LARGEST = 20_000


@public
@require_POST
def to_come_in(request):
    """A challenge for whoever comes: her passkey says who she is."""
    return JsonResponse(webauthn.begin_authentication())


@public
@require_POST
def to_confirm(request):
    """A challenge for the keys of the one who gave her password a moment ago."""
    account = door.pending(request)
    return JsonResponse(webauthn.begin_authentication(account)) if account else JsonResponse({}, status=401)


@signed_in
@while_locked
@before_factor
@require_POST
def to_prove(request):
    """A challenge for the keys of the one who is signed in: unlock, or prove again."""
    return JsonResponse(webauthn.begin_authentication(request.user))


@signed_in
@before_factor
@require_POST
def to_enrol(request):
    """A challenge for a new key, which will know its owner without login if it can."""
    return JsonResponse(webauthn.begin_registration(request.user, passwordless=request.POST.get("passkey") == "1"))


@public
@require_POST
def come_in(request):
    """A key that checked a finger or its own code is both factors at once."""
    answer, target = credential(request), door.asked_target(request)
    account = answer and _owner(answer)
    if not account or not account.is_active or not proved(request, account, answer):
        door.tell(request, "sign-in refused", way="webauthn", account=account.pk if account else None)
        return JsonResponse({"refused": UNKNOWN}, status=422)
    arrived = door.enter(request, account, factor="webauthn", target=target)
    arrived.headers["X-Location"] = arrived["Location"]
    arrived.status_code = 204
    return arrived


def proved(request, account, answer: dict | None = None) -> bool:
    """The credential in this request is one of this account's, made for the challenge we gave."""
    scope.introduce(account.pk)
    answer = answer or credential(request)
    if answer is None:
        return False
    try:
        factors.note_use(webauthn.complete_authentication(account, answer).pk)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def credential(request) -> dict | None:
    """What the key answered, as the browser wrote it."""
    try:
        said = json.loads(request.POST.get("credential", "")[:LARGEST])
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _owner(answer: dict) -> Account | None:
    try:
        return webauthn.extract_user_from_response(answer)
    except (ValidationError, ValueError, AttributeError):
        return None

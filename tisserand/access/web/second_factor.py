"""The second factor at the door, and once more before a deed that asks for it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tisserand.access import factors, throttle
from tisserand.access.gate import before_factor, public, signed_in
from tisserand.access.kept import opened
from tisserand.access.web import door, keys, lock

WRONG = factors.WRONG_CODE.message


@public
@require_http_methods(["GET", "POST"])
def second_factor(request):
    account = door.pending(request)
    if account is None:
        return redirect("access:login")
    said, kept = request.session[door.PENDING], request.POST.get("kept", "")
    if request.method == "GET":
        return door.ask_second(request, held=said["held"])
    factor, refused = _proof(request, account)
    if refused:
        return door.ask_second(request, held=said["held"], kept=kept, refused=refused, status=422)
    return door.enter(request, account, factor=factor, target=said["next"], kept=kept, way=said["way"])


@signed_in
@before_factor
@require_http_methods(["GET", "POST"])
def prove(request):
    """Before a sensitive deed. What was typed goes on afterwards."""
    target, kept = door.asked_target(request), request.POST.get("kept", "")
    if request.method == "GET":
        return door.ask_proof(request, target=target)
    factor, refused = _proof_again(request)
    if refused:
        return door.ask_proof(request, target=target, kept=kept, refused=refused, status=422)
    door.prove(request.session, factor or request.session.get("factor", ""), request.now)
    text = opened(kept, request.user.pk) if kept else None
    if text is not None:
        return render(request, "access/continue.html", {"target": text.target, "fields": text.fields})
    return redirect(target)


def _proof_again(request) -> tuple[str, str]:
    if factors.kinds(request.user.pk):
        return _proof(request, request.user)
    return "", lock.by_password(request)


def _proof_by_key(request, account) -> tuple[str, str]:
    if keys.proved(request, account):
        return "webauthn", ""
    door.tell(request, "second factor refused", way="webauthn", account=account.pk)
    return "", keys.UNKNOWN


def _proof(request, account) -> tuple[str, str]:
    """The factor proved, or why none is."""
    if "credential" in request.POST:
        return _proof_by_key(request, account)
    name = f"second:{account.pk}"
    if not throttle.allows(request, name):
        door.tell(request, "second factor throttled", way="code", account=account.pk)
        return "", door.TOO_OFTEN
    factor = factors.prove_by_code(account=account, code=request.POST.get("code", "").replace(" ", ""))
    if factor:
        throttle.forgive(request, name)
    else:
        door.tell(request, "second factor refused", way="code", account=account.pk)
    return factor, "" if factor else WRONG

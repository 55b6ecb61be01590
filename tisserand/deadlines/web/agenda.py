"""« Mon agenda »: the address that an agenda reads, and the mail of the morning."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tisserand.access.gate import signed_in
from tisserand.deadlines import operations, queries
from tisserand.deadlines.slots import LISTS
from tisserand.ui.toasts import say


@signed_in
@require_GET
def show(request):
    return _page(request)


@signed_in
@require_POST
def open_feed(request):
    """The address is shown on the answer itself, this once: nothing keeps it."""
    secret = operations.open_feed(actor=request.actor, at=request.now)
    return _page(request, address=request.build_absolute_uri(reverse("deadlines:feed", args=[secret])))


@signed_in
@require_POST
def revoke_feed(request):
    if operations.revoke_feed(actor=request.actor, at=request.now):
        say(request, "L’adresse n’ouvre plus rien.")
    return redirect("deadlines:agenda")


@signed_in
@require_POST
def choose_digest(request):
    wanted = request.POST.get("wanted") == "1"
    operations.choose_digest(actor=request.actor, at=request.now, wanted=wanted)
    say(request, "Vous recevrez le résumé du matin." if wanted else "Vous ne recevrez plus le résumé du matin.")
    return redirect("deadlines:agenda")


def _page(request, *, address: str = ""):
    context = {
        "lists": LISTS.of(request.actor),
        "feed": queries.my_feed(request.actor),
        "address": address,
        "mail": request.user.email,
        "wants_digest": queries.wants_digest(request.actor),
    }
    return render(request, "deadlines/agenda.html", context)

"""One press, one gesture: no form, a sentence, and « Annuler » when a slip costs something."""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.support import operations, queries
from tisserand.support.web.plans import show
from tisserand.ui import toasts

UNCOUNTED = "C’est annulé : l’engagement n’est pas compté cette fois."


def press(operation: Callable, sentence: str, *, part: str = "", undo: str = "", anchor: str = "", last: bool = False):
    """A view that does one operation on a plan, or on one of its parts; `last`: on the version that the toast names."""

    @needs("files.read")
    @require_POST
    def gesture(request, plan_id, part_id=None):
        plan = found_or_404(queries.plans_led, request.actor, plan_id)
        target = {"plan": plan.pk}
        if part:
            if queries.part_of(request.actor, plan, part, part_id) is None:
                raise Http404(part)
            target = {part: part_id}
        if last:
            target["version"] = _version(request)
        try:
            with transaction.atomic():
                done = operation(actor=request.actor, at=request.now, **target)
        except Refused as refused:
            # Nothing was written: the page is read again with its reasons.
            return show(
                request, queries.plans_led(request.actor).get(pk=plan_id), refusals=refused.refusals, status=422
            )
        back = f"{reverse(undo, args=[plan_id, part_id])}?version={done.version}" if undo else ""
        toasts.say(request, sentence, undo=back)
        return redirect(reverse("support:plan", args=[plan_id]) + (f"#{anchor}" if anchor else ""))

    return gesture


def _version(request) -> int:
    """Without any, or made up by hand, there is nothing to take back."""
    said = request.GET.get("version", "")[:9]
    return int(said) if said.isdecimal() else 0


activate = press(operations.activate, "L’accompagnement est actif. L’équipe a 30 jours pour le réguler.")
present_again = press(operations.present_again, "Le projet retourne à l’ordre du jour de l’équipe.")
confirm_relay = press(operations.confirm_relay, "Le relais est pris.")
finish_step = press(
    operations.finish_step, "L’étape est faite.", part="step", undo="support:reopen_step", anchor="objectifs"
)
reopen_step = press(operations.reopen_step, "L’étape est de nouveau à faire.", part="step", anchor="objectifs")
of_commitment = partial(press, part="commitment", anchor="engagements")
counted, uncounted = operations.count_commitment, operations.uncount_commitment
keep = of_commitment(partial(counted, kept=True), "Engagement tenu, c’est noté.", undo="support:unkeep_commitment")
miss = of_commitment(partial(counted, kept=False), "Engagement non tenu, c’est noté.", undo="support:unmiss_commitment")
unkeep = of_commitment(partial(uncounted, kept=True), UNCOUNTED, last=True)
unmiss = of_commitment(partial(uncounted, kept=False), UNCOUNTED, last=True)
end = of_commitment(operations.end_commitment, "L’engagement est levé.")

"""What she allows, refuses and takes back, topic by topic and partner by partner."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.rules import Decision
from tisserand.people.rules import consents as rules
from tisserand.people.rules.states import DECISION_LABELS
from tisserand.people.web.forms import ConsentForm
from tisserand.people.web.pages import about, may_write, of_my_place, seen, today
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs("identity.read")
@require_http_methods(["GET", "POST"])
@of_my_place
def consents(request, person_id):
    person = seen(request, person_id, "accords")
    form = ConsentForm(
        request.POST or None, initial={"decided_on": today(request)}, topics=rules.topics_on(today(request))
    )
    if request.method == "POST" and may_write(request) and form.is_valid():
        try:
            operations.record_consent(actor=request.actor, at=request.now, person=person_id, **form.said())
        except Refused as refused:
            refuse(form, refused)
        else:
            say(request, "Sa réponse est enregistrée.")
            return redirect("people:consents", person_id)
    return _show(request, person, form, status=422 if form.errors else 200)


@needs("identity.write")
@require_POST
@of_my_place
def withdraw(request, person_id, consent_id):
    """As easily as it was given (RGPD, art. 7-3)."""
    seen(request, person_id, "accords")
    if queries.consent(request.actor, person_id, consent_id) is None:
        raise Http404("consent")
    operations.withdraw_consent(
        actor=request.actor,
        at=request.now,
        consent=consent_id,
        withdrawn_on=today(request),
        words=request.POST.get("words", "")[:1000],
    )
    say(request, "Son accord est retiré. À partir de maintenant, rien n’est plus transmis à ce titre.")
    return redirect("people:consents", person_id)


def _show(request, person, form, *, status: int):
    rows = queries.consents(request.actor, person.id)
    on = today(request)
    standing, past = _standing(rows)
    page = about(
        request,
        person,
        "consents",
        form=form,
        standing=[_line(row, on) for row in standing],
        past=[_line(row, on) for row in past],
        effects=[(topic.label, topic.effect) for topic in rules.topics_on(on)],
    )
    return render(request, "people/consents.html", page, status=status)


def _standing(rows) -> tuple[list, list]:
    """Her last word on each topic and partner, then what she had said before."""
    last, former = {}, []
    for row in sorted(rows, key=lambda row: (row.withdrawn_on or row.decided_on, row.recorded_at), reverse=True):
        key = row.topic, " ".join(row.partner.casefold().split())
        former.append(row) if key in last else last.setdefault(key, row)
    return list(last.values()), former


def _line(row, on) -> dict:
    topic = rules.topics().get(row.topic)
    over = row.ends_before is not None and row.ends_before <= on
    return {
        "row": row,
        "topic": rules.topic_label(row.topic),
        "decision": DECISION_LABELS[Decision(row.decision)],
        "allows": row.decision == Decision.GIVEN and not over,
        "over": over,
        "effect": topic.effect if topic else "",
    }

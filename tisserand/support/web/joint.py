"""« Accompagnement global »: mine, my teams', and for direction numbers that name nobody (R63)."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tisserand.access import journal
from tisserand.access.gate import found_or_404, needs
from tisserand.support import operations
from tisserand.support.queries import joint as queries
from tisserand.support.queries.plans import plans_led
from tisserand.support.rules import label
from tisserand.support.rules.joint import KIND, masked
from tisserand.support.web import shown, writing
from tisserand.support.web.forms.budget import EvaluationForm, PairForm
from tisserand.support.web.place import Place
from tisserand.support.web.sections import Section

TITLES = {
    queries.HERE: "Accompagnés à deux",
    queries.WAITING: "En attente d’un binôme",
    queries.DUE: "Bilans en retard ou à faire sous 30 jours",
    queries.LEFT: "Sorties depuis un an",
}


@needs("files.read")
@require_GET
def joint(request):
    """The numbers of those I read, and the list that each opens. Pages by key."""
    actor, asked, team = request.actor, _asked(request), _team(request)
    said = {"today": timezone.localdate(request.now), "at": request.now, "team": team}
    rows = queries.listed(actor, asked, **said)
    page = queries.page(actor, rows, after=request.GET.get("apres", ""))
    figures = queries.figures(actor, **said, place=timezone.get_current_timezone_name())
    context = {
        "asked": asked,
        "title": TITLES[asked],
        "numbers": [(name, TITLES[name], number, _url(name, team)) for name, number in _numbers(figures)],
        "portfolio": figures.portfolio,
        "results": [(label("result", code), number) for code, number in sorted(figures.results.items())],
        "lines": [_line(line) for line in page.lines],
        "teams": [(name, _url(asked, key), key == team) for key, name in queries.teams_read(actor, said["today"])],
        "all_url": _url(asked, None),
        "team": team,
        "sees_figures": actor.can("figures.read"),
        "next_url": _url(asked, team, page.next_key) if page.next_key else "",
    }
    return render(request, "support/joint.html", context)


def _asked(request) -> str:
    asked = request.GET.get("voir", queries.HERE)
    return asked if asked in TITLES else queries.HERE


def _team(request) -> UUID | None:
    try:
        return UUID(request.GET["equipe"])
    except (KeyError, ValueError):
        return None


def _numbers(figures: queries.Figures):
    return zip(queries.LISTS, (figures.here, figures.waiting, figures.due, figures.left), strict=True)


def _url(name: str, team: UUID | None, after: str = "") -> str:
    said = {"voir": name, "equipe": team, "apres": after}
    return f"{reverse('support:joint')}?{urlencode({key: value for key, value in said.items() if value})}"


def _line(line: queries.JointLine) -> dict:
    plan, binome = line.plan, line.binome
    adviser = " · ".join(filter(None, (binome.adviser, binome.agency))) if binome else ""
    return {
        "plan": plan,
        "name": line.card.display_name if line.card else "Personne protégée",
        "state": shown.state_words(plan),
        "since": binome.began_on if binome else None,
        "asked_on": binome.asked_on if binome else None,
        "adviser": adviser,
        "due_at": line.due_at,
        "ending": f"{label('closing', plan.closing)}, {label('result', plan.result).lower()}" if plan.closing else "",
    }


@needs("figures.read")
@require_GET
def joint_figures(request):
    """By team, small numbers hidden; no name, and no list behind. Whoever reads the plans goes to their lists first."""
    if request.actor.can("plans.see") and "equipes" not in request.GET:
        return redirect("support:joint")
    rows = queries.figures_by_team(today=timezone.localdate(request.now), at=request.now)
    names = ("accompanied", "pairs", "waiting", "late", "ended")
    lines = [(row.name, [masked(getattr(row, name)) for name in names]) for row in rows]
    return render(request, "support/joint_figures.html", {"lines": lines, "opens": request.actor.can("files.read")})


@needs("files.read")
@require_http_methods(["GET", "POST"])
def pair(request, plan_id):
    """The binôme of one plan."""
    place = _of_plan(request, plan_id, kinds=(KIND,))
    return writing.write(place, PAIR)


@needs("files.read")
@require_http_methods(["GET", "POST"])
def evaluate(request, plan_id):
    """The evaluation before a MASP is renewed."""
    place = _of_plan(request, plan_id, kinds=("masp_1", "masp_2"))
    return writing.write(place, EVALUATE)


def _of_plan(request, plan_id, *, kinds) -> Place:
    row = found_or_404(plans_led, request.actor, plan_id)
    if row.kind not in kinds:
        raise Http404("kind")
    journal.consulted(request, row.person_id, page="accompagnement")
    return Place(request, row)


def _pair(place: Place) -> dict:
    found = queries.joint_of(place.request.actor, place.plan)
    if found is None:
        return {"asked_on": place.plan.starts_on, "version": 1}
    return {name: getattr(found, name) for name in ("asked_on", "adviser", "agency", "began_on", "version")}


def _save_pair(place: Place, said: dict, draft: str) -> None:
    operations.pair(plan=place.plan.pk, expected_version=said.pop("version"), **said, **place.said)


def _save_evaluation(place: Place, said: dict, draft: str) -> None:
    key = said.pop("key")
    operations.evaluate_budget(plan=place.plan.pk, request_key=key, draft=draft, **said, **place.said)


PAIR = Section(
    "binome",
    "Le binôme avec France Travail",
    PairForm,
    _save_pair,
    _pair,
    kept="Le binôme est noté.",
    hint="Tant que le début n’est pas daté, la personne est en attente.",
    shared={"adviser": "Conseiller", "agency": "Agence"},
)
EVALUATE = Section(
    "evaluation",
    "L’évaluation avant un renouvellement",
    EvaluationForm,
    _save_evaluation,
    lambda place: {"on": place.today},
    kept="L’évaluation est gardée. Le renouvellement peut se décider au bilan.",
    hint="Exigée avant chaque renouvellement d’une MASP : L. 271-2 CASF.",
    draft=True,
)

"""A year in figures: counts only, small cells masked; the same as a sheet to send."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tisserand.access.gate import needs
from tisserand.inquiries.queries import concerns as queries
from tisserand.kernel.sheets import as_csv

FIRST_YEAR = 2016


@needs("concerns.receive")
@require_GET
def figures(request):
    year = _year(request)
    here = timezone.localdate().year
    context = {
        "year": year,
        "years": [one for one in range(here, here - 4, -1) if one != year],
        "tables": queries.figures_of(request.actor, year),
    }
    return render(request, "inquiries/concern_figures.html", context)


@needs("concerns.receive")
@require_GET
def export(request):
    year = _year(request)
    rows = [("Année", "Tableau", "Ligne", "Nombre")]
    for table in queries.figures_of(request.actor, year):
        rows += [(year, table.title, cell.label, cell.shown) for cell in table.cells]
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="protection-enfance-{year}.csv"'
    return response


def _year(request) -> int:
    here = timezone.localdate().year
    asked = request.GET.get("annee", "")
    return min(max(int(asked), FIRST_YEAR), here) if asked.isdecimal() and len(asked) == 4 else here

"""« Repères » : for direction and managers, numbers that name nobody; the same as a sheet to send."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tisserand.access.gate import needs
from tisserand.kernel.sheets import as_csv
from tisserand.steering import queries
from tisserand.steering.rules.landmarks import FEWEST_TO_SHARE, HIDDEN
from tisserand.steering.rules.periods import Period, chosen, periods


@needs("figures.read")
@require_GET
def landmarks(request):
    today = timezone.localdate(request.now)
    period = chosen(request.GET.get("periode", ""), today)
    context = {
        "period": period,
        "years": periods(today),
        "tables": queries.tables(request.actor, period, on=today),
        "hidden": HIDDEN,
        "fewest": FEWEST_TO_SHARE,
    }
    return render(request, "steering/landmarks.html", context)


@needs("figures.read")
@require_GET
def export(request):
    today = timezone.localdate(request.now)
    period = chosen(request.GET.get("periode", ""), today)
    rows = [("Repère", "Période", "Unité", "Nature", "Colonne", "Valeur")]
    for table in queries.tables(request.actor, period, on=today):
        rows += _rows(table, period)
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="reperes-{period.code}.csv"'
    return response


def _rows(table: queries.Table, period: Period) -> list[tuple]:
    said = (table.landmark.title, period.label)
    return [(*said, line.place.name, line.place.what, *cell) for line in table.lines for cell in line.cells]

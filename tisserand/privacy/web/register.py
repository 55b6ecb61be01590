"""The register of processing, to read or to hand over."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tisserand.access.gate import needs
from tisserand.kernel.register import ABOUT, CLASSES
from tisserand.privacy.queries import retention as queries
from tisserand.privacy.queries.register import processings
from tisserand.privacy.web import shown

HEADINGS = ("Traitement", "Table", "Champ", "Catégorie", "Personnes concernées", "Conservation", "Fin")
ENDS = {
    "strip": "anonymisé, gardé pour la statistique",
    "remove": "supprimé",
    "empty": "supprimé avec le dernier usage",
    "expire": "supprimé à sa date",
    "stay": "gardé",
}


@needs("retention.manage")
@require_GET
def register(request):
    decided = queries.decided()
    lines = [
        {"said": said, "kinds": [(rule, shown.duration(rule, decided)) for rule in said.kinds]}
        for said in processings()
    ]
    return render(request, "privacy/register.html", {"lines": lines})


@needs("retention.manage")
@require_GET
def export(request):
    """Every column, as a spreadsheet."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="registre-des-traitements.csv"'
    answer.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # the byte order mark that spreadsheets expect
    sheet = csv.writer(answer, delimiter=";")
    sheet.writerow(HEADINGS)
    sheet.writerows(_rows(queries.decided()))
    return answer


def _rows(decided):
    for said in processings():
        kinds = {rule.kind: shown.duration(rule, decided) for rule in said.kinds}
        for table in said.tables:
            told = (ABOUT[table.about], kinds[table.retention], ENDS[table.end])
            for name, columns in table.columns.items():
                yield from ((said.name, table.called, column, CLASSES[name], *told) for column in columns)

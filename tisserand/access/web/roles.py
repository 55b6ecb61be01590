"""Who may do what: every role and its capabilities on one screen."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from tisserand.access import rules
from tisserand.access.gate import needs


@needs("roles.read")
@require_GET
def matrix(request):
    roles = list(rules.roles().values())
    lines = [(label, [code in role.capabilities for role in roles]) for code, label in rules.capabilities().items()]
    return render(request, "access/roles.html", {"roles": roles, "lines": lines})

"""What a page had typed, to show it again when it could not be received."""

OURS = frozenset({"csrfmiddlewaretoken", "login", "password", "kept_target"})


def kept_fields(request) -> list[tuple[str, str]]:
    """What the page had typed, field by field, in its order."""
    return [(name, value) for name in request.POST if name not in OURS for value in request.POST.getlist(name)]

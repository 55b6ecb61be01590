"""A sentence said after a light action, with the way to undo it for ten seconds."""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, sentence: str, *, undo: str = "") -> None:
    """`undo` is the address that a POST takes back; it stays reachable from the journal afterwards."""
    messages.success(request, sentence, extra_tags=undo)

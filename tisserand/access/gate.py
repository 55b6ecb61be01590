"""One way in: every view says which capability it needs, or that it is public."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import Http404

from tisserand.access import sitting
from tisserand.access.statements import by_key

AnyModel = TypeVar("AnyModel", bound=Model)


class ProofNeeded(Exception):
    """This deed wants a new proof of who acts; the middleware asks for it, and keeps what was typed."""


def needs(capability: str, *, fresh: bool = False):
    """Open a view to those who hold `capability` somewhere. For the others the page does not exist.

    `fresh`: and who proved who they are a moment ago (sixty checks, 48).
    """

    def gate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.actor.can(capability):
                raise Http404("capability")
            if fresh:
                ask_proof(request)
            return view(request, *args, **kwargs)

        guarded.capability = capability
        return guarded

    return gate


def ask_proof(request) -> None:
    """Go on if the second factor, or the password of those who have none, was given lately."""
    if not sitting.is_recent(now=request.now, then=request.session.get("proved"), most=sitting.FRESH):
        raise ProofNeeded


def found_or_404(rows_of: Callable[..., QuerySet[AnyModel]], actor, key: UUID) -> AnyModel:
    """The row of `rows_of(actor)` that an address names. What a reader may not see does not exist for her."""
    row = by_key(rows_of, actor, key)
    if row is None:
        raise Http404("row")
    return row


def public(view):
    """Open a view to everybody, signed in or not."""
    view.capability = None
    return login_not_required(view)


def signed_in(view):
    """Open a view to every professional: her own account, her own drafts."""
    view.capability = "signed_in"
    return view


def while_locked(view):
    """Still answers when the post is locked: unlock it, or leave it."""
    view.while_locked = True
    return view


def before_password(view):
    """Open to an account whose password is still the one that an administrator said."""
    view.before_password = True
    return view


def before_factor(view):
    """Open to an account that has yet to enrol the second factor it must have."""
    view.before_factor = True
    return view

"""One way in: every view says which capability it needs, or that it is public."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404


def needs(capability: str):
    """Open a view to those who hold `capability` somewhere. For the others the page does not exist."""

    def gate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.actor.can(capability):
                raise Http404("capability")
            return view(request, *args, **kwargs)

        guarded.capability = capability
        return guarded

    return gate


def public(view):
    """Open a view to everybody, signed in or not."""
    view.capability = None
    return login_not_required(view)


def signed_in(view):
    """Open a view to every professional: her own account, her own drafts."""
    view.capability = "signed_in"
    return view

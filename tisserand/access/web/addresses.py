"""Addresses that come back from a page: only ours are followed."""

from django.utils.http import url_has_allowed_host_and_scheme


def is_ours(address: str) -> bool:
    """A path of this site. Anything else, `redirect` could take for another site or for the name of a view."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)

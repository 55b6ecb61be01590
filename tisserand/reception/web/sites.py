"""The site where the actor sits: the one chosen for the line, else her own seat's."""

from django.utils import timezone

from tisserand.access import queries as access


def site_of(request):
    """One query. A team has no desk: its first site of the territory stands for it."""
    chosen = request.session.get("line_site")
    sites = _sites(request)
    return next((site for site in sites if str(site.pk) == chosen), sites[0] if sites else None)


def _sites(request) -> list:
    on = timezone.localdate(request.now)
    seats = {post.unit_id for post in request.actor.posts}
    own = [*access.units(kind="site", on=on).filter(pk__in=request.actor.reach("visits.see")).order_by("name", "id")]
    if own:
        return sorted(own, key=lambda site: site.pk not in seats)
    beside = access.units(on=on).filter(pk__in=seats).values("parent")
    return list(access.units(kind="site", on=on).filter(parent__in=beside).order_by("name", "id"))

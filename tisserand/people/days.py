"""Days are those of the département, where it is still yesterday evening when UTC turns (decision D15)."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

HERE = ZoneInfo(settings.TIME_ZONE_OF_THE_ORGANISATION)
LOCAL_DAY = f"""create or replace function walls.local_day() returns date language sql stable as
$$ select (now() at time zone '{HERE.key}')::date $$"""
# The same sentence, for a query set and for the functions of the walls.
IN_FORCE = "starts_on <= walls.local_day() and (ends_before is null or ends_before > walls.local_day())"


def in_force() -> Q:
    today = TruncDate(Now(), tzinfo=HERE)
    return Q(starts_on__lte=today) & (Q(ends_before=None) | Q(ends_before__gt=today))

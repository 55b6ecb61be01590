"""The instant from which a demonstration is told: everything in it is so many minutes or days before or after.

What happened, happened on a day when people work: the last one before a Sunday or a public holiday of the place. Today
is told as it is, and what is to come keeps its day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tisserand.kernel.working_days import is_working_day, working_days_before

# A day of work, and the hour in which what fell outside of it is told.
MORNING, EVENING = time(8), time(16)
# Twenty-four hours drawn by chance become eight; six days shut become an hour.
OF_A_DAY, OF_DAYS_SHUT = 3, 144
# The hour of the story when only its day is given: the mock-ups' own.
STORY_HOUR = time(10, 42)


@dataclass(frozen=True)
class Clock:
    now: datetime
    zone: str

    @classmethod
    def on(cls, day: date, zone: str) -> "Clock":
        return cls(datetime.combine(day, STORY_HOUR, tzinfo=ZoneInfo(zone)), zone)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def minutes_ago(self, minutes: int) -> datetime:
        """Earlier today; a demonstration loaded just after midnight starts its day at midnight."""
        midnight = datetime.combine(self.today, time(), tzinfo=ZoneInfo(self.zone))
        return max(self.now - timedelta(minutes=minutes), midnight)

    def day(self, days: int) -> date:
        """So many days from today; negative before."""
        return self.worked(self.today + timedelta(days=days))

    def worked(self, day: date) -> date:
        if day >= self.today or is_working_day(day, self.zone):
            return day
        return working_days_before(day, 1, self.zone)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        return self._on(self.day(days), time(hour, minute))

    def worked_at(self, moment: datetime) -> datetime:
        """At the same hour."""
        here = moment.astimezone(ZoneInfo(self.zone))
        return self._on(self.worked(here.date()), here.timetz().replace(tzinfo=None))

    def in_office(self, moment: datetime) -> datetime:
        """An instant drawn by chance, when people work: what came first still comes first."""
        here = moment.astimezone(ZoneInfo(self.zone))
        day = self.worked(here.date())
        if here.date() >= self.today:
            return here
        if day == here.date():
            found = self._on(day, MORNING) + (here - self._on(day, time())) / OF_A_DAY
        else:
            found = self._on(day, EVENING) + (here - self._on(day + timedelta(days=1), time())) / OF_DAYS_SHUT
        return found.replace(microsecond=0)

    def _on(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=ZoneInfo(self.zone))

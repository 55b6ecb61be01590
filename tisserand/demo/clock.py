"""The instant from which a demonstration is told: everything in it is so many minutes or days before or after."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

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
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(self.day(days), time(hour, minute), tzinfo=ZoneInfo(self.zone))

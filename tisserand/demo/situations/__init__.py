"""Some two hundred files built as the screens build them, named after what happens to people; tests use them too."""

import random

from tisserand.demo.service import Service
from tisserand.demo.situations import (
    agenda,
    evicted,
    families,
    insertion,
    line,
    listened,
    many,
    protected,
    referred,
    roselyne,
    sainte_rose,
    story,
    worried,
)


def tell(service: Service, *, seed: int, files: int) -> story.Story:
    told = story.Story(service, random.Random(f"{seed}/story"))
    if story.can_be_told(service):
        _tell_sainte_rose(told, files)
    else:
        many.tell(told, files)
    return told


def _tell_sainte_rose(told: story.Story, files: int) -> None:
    families.tell(told)
    line.tell_before(told)
    listened.tell(told)
    roselyne.tell(told)
    sainte_rose.tell(told)
    protected.tell(told)
    worried.tell(told)
    referred.tell(told)
    agenda.tell(told)
    many.tell(told, files)
    insertion.tell(told)
    evicted.tell(told)
    sainte_rose.tell_imposed(told)
    line.tell_today(told)

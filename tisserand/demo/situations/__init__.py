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
    worried,
)
from tisserand.demo.situations.story import Story


def tell(service: Service, *, seed: int, files: int) -> Story:
    story = Story(service, random.Random(f"{seed}/story"))
    families.tell(story)
    line.tell_before(story)
    listened.tell(story)
    roselyne.tell(story)
    sainte_rose.tell(story)
    protected.tell(story)
    worried.tell(story)
    referred.tell(story)
    agenda.tell(story)
    many.tell(story, files)
    insertion.tell(story)
    evicted.tell(story)
    line.tell_today(story)
    return story

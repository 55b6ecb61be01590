"""Appointments around now, the one that was missed, and the messages left at the desk for colleagues."""

from datetime import timedelta

from tisserand.demo.situations.story import CORINNE, FABRICE, SANDRA, Story
from tisserand.kernel.working_days import working_days_after
from tisserand.reception import operations as reception
from tisserand.reception.queries.messages import Recipient
from tisserand.reception.rules.appointments import Place, Slot

# Whose, with whom, how many minutes from now, where.
TODAY = (
    ("jocelyne", CORINNE, -100, Place.OFFICE),
    ("roselyne", CORINNE, 18, Place.OFFICE),
    ("remy", CORINNE, 68, Place.OFFICE),
    ("firmin", CORINNE, 230, Place.HOME),
    ("judith", FABRICE, 200, Place.OFFICE),
)
# Whose, with whom, how many working days ahead, at what hour.
AHEAD = (("elise", CORINNE, 2, 9), ("roselyne", CORINNE, 7, 14), ("solange", CORINNE, 1, 9), ("judith", FABRICE, 5, 10))
MESSAGES = (
    ("jocelyne", CORINNE, "a-telephone", "Elle a reçu la réponse de la MDPH."),
    ("judith", FABRICE, "document-depose", ""),
)


def tell(story: Story) -> None:
    now = story.clock.now.replace(second=0, microsecond=0)
    for part, login, minutes, place in TODAY:
        _booked(story, part, login, Slot(now + timedelta(minutes=minutes), 45, place))
    for part, login, days, hour in AHEAD:
        on = working_days_after(story.clock.today, days, story.clock.zone)
        _booked(story, part, login, Slot(story.clock.at((on - story.clock.today).days, hour), 45))
    _missed(story)
    for part, login, code, words in MESSAGES:
        _left_a_message(story, part, login, code, words)


def _booked(story: Story, part: str, login: str, slot: Slot, *, days_ago: int = 6):
    return reception.book_appointment(
        actor=story.actor(login),
        at=story.clock.at(-days_ago, 15),
        person=story.cast[part],
        professional=story.actor(login).account_id,
        unit=story.team,
        slot=slot,
    )


def _missed(story: Story) -> None:
    """He did not come: somebody takes up contact again."""
    missed = _booked(story, "alex", CORINNE, Slot(story.clock.at(-1, 14), 45), days_ago=9)
    reception.miss_appointment(actor=story.actor(CORINNE), at=story.clock.at(-1, 15), appointment=missed.pk)


def _left_a_message(story: Story, part: str, login: str, code: str, words: str) -> None:
    colleague = story.actor(login)
    reception.leave_message(
        actor=story.actor(SANDRA),
        at=story.clock.at(-1, 11),
        person=story.cast[part],
        to=Recipient(colleague.account_id, story.team, colleague.name),
        codes=(code,),
        words=words,
    )

"""Who is who: households, ties, what is kept secret, who is protected, who must not read whose file."""

from tisserand.demo.situations.story import CORINNE, GHISLAINE, SANDRA, Story, characters
from tisserand.people import operations as people
from tisserand.people.rules import Authority

OPENED = 260
HOMES = (
    (("roselyne", "Adulte"), ("malik", "Enfant"), ("ines", "Enfant"), ("eliette", "Mère")),
    (("anais", "Adulte"), ("noa", "Enfant")),
    (("wilner", "Adulte"), ("nadege", "Adulte")),
    (("georges", "Adulte"), ("rose_may", "Adulte")),
)
TIES = (
    ("malik", "roselyne", "mother", Authority.HELD),
    ("ines", "roselyne", "mother", Authority.HELD),
    ("roselyne", "eliette", "mother", ""),
    ("noa", "anais", "mother", Authority.HELD),
    ("wilner", "nadege", "partner", ""),
    ("georges", "rose_may", "partner", ""),
)
# They give their name only today, in the line.
LATER = frozenset({"marie_ange", "anais", "noa", "wilner", "nadege", "rosalinde"})


def tell(story: Story) -> None:
    for number, part in enumerate(part for part in characters() if part not in LATER):
        story.meets(part, at=story.clock.at(-OPENED + number, 9))
    for number, part in enumerate(sorted(LATER)):
        story.meets(part, at=story.clock.at(-1, 15, number))
    _live_together(story)
    _ties(story)
    _accords(story)
    _walls(story)


def _live_together(story: Story) -> None:
    who = {"actor": story.actor(SANDRA), "at": story.clock.at(-1, 15, 30)}
    for home in HOMES:
        members = [(story.cast[part], place) for part, place in home]
        people.start_household(**who, people=members, starts_on=story.clock.day(-170))


def _ties(story: Story) -> None:
    who = {"actor": story.actor(SANDRA), "at": story.clock.at(-1, 15, 40)}
    for one, other, kind, authority in TIES:
        people.declare_tie(**who, person=story.cast[one], other=story.cast[other], kind=kind, authority=authority)
    # He must not read where she lives nor when she comes.
    people.declare_tie(
        **who, person=story.cast["judith"], other=story.cast["steeve"], kind="former_partner", confidential=True
    )


def _accords(story: Story) -> None:
    """What Mme Mirval allows and refuses, in her words."""
    who = {"actor": story.actor(CORINNE), "at": story.clock.at(-43, 11), "person": story.cast["roselyne"]}
    on = story.clock.day(-43)
    until = story.clock.day(139)
    people.record_consent(**who, topic="partage", partner="Le bailleur", given=True, decided_on=on, ends_before=until)
    people.record_consent(**who, topic="partage", partner="Le fonds de solidarité logement", given=True, decided_on=on)
    people.record_consent(
        **who,
        topic="partage",
        partner="L’école et le lycée",
        given=False,
        decided_on=on,
        words="Je ne veux pas qu’on appelle l’école.",
    )


def _walls(story: Story) -> None:
    """A protected file, kept by the manager; and a secretary who steps aside from her brother's."""
    at = story.clock.at(-1, 16)
    people.make_restricted(
        actor=story.actor(GHISLAINE),
        at=at,
        person=story.cast["rosalinde"],
        guard_unit=story.team,
        reason="Menacée par un proche d’un agent du site.",
    )
    people.step_aside(actor=story.actor(SANDRA), at=at, person=story.cast["patrick"], reason="C’est mon frère.")

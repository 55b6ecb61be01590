"""The same ways in every team of the département, so that each screen has something to show wherever one looks."""

from collections.abc import Callable
from itertools import cycle
from random import Random

from tisserand.demo.mass import names
from tisserand.demo.service import Team
from tisserand.demo.situations.plans import Accompaniment
from tisserand.demo.situations.story import Story
from tisserand.demo.situations.ways import WAYS, Way
from tisserand.kernel.dates import PartialDate
from tisserand.people import operations as people
from tisserand.people.rules import Identity, Visibility
from tisserand.support.rules import ReviewDecision

STAGES: tuple[Callable[[Accompaniment], object], ...] = (
    lambda hers: hers.opened(8),
    lambda hers: hers.opened(19).agreed(15),
    lambda hers: hers.begun(5),
    lambda hers: hers.begun(34),
    lambda hers: hers.begun(60).looked_at(45).met(12, "Le dossier avance."),
    lambda hers: hers.begun(110).looked_at(95),
    lambda hers: hers.begun(120).looked_at(100).reviewed(30),
    lambda hers: hers.begun(165).looked_at(150).reviewed(20, ReviewDecision.RENEW, new_end=hers.story.clock.day(150)),
    lambda hers: hers.begun(70).looked_at(50).stopped(4),
    lambda hers: hers.begun(190).looked_at(175).closed(9, "term"),
    lambda hers: hers.begun(90).looked_at(70).closed(15, "moved", "partly"),
    lambda hers: hers.begun(90).looked_at(70).closed(6, "relay", "partly", relay_to="Le CCAS de sa commune"),
    lambda hers: hers.begun(50).looked_at(30).stopped(20).closed(18, "withdrawn", "missed"),
    lambda hers: hers.opened(40).closed(12, "mistake", "unassessable"),
)


def tell(story: Story, files: int) -> None:
    """Half of them accompanied, half of them oriented."""
    served = {place.team.code for place in story.service.places}
    teams = [team for team in story.service.teams.values() if team.workers and team.manager and team.code in served]
    poles = [pole for pole in story.service.poles.values() if pole.manager and pole.receives]
    ways, stages = cycle(WAYS.values()), cycle(STAGES)
    for number, team in zip(range(files), cycle(teams), strict=False):
        if number % 2 or not poles:
            _accompanied(story, team, next(stages), number)
        else:
            pair = (poles[number // 2 % len(poles)], poles[(number // 2 + 1) % len(poles)])
            _oriented(story, team, pair, next(ways), number)


def somebody(story: Story, team: Team, number: int):
    """Somebody of this team's communes, who gave her name at her desk some months ago."""
    place = next(place for place in story.service.places if place.team is team)
    who = {"actor": story.service.actor_of(place.desk.secretaries[0]), "at": story.clock.at(-230, 9, number % 60)}
    known = people.create_person(**who, identity=invented(story.chance), site=place.desk.unit)
    while known.visibility != Visibility.STAFF:  # she may be somebody protected: this one waits for the keeper
        known = people.create_person(**who, identity=invented(story.chance), site=place.desk.unit)
    person = known.pk
    people.add_address(
        **who,
        person=person,
        kind="stable",
        starts_on=who["at"].date(),
        lines="Section Bel Air",
        commune=place.code,
        commune_name=place.name,
    )
    story.cast[f"{team.code}-{number}"] = person
    return person, place.desk


def invented(chance: Random) -> Identity:
    woman = chance.random() < 0.6
    return Identity(
        civility="mme" if woman else "m",
        birth_name=names.family(chance),
        first_names=names.first_names(chance, woman=woman),
        birth=PartialDate(chance.randint(1948, 2004), chance.randint(1, 12), chance.randint(1, 28)),
    )


def _accompanied(story: Story, team: Team, stage, number: int) -> None:
    person, _ = somebody(story, team, number)
    referent = story.service.actor_of(team.workers[number % len(team.workers)])
    stage(Accompaniment(story, person, referent, team.unit))


def _oriented(story: Story, team: Team, poles: tuple[Team, Team], steps: tuple[str, ...], number: int) -> None:
    person, desk = somebody(story, team, number)
    sender = story.service.actor_of(desk.workers[0])
    way = Way(story=story, person=person, sender=sender, from_unit=desk.unit, poles=poles, team=team)
    way.walk(steps, until=number % 5)

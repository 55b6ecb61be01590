"""A team closes and another takes over: in the life of a whole département, nothing is left behind (R08)."""

import pytest
from django.core.management import CommandError, call_command

from tests.demo.conftest import one, rows, write
from tests.situations import NOW
from tests.territories.organisations import without_les_abymes
from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.demo import checks
from tisserand.support.models import Objective, Plan
from tisserand.territories import operations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.requirement("R08")]
CLOSED, OTHER = "equipe-les-abymes", "equipe-baie-mahault"
LEFT = "select count(*) from {} t join access_unit u on u.id = t.{} where u.code = %s and t.{}"
STILL = (
    ("deadlines_obligation", "unit_id", "closed_at is null"),
    ("support_plan", "team_id", "state <> 'closed'"),
    ("assessment_orientation", "attribution_unit_id", "closed_at is null"),
    ("assessment_orientation", "owner_unit_id", "closed_at is null"),
    ("people_careteam", "unit_id", "ends_before is null"),
)
# The whole team accompanies her, here and there.
IN_BOTH = """
insert into people_careteam (id, person_id, visibility, unit_id, reason, starts_on)
select gen_random_uuid(), p.id, p.visibility, u.id, 'plan', date '2026-01-05'
from (select id, visibility from people_person order by id limit 1) p, access_unit u
where u.code in ('equipe-les-abymes', 'equipe-baie-mahault')
"""


@pytest.fixture
def load(tmp_path, time_machine, capsys):
    """The file without Les Abymes, loaded today by the command; gives what it said."""
    time_machine.move_to(NOW)

    def loaded(**said) -> list[str]:
        file = tmp_path / "guadeloupe.toml"
        file.write_text(without_les_abymes(NOW.date(), **said), encoding="utf-8")
        call_command("load_organisation", str(file))
        return capsys.readouterr().out.splitlines()

    return loaded


def left() -> list[int]:
    return [one(LEFT.format(*about), CLOSED) for about in STILL]


def manager(of: str):
    (login,) = rows(
        """select a.login from access_account a join access_membership m on m.account_id = a.id
        join access_unit u on u.id = m.unit_id where u.code = %s and m.role = 'team_manager'""",
        of,
    )[0]
    return access.actor_for(access.accounts_by_login([login])[login], at=NOW)


def plans_seen(by: str, plans) -> int:
    return access.visible(Plan, manager(by)).filter(pk__in=plans).count()


def test_a_team_that_still_holds_something_does_not_close_without_a_successor(load):
    with pytest.raises(CommandError, match="ferme et tient encore .* échéances, .* accompagnements") as refused:
        load(closing="")

    assert 'code = "equipe-les-abymes"' in str(refused.value)
    assert one("select count(*) from access_unit where ends_before is not null") == 0


def test_all_that_runs_goes_to_the_successor_once_and_everybody_finds_it(load):
    every = LEFT.replace("count(*)", "t.id").format("support_plan", "team_id", "id = t.id")
    theirs = [key for (key,) in rows(every, CLOSED)]
    over = one("select count(*) from support_plan where id = any(%s) and state = 'closed'", theirs)
    assert min(left()) > 0
    assert plans_seen(OTHER, theirs) == 0

    said = load()

    assert left() == [0] * len(STILL)
    assert said[1].startswith("Les Abymes → Baie-Mahault\u00a0: ")
    assert f"{len(theirs) - over} accompagnements" in said[1]
    assert checks.refuse_breaches()
    assert plans_seen(OTHER, theirs) == len(theirs)
    assert access.visible(Objective, manager(OTHER)).filter(plan__in=theirs).exists()
    assert plans_seen("equipe-marie-galante", theirs) == 0
    # What is over stays where it was done, and each thing that moved is in the journal with the person it is about.
    assert one(LEFT.format("support_plan", "team_id", "state = 'closed'"), CLOSED) == over > 0
    told = one("select count(*) from access_journalentry where verb = 'unit.hand_over' and person_id is not null")
    assert told > len(theirs) - over


def test_a_second_time_there_is_nothing_left_to_do(load):
    load()

    assert load() == ["Rien n’a changé."]
    assert operations.hand_over_closed(actor=System("tests"), at=NOW) == []


def test_what_the_successor_has_already_is_not_there_twice(load):
    write(IN_BOTH)

    load()

    assert left() == [*[0] * (len(STILL) - 1), 1]

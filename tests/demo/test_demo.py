"""A département that could be real: everybody has somebody, every plan its conditions, and the story is there."""

import pytest
from django.core.management import call_command

from tests.demo.conftest import one, rows, write
from tests.demo.model import PERSONS
from tests.situations import NOW
from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.access.rules import DEMO_PASSWORD
from tisserand.assessment.rules.orientation import State as Orientation
from tisserand.demo import checks
from tisserand.demo.mass.followed import KINDS
from tisserand.kernel.refusals import Refused
from tisserand.project.invariants import BREACHES
from tisserand.reception import queries as reception
from tisserand.support.rules import State as Plan
from tisserand.support.rules.lists import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
# The story of Sainte-Rose says its own hours.
OUT_OF_HOURS = """
select count(*) from reception_visit v join access_unit u on u.id = v.site_id
where v.day < %s and u.code <> 'tis-sainte-rose' and not exists (
    select from territories_openinghours h
    where h.site_id = v.site_id and h.weekday = extract(isodow from v.day)
    and (v.arrived_at at time zone u.time_zone)::time between h.opens and h.closes)
"""


def actor(login: str):
    return access.actor_for(access.accounts_by_login([login])[login], at=NOW)


def test_it_says_what_it_loads(demo):
    assert any(line.startswith("  Habitants : 300 (") for line in demo)


def test_every_invariant_holds():
    assert checks.refuse_breaches() == len(BREACHES)


@pytest.mark.parametrize(
    ("breach", "said"),
    [
        ("update assessment_orientation set due_at = due_at + interval '1 day' where closed_at is null", "échéance"),
        ("update people_careteam set ends_before = starts_on", "référent"),
        ("update reception_siteday set tickets = tickets + 1", "tickets"),
        (
            "insert into reception_siteday (id, site_id, day, tickets, version)"
            " select gen_random_uuid(), site_id, day + 1, 0, 1 from reception_visit where state = 'waiting' limit 1",
            "venue d’un jour passé",
        ),
    ],
)
def test_a_broken_invariant_stops_the_load_with_a_sentence(breach, said):
    write(breach)
    with pytest.raises(Refused) as refused:
        checks.refuse_breaches()
    assert said in refused.value.refusals[0].message


def test_the_persons_asked_for_are_there_beside_the_story():
    assert one("select count(*) from people_person where created_by_id is not null") >= PERSONS
    assert one("select count(*) from people_distinctdecision") > 0


@pytest.mark.requirement("R24")
def test_a_protocol_applies_its_former_version_is_kept_and_somebody_is_on_call():
    reader = System("demo")
    row = reception.protocol_on(reader, NOW.date())
    assert (row.number, row.published_by.name) == (2, "Anne Dambas")
    assert [one.number for one in reception.protocols(reader)] == [2, 1]
    assert reception.frame(reader, NOW.date(), "sans-ressource").answer.resources[0].limit.startswith("180 euros")
    assert reception.on_call_at(reader, NOW).name
    assert len(reception.holes_ahead(reader, NOW)) == 1


@pytest.mark.requirement("R07", "R09", "R10")
def test_every_site_lives_on_its_own_hours_with_its_own_pair():
    """Eighteen months in each of the 13 sites, opened to people of any commune, closed when it is closed."""
    sites = one("select count(distinct site_id) from reception_visit")
    assert sites == 13
    assert one(OUT_OF_HOURS, NOW.date()) == 0
    elsewhere = one(
        """select count(*) from reception_visit v join people_person p on p.id = v.person_id
        where v.site_id <> p.site_id"""
    )
    assert elsewhere > 0


def test_a_plan_that_ended_at_its_term_reached_it():
    ended = rows("select closed_on, ends_on from support_plan where closing = 'term'")
    assert ended
    assert [day for day, term in ended if day < term] == []


def test_september_brings_more_people_than_august():
    by_month = dict(rows("select extract(month from day)::int, count(*) from reception_visit group by 1"))
    assert by_month[9] > by_month[8]


@pytest.mark.parametrize("state", Orientation)
def test_an_orientation_in_every_state(state):
    assert one("select count(*) from assessment_orientation where state = %s", state) > 0


@pytest.mark.parametrize("state", Plan)
def test_a_plan_at_every_stage(state):
    assert one("select count(*) from support_plan where state = %s", state) > 0


def test_plans_are_of_every_kind_some_imposed_and_end_at_their_term():
    assert set(KINDS.items) == set(kinds())
    assert one("select count(distinct kind) from support_plan") >= 9
    assert one("select count(*) from support_plan where origin = 'imposed'") > 0
    assert one("select count(*) from support_plan where closing = 'term' and closed_on < ends_on") == 0
    assert one("select count(*) from support_plan where closing = 'term'") > 0


def test_appointments_were_kept_missed_or_put_off_and_others_are_to_come():
    states = dict(rows("select state, count(*) from reception_appointment group by 1"))
    assert states["honoured"] > states["planned"] > 10
    assert states["missed"] > 0
    assert one("select count(*) from reception_appointment where starts_at < %s - interval '6 months'", NOW) > 0
    ours = """select count(*) from reception_appointment a join access_unit u on u.id = a.unit_id
        where u.code <> 'equipe-sainte-rose' and a.state = 'planned' and a.starts_at > %s"""
    assert one(ours, NOW) > 0


def test_every_pole_that_accompanies_can_be_walked_from_the_sign_in_page():
    shown = """select u.code from access_membership m join access_account a on a.id = m.account_id
        join access_unit u on u.id = m.unit_id where a.showcase and u.kind = 'pole' order by 1"""
    assert [code for (code,) in rows(shown)] == [
        *("pole-autonomie", "pole-enfance-famille", "pole-insertion", "pole-logement", "pole-pmi"),
    ]


def test_two_refusals_are_in_the_hands_of_the_manager():
    owners = rows("select owner_id from assessment_orientation where state = 'arbitration' and refusals = 2")
    assert owners
    assert all(owner for (owner,) in owners)


def test_acts_carry_their_time_in_several_functions():
    assert one("select count(distinct function) from activity_act where duration_minutes > 0") >= 4


def test_five_people_wait_at_sainte_rose_and_a_danger_is_open():
    line = rows(
        """select v.state, v.danger, p.first_names, v.called_as from reception_visit v
        join access_unit u on u.id = v.site_id left join people_person p on p.id = v.person_id
        where u.code = 'tis-sainte-rose' and v.day = %s and v.state in ('waiting', 'received')
        order by v.arrived_at""",
        NOW.date(),
    )
    assert [first or called for state, _, first, called in line if state == "waiting"] == [
        "Gérard",
        "gilet vert",
        "Roselyne",
        "Marie-Ange",
        "Wilner",
    ]
    assert [(first, danger) for state, danger, first, _ in line if state == "received"] == [("Anaïs", True)]


def test_two_others_could_be_taken_for_madame_mirval_and_one_is_protected():
    seen = rows("select visibility from people_person where used_name = 'Mirval' and birth_year = 1984 order by 1")
    assert seen == [("restricted",), ("staff",), ("staff",)]


def test_corinne_has_something_late_and_something_soon():
    corinne = actor("corinne.lollia")
    dates = [
        due
        for (due,) in rows(
            "select due_at from deadlines_obligation where account_id = %s and closed_at is null order by due_at",
            corinne.account_id,
        )
    ]
    assert dates[0] < NOW
    assert sum((due - NOW).days in range(4) for due in dates) >= 1
    assert dates[-1] > NOW


def test_ghislaine_has_plans_to_regulate_and_orientations_to_attribute():
    team = one("select id from access_unit where code = 'equipe-sainte-rose'")
    assert (
        one("select count(*) from support_plan where team_id = %s and state = 'active' and regulated_on is null", team)
        >= 3
    )
    assert (
        one("select count(*) from assessment_orientation where attribution_unit_id = %s and state = 'admissible'", team)
        >= 2
    )


def test_each_step_of_an_eviction_inquiry_and_of_a_concern_can_be_looked_at():
    evictions = {state for (state,) in rows("select distinct state from inquiries_eviction")}
    assert evictions == {"received", "met", "not_met", "sent", "heard", "closed"}
    assert one("select count(*) from inquiries_sentdiagnosis where not carence") == 3
    assert one("select count(*) from inquiries_hearingdate where reason <> ''") == 1
    stages = {stage for (stage,) in rows("select distinct stage from inquiries_concern")}
    assert stages == {"received", "evaluating", "referred", "closed"}


def test_the_colleagues_of_the_sign_in_page_receive_the_summary_of_the_morning():
    addresses = rows("select email from access_account where showcase")
    assert addresses
    assert all(email.endswith("@example.fr") for (email,) in addresses)
    assert one("select count(*) from access_account where not showcase and email <> ''") == 0


def test_the_password_of_the_sign_in_page_opens_every_account():
    assert access.accounts_by_login(["corinne.lollia"])["corinne.lollia"].check_password(DEMO_PASSWORD)
    assert one("select count(*) from access_account where password like '!%%'") == 0


def test_if_empty_leaves_what_is_there(capsys):
    call_command("demo", "--if-empty")
    assert capsys.readouterr().out == ""

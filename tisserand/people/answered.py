"""R16: for whoever counts inside PostgreSQL, what was known on a day about living in a priority area."""

# Of one who lives at several places, « yes » anywhere counts; null where nobody had answered by then.
ANSWER = """(
    select said.answer
    from public.people_address home
    join lateral (
        select one.answer from public.people_priorityanswer one
        where one.address_id = home.id and one.said_on <= {day}
        order by one.recorded_at desc, one.id desc limit 1) said on true
    where home.person_id = {person} and home.starts_on <= {day}
      and (home.ends_before is null or home.ends_before > {day})
    order by said.answer = 'yes' desc, said.answer = 'no' desc limit 1)"""
TABLES = ("people_address", "people_priorityanswer")


def answer_of_day(*, person: str, day: str) -> str:
    """SQL of a scalar: « yes », « no », « unknown » or null. `person` and `day` are SQL too."""
    return ANSWER.format(person=person, day=day)

"""The one statement that finds a person (design §6): equality on btrees only, one round trip, scored here.

close      words of the dictionary that resemble a typed one: one letter away, same sound, same beginning
candidate  the best of them for each typed word
found      rows of names: both words fit · one word and the year · a birth date · a telephone · one word alone
scored     each typed word counts once for a person, by its best resemblance
`offset 0` keeps each probe a probe: the planner may not turn it into a scan of everybody.
"""

SEARCH = """
with close as (
    select t.token, f.word_id,
           case when t.place = -1 and f.place = -1 then 1.0
                when t.place = -1 or f.place = -1 or abs(t.place - f.place) <= 1 then 0.8
                else 0.45 end as quality
    from unnest(%(forms)s::text[], %(form_tokens)s::int[], %(form_places)s::int[]) as t (form, token, place)
    cross join lateral (select word_id, place from people_wordform f where f.form = t.form offset 0) f
  union all
    select t.token, w.id, 0.75
    from unnest(%(sounds)s::text[], %(sound_tokens)s::int[]) as t (sound, token)
    cross join lateral (select id from people_word w where w.sound = t.sound offset 0) w
  union all
    select t.token, w.id, 0.7
    from unnest(%(begins)s::text[], %(ends)s::text[], %(begin_tokens)s::int[]) as t (begins, ends, token)
    cross join lateral (
        select id from people_word w where w.word > t.begins and w.word < t.ends order by bearers desc limit 24
    ) w
),
ranked as (
    select c.token, c.word_id, c.quality, w.in_families, w.in_givens,
           row_number() over (partition by c.token order by c.quality desc, w.bearers desc, w.id) as place
    from (select token, word_id, max(quality) as quality from close group by token, word_id) c
    join people_word w on w.id = c.word_id
),
candidate as materialized (select * from ranked where place <= %(words_each)s),
born as materialized (
    select p.id from unnest(%(days)s::date[]) as t (day)
    cross join lateral (select id from people_person p where p.birth_date = t.day limit 400) p
),
called as materialized (
    select person_id from people_contactpoint
    where %(figures)s <> '' and figures_backwards ^@ %(figures)s and ends_before is null limit 100
),
found as (
    select n.* from (
        select f.word_id as family_id, array_agg(distinct g.word_id) as givens
        from candidate f join candidate g on g.token <> f.token and g.in_givens
        where f.in_families group by f.word_id
    ) pair
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.family_id = pair.family_id and n.given_id = any(pair.givens) limit 1500
    ) n
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.family_id = c.word_id and n.birth_year = any(%(years)s::int[]) limit 400
    ) n
    where c.in_families and c.place <= 8
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.given_id = c.word_id and n.birth_year = any(%(years)s::int[]) limit 300
    ) n
    where c.in_givens and c.place <= 4
  union
    select n.* from (select id from born union select person_id from called) b
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n where n.person_id = b.id offset 0
    ) n
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.family_id = c.word_id limit %(alone)s
    ) n
    where c.in_families and c.place <= 6
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.given_id = c.word_id limit %(alone)s
    ) n
    where c.in_givens and c.place <= 4
),
fits as (
    select n.person_id, n.birth_year, m.token, max(m.quality) as quality
    from found n
    left join candidate f on f.word_id = n.family_id
    left join candidate g on g.word_id = n.given_id and g.token is distinct from f.token
    cross join lateral (values (f.token, f.quality * 1.1), (g.token, g.quality)) as m (token, quality)
    group by n.person_id, n.birth_year, m.token
),
scored as (
    select person_id, coalesce(sum(quality), 0)
           + case when birth_year = any(%(exact_years)s::int[]) then 0.6
                  when birth_year = any(%(years)s::int[]) then 0.25 else 0 end as score
    from fits group by person_id, birth_year
),
nearest as (select person_id, score from scored order by score desc, person_id limit 200)
select p.id,
       n.score
       + case when p.birth_date = any(%(exact_days)s::date[]) then 1.2
              when p.birth_date = any(%(swapped_days)s::date[]) then 0.9
              when p.birth_date = any(%(days)s::date[]) then 0.6 else 0 end
       + case when n.person_id in (select person_id from called) then 1.5 else 0 end as score,
       (select count(*) from scored) as resembling
from nearest n join people_person p on p.id = n.person_id
where p.attached_to_id is null and p.id <> all(%(without)s::uuid[])
order by score desc, (p.site_id is not distinct from %(site)s::uuid) desc, p.sort_key, p.id
limit %(limit)s
"""

-- The one statement that finds a person (design §6): equality on btrees only, one round trip, scored here.
--
-- close      words of the dictionary that resemble a typed one: one letter away, same sound, same beginning
-- candidate  the best of them for each typed word
-- found      rows of names: both words fit · one word and the year · a birth date · a telephone · one word alone
-- scored     each typed word counts once for a person, by its best resemblance
-- grouped    after a few namesakes the other names come: more namesakes would not help, a birth year would
--
-- `offset 0` and `limit` keep each probe a probe: the planner may not turn it into a scan of everybody.
-- A function so that its plan is kept by the session: making it costs more than running it. Not `security definer`:
-- the walls hold inside.
create or replace function walls.find_people(
    asked_forms text[],
    asked_form_tokens int[],
    asked_form_places int[],
    asked_sounds text[],
    asked_sound_tokens int[],
    asked_begins text[],
    asked_ends text[],
    asked_begin_tokens int[],
    asked_words_each int,
    asked_exact_days date[],
    asked_swapped_days date[],
    asked_days date[],
    asked_exact_years int[],
    asked_years int[],
    asked_probed_years int[],
    asked_figures text,
    asked_alone int,
    asked_given_alone int,
    asked_site uuid,
    asked_without uuid[],
    asked_namesakes int,
    asked_most int
) returns table (found_id uuid, found_score numeric, resembling bigint) language plpgsql stable as $find$
begin
return query
with close as (
    select t.token, f.word_id,
           case when t.place = -1 and f.place = -1 then 1.0
                when t.place = -1 or f.place = -1 or abs(t.place - f.place) <= 1 then 0.8
                else 0.45 end as quality
    from unnest(asked_forms, asked_form_tokens, asked_form_places) as t (form, token, place)
    cross join lateral (select word_id, place from people_wordform f where f.form = t.form offset 0) f
  union all
    select t.token, w.id, 0.75
    from unnest(asked_sounds, asked_sound_tokens) as t (sound, token)
    cross join lateral (select id from people_word w where w.sound = t.sound offset 0) w
  union all
    select t.token, w.id, 0.7
    from unnest(asked_begins, asked_ends, asked_begin_tokens) as t (begins, ends, token)
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
candidate as materialized (select * from ranked where place <= asked_words_each),
born as materialized (
    select p.id from unnest(asked_days) as t (day)
    cross join lateral (select id from people_person p where p.birth_date = t.day limit 400) p
),
called as materialized (
    select person_id from people_contactpoint
    where asked_figures <> '' and figures_backwards ^@ asked_figures and ends_before is null limit 100
),
found as (
    select n.* from candidate f join candidate g on g.token <> f.token and g.in_givens
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.family_id = f.word_id and n.given_id = g.word_id
        limit case when f.quality * g.quality >= 0.99 then 150 when f.quality * g.quality >= 0.7 then 60 else 20 end
    ) n
    where f.in_families
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.family_id = c.word_id and n.birth_year = any(asked_probed_years) limit 150
    ) n
    where c.in_families and c.place <= 3
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.given_id = c.word_id and n.birth_year = any(asked_probed_years) limit 50
    ) n
    where c.in_givens and c.place <= 2
  union
    select n.* from (select id from born union select person_id from called) b
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n where n.person_id = b.id offset 0
    ) n
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.family_id = c.word_id limit asked_alone
    ) n
    where c.in_families and c.place <= 4
  union
    select n.* from candidate c
    cross join lateral (
        select person_id, family_id, given_id, birth_year from people_namepair n
        where n.given_id = c.word_id limit asked_given_alone
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
           + case when birth_year = any(asked_exact_years) then 0.6
                  when birth_year = any(asked_years) then 0.25 else 0 end as score
    from fits group by person_id, birth_year
),
nearest as (select person_id, score from scored order by score desc, person_id limit 250),
weighed as (
    select p.id, p.sort_key,
           -- Among equals, those she accompanies, then those of her site.
           (p.id in (select unnest((select walls.my_people())::uuid[])))::int * 2
           + (p.site_id is not distinct from asked_site)::int as ours,
           n.score
           + case when p.birth_date = any(asked_exact_days) then 1.2
                  when p.birth_date = any(asked_swapped_days) then 0.9
                  when p.birth_date = any(asked_days) then 0.6 else 0 end
           + case when n.person_id in (select person_id from called) then 1.5 else 0 end as score
    from nearest n join people_person p on p.id = n.person_id
    where p.attached_to_id is null and p.id <> all(asked_without)
),
grouped as (
    select *, row_number() over (partition by sort_key order by score desc, ours desc, id) as place from weighed
)
select id, score, (select count(*) from scored) as resembling
from grouped
order by place > asked_namesakes, score desc, ours desc, sort_key, id
limit asked_most;
end
$find$

"""Indicators as they are published, in plain SQL: anonymising must change none of them."""

FIGURES = {
    "venues par site, mois et issue": """
        select site_id, date_trunc('month', day), outcome, count(*) from reception_visit group by 1,
        2, 3 order by 1, 2, 3""",
    "venues par site, canal et objet": """
        select site_id, channel, purpose, contact_author, count(*) from reception_visit group by 1,
        2, 3, 4 order by 1, 2, 3, 4""",
    "attente médiane par site": """
        select site_id, percentile_cont(0.5) within group (order by received_at - arrived_at)
        from reception_visit where received_at is not null group by 1 order by 1""",
    "personnes différentes reçues par site et par mois": """
        select site_id, date_trunc('month', day), count(distinct person_id) from reception_visit
        group by 1, 2 order by 1, 2""",
    "personnes revenues dans les trois mois": """
        select count(*) from (select person_id from reception_visit where person_id is not null
        group by person_id having count(*) > 1 and max(day) - min(day) <= 92) t""",
    "demandes par thème et réponse": """
        select main_theme, answer, count(*) from reception_demand cross join unnest(answers) answer
        group by 1, 2 order by 1, 2""",
    "thèmes associés": """
        select theme, count(*) from reception_demand cross join unnest(other_themes) theme group by 1 order by 1""",
    "démarches à la place, avec mandat": """
        select has_mandate, instead_reason, count(*) from reception_demand group by 1, 2 order by 1, 2""",
    "besoins sans réponse": """
        select main_theme, count(*) from reception_demand where unmet_need <> '' group by 1 order by 1""",
    "urgences par genre et issue": """
        select k.kind, a.outcome, count(*) from reception_emergencykind k
        join reception_emergencyanswer a on a.emergency_id = k.emergency_id group by 1, 2 order by 1, 2""",
    "rendez-vous par état": """
        select unit_id, state, place, count(*) from reception_appointment group by 1, 2, 3 order by 1, 2, 3""",
    "domaines de vie par état et urgence": """
        select domain, state, urgency, count(*) from assessment_situationfact group by 1, 2, 3 order by 1, 2, 3""",
    "évaluations par suite, autonomie et avis": """
        select site_id, state, next_step, view, autonomy, count(*) from assessment_firstassessment
        group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5""",
    "vulnérabilités": """
        select v, count(*) from assessment_firstassessment cross join unnest(vulnerabilities) v
        group by 1 order by 1""",
    "orientations par pôle, état et délai": """
        select to_unit_id, state, close_reason, count(*), avg(extract(epoch from admissible_at - sent_at)),
        avg(extract(epoch from closed_at - proposed_at)) from assessment_orientation group by 1, 2,
        3 order by 1, 2, 3""",
    "mouvements d’orientation par motif": """
        select from_state, to_state, reason, count(*) from assessment_orientationmove group by 1, 2,
        3 order by 1, 2, 3""",
    "accompagnements par genre, fin et résultat": """
        select kind, state, closing, result, count(*), avg(closed_on - starts_on) from support_plan
        group by 1, 2, 3, 4 order by 1, 2, 3, 4""",
    "personnes accompagnées par équipe et année": """
        select team_id, extract(year from created_at), count(distinct person_id) from support_plan
        group by 1, 2 order by 1, 2""",
    "objectifs par famille et état": """
        select family, state, count(*), avg(scale_now - scale_start) from support_objective group by
        1, 2 order by 1, 2""",
    "étapes par façon de faire": """
        select owner, done_on is not null, count(*) from support_step group by 1, 2 order by 1, 2""",
    "engagements tenus par partie": """
        select side, sum(asked), sum(kept) from support_commitment group by 1 order by 1""",
    "décisions de régulation": """
        select decision, count(*) from support_examination group by 1 order by 1""",
    "durée des actes par fonction, nature et canal": """
        select unit_id, function, nature, channel, count(*), sum(duration_minutes) from activity_act
        group by 1, 2, 3, 4 order by 1, 2, 3, 4""",
    "délais des promesses": """
        select kind, unit_id, outcome, count(*), avg(extract(epoch from closed_at - due_at)) from deadlines_obligation
        group by 1, 2, 3 order by 1, 2, 3""",
    "personnes par civilité et génération": """
        select civility, birth_year - mod(birth_year, 5), count(*) from people_person group by 1, 2 order by 1, 2""",
    "venues par génération": """
        select v.site_id, p.birth_year - mod(p.birth_year, 5), count(*) from reception_visit v
        join people_person p on p.id = v.person_id group by 1, 2 order by 1, 2""",
    "personnes par commune, à partir de onze de la même génération": """
        select usual_place, birth_year - mod(birth_year, 5), count(*) from people_person where usual_place <> ''
        group by 1, 2 having count(*) >= 11 order by 1, 2""",
}

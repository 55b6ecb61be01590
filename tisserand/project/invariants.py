"""What must hold at every instant (design §2), counted in SQL over every row, whoever wrote it."""

from collections.abc import Iterator

from django.db import connection

from tisserand.access.seats import sits

OPEN_DUTY = "exists (select from deadlines_obligation d where d.id = {} and d.closed_at is null)"
# What is counted, in the words of the sentence, and how its breaches are found.
BREACHES = {
    "orientation ouverte sans personne ni date": f"""
        select count(*) from assessment_orientation o
        where o.closed_at is null and not {OPEN_DUTY.format("o.obligation_id")}""",  # noqa: S608
    "orientation dont le propriétaire n’est pas celui de son échéance": """
        select count(*) from assessment_orientation o join deadlines_obligation d on d.id = o.obligation_id
        where o.closed_at is null and (d.unit_id, d.due_at) is distinct from (o.owner_unit_id, o.due_at)""",
    "orientation dont le fil ne dit pas l’état": """
        select count(*) from assessment_orientation o where o.state <> (
            select m.to_state from assessment_orientationmove m
            where m.orientation_id = o.id order by m.version desc limit 1)""",
    "premier rendez-vous d’une orientation qui n’est pas dans un agenda": """
        select count(*) from assessment_orientation o where o.closed_at is null and o.first_appointment_at is not null
        and not exists (
            select from reception_appointment r where r.id = o.first_appointment_id and r.fixed_for = o.id
            and r.state = 'planned' and r.starts_at = o.first_appointment_at
            and (r.person_id, r.professional_id) = (o.person_id, o.attributed_to_id))""",
    "accompagnement ouvert sans prochaine date": f"""
        select count(*) from support_plan p
        where p.state <> 'closed' and not {OPEN_DUTY.format("p.obligation_id")}""",  # noqa: S608
    "accompagnement actif sans adhésion ni décision": """
        select count(*) from support_plan where state = 'active' and origin <> 'imposed'
        and (adhesion_on is null or withdrawn_on is not null)""",
    "accompagnement actif sans objectif": """
        select count(*) from support_plan p where p.state = 'active' and not exists (
            select from support_objective o where o.plan_id = p.id and o.state <> 'dropped')""",
    "accompagnement actif sans critère fixé d’avance": """
        select count(*) from support_plan p where p.state = 'active' and exists (
            select from support_objective o where o.plan_id = p.id and o.state <> 'dropped'
            and (o.criterion = '' or o.criterion_on > p.activated_at::date + 1))""",
    "accompagnement actif sans fin": "select count(*) from support_plan where state = 'active' and ends_on is null",
    "accompagnement actif que l’équipe n’a pas à réguler": f"""
        select count(*) from support_plan p where p.state = 'active' and p.regulated_on is null
        and not {OPEN_DUTY.format("p.regulation_id")}""",  # noqa: S608
    "accompagnement ouvert dont le référent n’a pas le dossier": """
        select count(*) from support_plan p where p.state <> 'closed' and p.replacement_id is null and not exists (
            select from people_careteam c
            where c.person_id = p.person_id and c.account_id = p.referent_id and c.ends_before is null)""",
    "demande ouverte sans échéance": f"""
        select count(*) from reception_demand r
        where r.closed_at is null and not {OPEN_DUTY.format("r.obligation_id")}""",  # noqa: S608
    # On the day itself, and today: whoever left, or will have.
    "rendez-vous prévu avec quelqu’un qui n’est plus là, que personne n’a à confier": f"""
        select count(*) from reception_appointment r join access_unit u on u.id = r.unit_id
        where r.state = 'planned' and not {OPEN_DUTY.format("r.obligation_id")}
        and not {sits("r.professional_id", "(greatest(r.starts_at, now()) at time zone u.time_zone)::date")}""",  # noqa: S608
    "transmission ouverte sans prochaine date": f"""
        select count(*) from transmissions_letter t
        where t.state <> 'closed' and not {OPEN_DUTY.format("t.obligation_id")}""",  # noqa: S608
    "domiciliation ouverte sans prochaine date": f"""
        select count(*) from transmissions_domiciliation t
        where t.standing in ('requested', 'granted') and not {OPEN_DUTY.format("t.obligation_id")}""",  # noqa: S608
    "danger ouvert sans échéance": f"""
        select count(*) from reception_emergency e
        where e.closed_at is null and not {OPEN_DUTY.format("e.obligation_id")}""",  # noqa: S608
    "évaluation commencée sans échéance": f"""
        select count(*) from assessment_firstassessment a
        where a.state = 'open' and not {OPEN_DUTY.format("a.obligation_id")}""",  # noqa: S608
    "entretien sans demande écrite": """
        select count(*) from reception_visit v
        where v.has_demand <> exists (select from reception_demand d where d.visit_id = v.id)
        or (v.state = 'closed' and v.outcome = 'entretien' and not v.has_demand)""",
    # Today's line is that of the last day that its site knows.
    "venue d’un jour passé restée ouverte sans échéance": """
        select count(*) from reception_visit v where v.state in ('waiting', 'received')
        and v.day < (select max(s.day) from reception_siteday s where s.site_id = v.site_id) and not exists (
            select from deadlines_obligation d
            where d.kind = 'reception.visit' and d.subject = v.id and d.closed_at is null)""",
    "contact d’un tiers au nom de quelqu’un sans mise à disposition": """
        select count(*) from reception_visit where contact_author in ('elu', 'proche') and person_id is not null
        and (purpose <> 'mise-a-disposition' or has_demand)""",
    "site dont les tickets ne font pas le compte": """
        select count(*) from reception_siteday s where s.tickets <> (
            select count(*) from reception_visit v where v.site_id = s.site_id and v.day = s.day)""",
    "trace visible d’une personne protégée": """
        select count(*) from reception_demand d join people_person p on p.id = d.person_id
        where p.visibility <> d.visibility""",
    "accompagnement visible d’une personne protégée": """
        select count(*) from support_plan s join people_person p on p.id = s.person_id
        where p.visibility <> s.visibility""",
    "orientation visible d’une personne protégée": """
        select count(*) from assessment_orientation o join people_person p on p.id = o.person_id
        where p.visibility <> o.visibility""",
    "personne introuvable par son nom": """
        select count(*) from people_person p where not exists (
            select from people_namepair n where n.person_id = p.id)""",
}


def breaches() -> Iterator[tuple[str, int]]:
    """Each invariant, and how many rows break it. Read under `jobs`: no wall hides any."""
    with connection.cursor() as cursor:
        for what, query in BREACHES.items():
            cursor.execute(query)
            yield what, cursor.fetchone()[0]

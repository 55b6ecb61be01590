import django.db.models.deletion
from django.db import migrations, models

# First appointments that were only a date enter the agenda of who meets her; one whose hour is past or already taken
# there is to be fixed again. The owner is behind the walls too: they are lifted for her, then put back.
WALLS = ("assessment_orientation", "reception_appointment", "people_person")
WAITING = "said.state = 'attributed' and said.first_appointment_at is not null and said.first_appointment_id is null"
INTO_THE_AGENDA = [
    *(f"alter table {table} no force row level security" for table in WALLS),
    f"""insert into reception_appointment (id, person_id, visibility, professional_id, unit_id, place, starts_at, ends_at,
            state, created_at, created_by_id, fixed_for, version)
        select gen_random_uuid(), said.person_id, her.visibility, said.attributed_to_id, said.attribution_unit_id,
            'bureau', said.first_appointment_at, said.first_appointment_at + interval '45 minutes', 'planned', now(),
            said.attributed_to_id, said.id, 1
        from assessment_orientation said join people_person her on her.id = said.person_id
        where {WAITING} and said.first_appointment_at > now()
        order by said.first_appointment_at, said.id on conflict do nothing""",  # noqa: S608
    """update assessment_orientation said set first_appointment_id = fixed.id
        from reception_appointment fixed where fixed.fixed_for = said.id and fixed.state = 'planned'""",
    f"update assessment_orientation said set first_appointment_at = null where {WAITING}",  # noqa: S608
    # Or the tables are still busy with their own checks when they change again.
    "set constraints all immediate",
    *(f"alter table {table} force row level security" for table in WALLS),
]
IN_THE_AGENDA = (
    models.Q(first_appointment_at=None) | models.Q(first_appointment__isnull=False) | models.Q(closed_at__isnull=False)
)


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0003_visibility"),
        ("reception", "0005_fixed_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="orientation",
            name="first_appointment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reception.appointment",
            ),
        ),
        migrations.RunSQL(INTO_THE_AGENDA, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="orientation",
            constraint=models.CheckConstraint(
                condition=IN_THE_AGENDA,
                name="orientation_meeting_is_in_the_agenda",
                violation_error_message="Le premier rendez-vous est dans l’agenda de qui reçoit la personne.",
            ),
        ),
    ]

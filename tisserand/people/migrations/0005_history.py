import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tisserand.people.rules.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0004_fold"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("civility", models.CharField(blank=True, max_length=10)),
                ("birth_name", models.CharField(blank=True, max_length=120)),
                ("used_name", models.CharField(blank=True, max_length=120)),
                ("first_names", models.CharField(blank=True, max_length=120)),
                ("called_as", models.CharField(blank=True, max_length=120)),
                ("birth_year", models.SmallIntegerField(null=True)),
                ("birth_month", models.SmallIntegerField(null=True)),
                ("birth_day", models.SmallIntegerField(null=True)),
                ("birth_place", models.CharField(blank=True, max_length=120)),
                ("death_on", models.DateField(null=True)),
                ("language", models.CharField(blank=True, max_length=60)),
                ("interpreter_needed", models.BooleanField(default=False)),
                (
                    "unknown_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                (
                    "refused_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("proof", models.CharField(default=tisserand.people.rules.states.Proof["DECLARED"], max_length=10)),
                ("proof_seen_on", models.DateField(null=True)),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("-pgh_created_at", "-pgh_id"),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."birth_day" IS DISTINCT FROM (NEW."birth_day") OR OLD."birth_month" IS DISTINCT FROM (NEW."birth_month") OR OLD."birth_name" IS DISTINCT FROM (NEW."birth_name") OR OLD."birth_place" IS DISTINCT FROM (NEW."birth_place") OR OLD."birth_year" IS DISTINCT FROM (NEW."birth_year") OR OLD."called_as" IS DISTINCT FROM (NEW."called_as") OR OLD."civility" IS DISTINCT FROM (NEW."civility") OR OLD."death_on" IS DISTINCT FROM (NEW."death_on") OR OLD."first_names" IS DISTINCT FROM (NEW."first_names") OR OLD."interpreter_needed" IS DISTINCT FROM (NEW."interpreter_needed") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."proof" IS DISTINCT FROM (NEW."proof") OR OLD."proof_seen_on" IS DISTINCT FROM (NEW."proof_seen_on") OR OLD."refused_fields" IS DISTINCT FROM (NEW."refused_fields") OR OLD."unknown_fields" IS DISTINCT FROM (NEW."unknown_fields") OR OLD."used_name" IS DISTINCT FROM (NEW."used_name"))',
                    func='INSERT INTO "people_personevent" ("birth_day", "birth_month", "birth_name", "birth_place", "birth_year", "called_as", "changed_at", "changed_by_id", "civility", "death_on", "first_names", "interpreter_needed", "language", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "proof_seen_on", "refused_fields", "unknown_fields", "used_name", "visibility") VALUES (OLD."birth_day", OLD."birth_month", OLD."birth_name", OLD."birth_place", OLD."birth_year", OLD."called_as", OLD."changed_at", OLD."changed_by_id", OLD."civility", OLD."death_on", OLD."first_names", OLD."interpreter_needed", OLD."language", NOW(), \'changed\', OLD."id", OLD."proof", OLD."proof_seen_on", OLD."refused_fields", OLD."unknown_fields", OLD."used_name", OLD."visibility"); RETURN NULL;',
                    hash="f3a42c51529d3aecfedc1e5e43915d6a21481c60",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_41b30",
                    table="people_person",
                    when="AFTER",
                ),
            ),
        ),
    ]

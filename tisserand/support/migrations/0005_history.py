import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tisserand.support.rules.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0005_history"),
        ("support", "0004_visibility"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObjectiveEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
                ("family", models.CharField(blank=True, max_length=20)),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("feasibility", models.TextField(blank=True)),
                ("criterion", models.TextField(blank=True)),
                ("criterion_on", models.DateField(null=True)),
                (
                    "scale",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("scale_now", models.SmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(default=tisserand.support.rules.states.ObjectiveState["ONGOING"], max_length=15),
                ),
                ("self_evaluation", models.TextField(blank=True)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="support.objective",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="support.plan",
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="access.unit",
                    ),
                ),
            ],
            options={
                "ordering": ("-pgh_created_at", "-pgh_id"),
            },
        ),
        migrations.CreateModel(
            name="PlanEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("state", models.CharField(default=tisserand.support.rules.states.State["DRAFT"], max_length=10)),
                ("words", models.TextField(blank=True)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("adhesion_on", models.DateField(null=True)),
                ("adhesion_words", models.TextField(blank=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawal_words", models.TextField(blank=True)),
                ("formalisation", models.CharField(blank=True, max_length=20)),
                ("formalised_on", models.DateField(null=True)),
                ("question", models.TextField(blank=True)),
                ("closed_on", models.DateField(null=True)),
                ("closing", models.CharField(blank=True, max_length=30)),
                ("result", models.CharField(blank=True, max_length=20)),
                ("closing_words", models.TextField(blank=True)),
                ("relay_to", models.CharField(blank=True, max_length=200)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="support.plan",
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="access.unit",
                    ),
                ),
            ],
            options={
                "ordering": ("-pgh_created_at", "-pgh_id"),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."criterion" IS DISTINCT FROM (NEW."criterion") OR OLD."criterion_on" IS DISTINCT FROM (NEW."criterion_on") OR OLD."family" IS DISTINCT FROM (NEW."family") OR OLD."feasibility" IS DISTINCT FROM (NEW."feasibility") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."scale" IS DISTINCT FROM (NEW."scale") OR OLD."scale_now" IS DISTINCT FROM (NEW."scale_now") OR OLD."self_evaluation" IS DISTINCT FROM (NEW."self_evaluation") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "support_objectiveevent" ("changed_at", "changed_by_id", "criterion", "criterion_on", "family", "feasibility", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "problem", "referent_id", "scale", "scale_now", "self_evaluation", "state", "team_id", "visibility", "words") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."criterion", OLD."criterion_on", OLD."family", OLD."feasibility", OLD."person_id", NOW(), \'changed\', OLD."id", OLD."plan_id", OLD."problem", OLD."referent_id", OLD."scale", OLD."scale_now", OLD."self_evaluation", OLD."state", OLD."team_id", OLD."visibility", OLD."words"); RETURN NULL;',
                    hash="c6ac46b4f6cf375c2e5f8462daf7852a216777a4",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_4497d",
                    table="support_objective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."adhesion_on" IS DISTINCT FROM (NEW."adhesion_on") OR OLD."adhesion_words" IS DISTINCT FROM (NEW."adhesion_words") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."closing" IS DISTINCT FROM (NEW."closing") OR OLD."closing_words" IS DISTINCT FROM (NEW."closing_words") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."formalisation" IS DISTINCT FROM (NEW."formalisation") OR OLD."formalised_on" IS DISTINCT FROM (NEW."formalised_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."question" IS DISTINCT FROM (NEW."question") OR OLD."referent_id" IS DISTINCT FROM (NEW."referent_id") OR OLD."relay_to" IS DISTINCT FROM (NEW."relay_to") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."withdrawal_words" IS DISTINCT FROM (NEW."withdrawal_words") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "support_planevent" ("adhesion_on", "adhesion_words", "changed_at", "changed_by_id", "closed_on", "closing", "closing_words", "ends_on", "formalisation", "formalised_on", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "referent_id", "relay_to", "result", "review_on", "starts_on", "state", "team_id", "visibility", "withdrawal_words", "withdrawn_on", "words") VALUES (OLD."adhesion_on", OLD."adhesion_words", OLD."changed_at", OLD."changed_by_id", OLD."closed_on", OLD."closing", OLD."closing_words", OLD."ends_on", OLD."formalisation", OLD."formalised_on", OLD."kind", OLD."person_id", NOW(), \'changed\', OLD."id", OLD."question", OLD."referent_id", OLD."relay_to", OLD."result", OLD."review_on", OLD."starts_on", OLD."state", OLD."team_id", OLD."visibility", OLD."withdrawal_words", OLD."withdrawn_on", OLD."words"); RETURN NULL;',
                    hash="ade0848ed30a4cbde9a372042d36964964a871f8",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_d30d5",
                    table="support_plan",
                    when="AFTER",
                ),
            ),
        ),
    ]

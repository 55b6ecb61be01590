import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tisserand.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("territories", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SectorEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.UUIDField(default=tisserand.kernel.ids.new_id, editable=False, serialize=False)),
                ("kind", models.CharField(max_length=30)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territories.commune",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="territories.sector",
                    ),
                ),
                (
                    "unit",
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
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territories_sectorevent" ("commune_id", "ends_before", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id") VALUES (OLD."commune_id", OLD."ends_before", OLD."id", OLD."kind", NOW(), \'changed\', OLD."id", OLD."starts_on", OLD."unit_id"); RETURN NULL;',
                    hash="9dad79768aa58f3db92a8f84ce612fad1c58014d",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_03406",
                    table="territories_sector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="dropped_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territories_sectorevent" ("commune_id", "ends_before", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id") VALUES (OLD."commune_id", OLD."ends_before", OLD."id", OLD."kind", NOW(), \'dropped\', OLD."id", OLD."starts_on", OLD."unit_id"); RETURN NULL;',
                    hash="83485dc4b3b3b602c6892a572c98c53b2506870a",
                    operation="DELETE",
                    pgid="pgtrigger_dropped_delete_559af",
                    table="territories_sector",
                    when="AFTER",
                ),
            ),
        ),
    ]

import django.db.models.deletion
import django.db.models.functions.comparison
import tisserand.kernel.ids
import tisserand.people.rules.merging
import tisserand.people.rules.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("people", "0003_relay"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("kind", models.CharField(max_length=10)),
                (
                    "xid",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                models.Func(function="pg_current_xact_id"), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(max_length=300)),
                ("former", models.JSONField(default=dict)),
                ("given", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.CharField(blank=True, max_length=300)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["merge", "split", "move"])),
                        name="fold_kind",
                        violation_error_message="Ce geste n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="fold_between_two",
                        violation_error_message="Choisissez deux dossiers différents.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="fold_says_why",
                        violation_error_message="Dites pourquoi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_reason", "")),
                            models.Q(("undone_at__isnull", False), models.Q(("undone_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="fold_undone_says_why",
                        violation_error_message="Dites pourquoi vous défaites.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", tisserand.people.rules.merging.FoldKind["MERGE"]), ("undone_at", None)
                        ),
                        fields=("other",),
                        name="fold_joined_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoldedRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("visibility", models.CharField(max_length=10)),
                ("place", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=40)),
                ("how", models.CharField(max_length=5)),
                (
                    "fold",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.fold"),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("fold", "id"),
                "constraints": [models.UniqueConstraint(fields=("fold", "place", "key"), name="folded_row_once")],
            },
        ),
    ]

import django.db.models.deletion
import tisserand.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deadlines", "0002_unheard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=20)),
                ("offset", models.SmallIntegerField()),
                ("decision", models.CharField(max_length=200)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("rule", "starts_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_before", None)), fields=("rule",), name="adjustment_one_open_by_rule"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="adjustment_dates_in_order",
                        violation_error_message="Ce délai finit avant de commencer.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField(null=True)),
                ("moved_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300)),
                ("event_was_on", models.DateField()),
                ("was_due_at", models.DateTimeField()),
                ("was_why", models.CharField(max_length=300)),
                ("rule_version", models.CharField(max_length=60)),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="deadlines.obligation"
                    ),
                ),
            ],
            options={
                "ordering": ("moved_at", "id"),
                "indexes": [
                    models.Index(fields=["obligation", "moved_at"], name="move_by_obligation"),
                    models.Index(fields=["person_id"], name="move_by_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("late", models.PositiveIntegerField()),
                ("soon", models.PositiveIntegerField()),
                ("later", models.PositiveIntegerField()),
                ("oldest_due_at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("on", "unit_id"),
                "constraints": [models.UniqueConstraint(fields=("on", "unit"), name="tally_once_a_night")],
            },
        ),
        migrations.AddField(
            model_name="obligation",
            name="done_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="obligation",
            name="event",
            field=models.CharField(blank=True, db_default="", max_length=60),
        ),
        migrations.AddField(
            model_name="obligation",
            name="event_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="obligation",
            name="facts",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="obligation",
            name="proof",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
        migrations.AddField(
            model_name="obligation",
            name="rule",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
        migrations.AddField(
            model_name="obligation",
            name="rule_version",
            field=models.CharField(blank=True, db_default="", max_length=60),
        ),
        migrations.AddField(
            model_name="obligation",
            name="territory",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("event_on", None), ("rule", "")),
                    models.Q(
                        models.Q(("rule", ""), _negated=True),
                        models.Q(("rule_version", ""), _negated=True),
                        ("event_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="obligation_rule_with_event",
                violation_error_message="Une échéance légale part d’un événement daté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None), models.Q(("rule", ""), _negated=True)),
                fields=("kind", "subject", "rule"),
                name="obligation_open_once_by_rule",
                violation_error_message="Cette échéance court déjà.",
            ),
        ),
    ]

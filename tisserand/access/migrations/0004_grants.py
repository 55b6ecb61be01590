import django.db.models.deletion
import tisserand.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField()),
                ("given_at", models.DateTimeField()),
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "covering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("starts_on", "id"),
                "indexes": [
                    models.Index(fields=["covering", "ends_before"], name="cover_by_covering"),
                    models.Index(fields=["absent", "ends_before"], name="cover_by_absent"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_before__gte", models.F("starts_on"))),
                        name="cover_dates_in_order",
                        violation_error_message="La fin du remplacement est avant son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("absent", models.F("covering")), _negated=True),
                        name="cover_by_somebody_else",
                        violation_error_message="On ne se remplace pas soi-même.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileGrant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("kind", models.CharField(max_length=10)),
                ("motive", models.CharField(blank=True, max_length=40)),
                ("words", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-starts_at", "id"),
                "indexes": [
                    models.Index(fields=["account", "ends_at"], name="file_grant_by_account"),
                    models.Index(fields=["unit", "-starts_at"], name="file_grant_by_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["emergency", "elsewhere"])), name="file_grant_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="file_grant_says_why",
                        violation_error_message="Dites pourquoi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("starts_at")),
                            models.Q(
                                ("ended_at", None),
                                models.Q(
                                    ("ended_at__gte", models.F("starts_at")), ("ended_at__lte", models.F("ends_at"))
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="file_grant_window",
                        violation_error_message="L’accès finit après son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("verdict", models.CharField(max_length=10)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.filegrant"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("grant", "by"), name="grant_review_once"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["justified", "inquire"])), name="grant_review_verdict"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="consultation_once_per_slot",
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                fields=("account_id", "person_id", "slot", "reason"), name="consultation_once_per_slot"
            ),
        ),
    ]

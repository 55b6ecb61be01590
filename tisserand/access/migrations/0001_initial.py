import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import tisserand.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("login", models.CharField(max_length=150, unique=True, verbose_name="identifiant")),
                ("name", models.CharField(max_length=150)),
                ("civility", models.CharField(blank=True, max_length=10)),
                ("profession", models.CharField(blank=True, max_length=150)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                ("fictitious", models.BooleanField(default=False)),
                ("showcase", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("name", "id"),
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("account_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("slot", models.DateTimeField()),
                ("page", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account_id", "person_id", "slot"), name="consultation_once_per_slot"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
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
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("account_id", models.UUIDField(null=True)),
                ("verb", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=80)),
                ("subject", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(fields=["person_id", "at"], name="journal_by_person"),
                    models.Index(fields=["account_id", "at"], name="journal_by_account"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("code", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=80)),
                ("time_zone", models.CharField(max_length=50)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "starts_on"), name="unit_once_per_start"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="unit_dates_in_order",
                        violation_error_message="La fin de l’unité est avant son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.CharField(max_length=40)),
                ("eqtp", models.DecimalField(decimal_places=2, default=1, max_digits=3)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
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
                "ordering": ("starts_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "unit", "role", "starts_on"), name="seat_once_per_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="seat_dates_in_order",
                        violation_error_message="La fin de l’affectation est avant son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("eqtp__gt", 0), ("eqtp__lte", 1)),
                        name="seat_share_of_full_time",
                        violation_error_message="Le temps de travail se compte entre 0 et 1 équivalent temps plein.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField(null=True)),
                ("form", models.CharField(max_length=120)),
                ("page", models.CharField(max_length=300)),
                ("title", models.CharField(max_length=200)),
                ("fields", models.JSONField()),
                ("base_version", models.IntegerField(null=True)),
                ("saved_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-saved_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "person_id", "form"), name="draft_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepAside",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("declared_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("declared_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("account", "person_id"), name="step_aside_once"
                    )
                ],
            },
        ),
    ]

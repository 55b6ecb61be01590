import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.privacy.rules.bordereau
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pseudonym",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("former_id", models.UUIDField(unique=True)),
                ("purged_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Bordereau",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(default=tisserand.privacy.rules.bordereau.State["PROPOSED"], max_length=10)),
                ("made_at", models.DateTimeField()),
                ("files", models.PositiveIntegerField()),
                ("oldest_on", models.DateField()),
                ("latest_on", models.DateField()),
                ("unnamed_before", models.DateField()),
                ("rehearsed_at", models.DateTimeField(null=True)),
                ("rehearsal", models.JSONField(default=dict)),
                ("visa_reference", models.CharField(blank=True, max_length=120)),
                ("visa_on", models.DateField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("anonymised", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visa_by",
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
                        condition=models.Q(("state__in", ["proposed", "visaed", "done", "dropped"])),
                        name="bordereau_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at", None),
                                (
                                    "state__in",
                                    [
                                        tisserand.privacy.rules.bordereau.State["PROPOSED"],
                                        tisserand.privacy.rules.bordereau.State["DROPPED"],
                                    ],
                                ),
                                ("visa_on", None),
                                ("visa_reference", ""),
                            ),
                            models.Q(
                                ("done_at", None),
                                ("state", tisserand.privacy.rules.bordereau.State["VISAED"]),
                                ("visa_on__isnull", False),
                                models.Q(("visa_reference", ""), _negated=True),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("state", tisserand.privacy.rules.bordereau.State["DONE"]),
                                ("visa_on__isnull", False),
                                models.Q(("visa_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bordereau_nothing_without_visa",
                        violation_error_message="Rien n’est éliminé sans le visa des archives, sa référence et sa date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BordereauLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("kind", models.CharField(max_length=20)),
                ("reference_on", models.DateField()),
                ("due_on", models.DateField()),
                ("anonymised_on", models.DateField(null=True)),
                (
                    "kept_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "bordereau",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="privacy.bordereau"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
            ],
            options={
                "ordering": ("bordereau", "reference_on", "id"),
                "constraints": [models.UniqueConstraint(fields=("bordereau", "person_id"), name="bordereau_line_once")],
            },
        ),
        migrations.CreateModel(
            name="Duration",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("months", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "-decided_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="FileDue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField(unique=True)),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("kind", models.CharField(max_length=20)),
                ("reference_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("announced_on", models.DateField(null=True)),
                ("planned_on", models.DateField(null=True)),
                (
                    "kept_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
            ],
            options={
                "ordering": ("planned_on", "id"),
                "indexes": [models.Index(fields=["planned_on", "id"], name="file_due_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on", None), ("planned_on", None)),
                            models.Q(
                                ("announced_on__isnull", False),
                                ("due_on__isnull", False),
                                ("planned_on__gte", models.F("due_on")),
                            ),
                            _connector="OR",
                        ),
                        name="file_due_is_announced",
                        violation_error_message="Une échéance est annoncée avant d’être exécutée.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField()),
                ("reason", models.CharField(max_length=300)),
                ("starts_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("placed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-placed_at", "id"),
                "indexes": [models.Index(fields=["person_id"], name="hold_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("starts_on")), _connector="OR"),
                        name="hold_dates_in_order",
                        violation_error_message="La fin de la suspension est avant son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="hold_has_a_reason",
                        violation_error_message="Écrivez pourquoi ce dossier doit rester.",
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.privacy.rules.rights
import tisserand.privacy.rules.rights_copy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deadlines", "0001_initial"),
        ("documents", "0003_rights"),
        ("people", "0001_initial"),
        ("privacy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RightsRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked", models.CharField(max_length=15)),
                ("state", models.CharField(default=tisserand.privacy.rules.rights.State["RECEIVED"], max_length=10)),
                ("received_on", models.DateField()),
                ("channel", models.CharField(max_length=15)),
                ("recorded_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                ("identity", models.CharField(max_length=10)),
                ("representative", models.CharField(blank=True, max_length=10)),
                ("mandate", models.CharField(blank=True, max_length=200)),
                ("answer_name", models.CharField(max_length=200)),
                ("answer_to", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField()),
                ("extended_on", models.DateField(null=True)),
                ("extension_reason", models.CharField(blank=True, max_length=500)),
                ("decision", models.CharField(blank=True, max_length=10)),
                ("decided_on", models.DateField(null=True)),
                ("reasons", models.TextField(blank=True)),
                ("dispatch", models.CharField(blank=True, max_length=15)),
                ("answered_on", models.DateField(null=True)),
                ("proof", models.CharField(blank=True, max_length=300)),
                ("ended_words", models.CharField(blank=True, max_length=300)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "decided_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.obligation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    tisserand.privacy.rules.rights.State["DECIDED"],
                                    tisserand.privacy.rules.rights.State["RECEIVED"],
                                ],
                            )
                        ),
                        fields=["due_on", "id"],
                        name="rights_open",
                    ),
                    models.Index(fields=["person", "-received_on"], name="rights_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "asked__in",
                                ["access", "rectification", "objection", "limitation", "observation", "erasure"],
                            )
                        ),
                        name="rights_asked",
                        violation_error_message="Choisissez ce que la personne demande.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["received", "decided", "answered", "withdrawn"])),
                        name="rights_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        tisserand.privacy.rules.rights.State["DECIDED"],
                                        tisserand.privacy.rules.rights.State["ANSWERED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(("decided_on__isnull", False), models.Q(("decision", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rights_decided_is_dated",
                        violation_error_message="Une demande décidée porte la décision et sa date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.privacy.rules.rights.State["ANSWERED"]), _negated=True),
                            models.Q(
                                ("answered_on__isnull", False),
                                models.Q(("dispatch", ""), _negated=True),
                                models.Q(("proof", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rights_answer_is_proved",
                        violation_error_message="Une réponse remise dit quand, comment et sa preuve.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        tisserand.privacy.rules.rights.State["DECIDED"],
                                        tisserand.privacy.rules.rights.State["RECEIVED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("obligation__isnull", False),
                            _connector="OR",
                        ),
                        name="rights_open_is_owned",
                        violation_error_message="Une demande ouverte a toujours quelqu’un et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("received_on"))),
                        name="rights_due_after_receipt",
                        violation_error_message="L’échéance est avant la réception.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=120)),
                ("former", models.TextField(blank=True)),
                ("corrected", models.TextField()),
                ("corrected_on", models.DateField()),
                (
                    "corrected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="privacy.rightsrequest"
                    ),
                ),
            ],
            options={
                "ordering": ("corrected_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("received", models.CharField(max_length=200)),
                ("told_on", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="privacy.rightsrequest"
                    ),
                ),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [models.UniqueConstraint(fields=("request", "name"), name="recipient_once")],
            },
        ),
        migrations.CreateModel(
            name="FileNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("kind", models.CharField(max_length=12)),
                ("sentence", models.CharField(max_length=300)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="privacy.rightsrequest"
                    ),
                ),
            ],
            options={
                "ordering": ("starts_on", "id"),
                "indexes": [
                    models.Index(condition=models.Q(("ends_before", None)), fields=["person"], name="notice_standing")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["limitation", "objection", "observation"])),
                        name="notice_kind",
                        violation_error_message="Cette mention n’existe pas.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FileCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(default=tisserand.privacy.rules.rights_copy.State["GATHERING"], max_length=10),
                ),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "data",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="privacy.rightsrequest"
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["gathering", "review", "making", "ready", "failed"])),
                        name="file_copy_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.privacy.rules.rights_copy.State["READY"]), _negated=True),
                            models.Q(("data__isnull", False), ("paper__isnull", False)),
                            _connector="OR",
                        ),
                        name="file_copy_ready_is_kept",
                        violation_error_message="Une copie prête est gardée avec le dossier.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("row", models.CharField(max_length=40)),
                ("chapter", models.CharField(blank=True, max_length=20)),
                ("what", models.CharField(max_length=120)),
                ("on", models.DateField(null=True)),
                ("by", models.CharField(blank=True, max_length=150)),
                ("lines", models.JSONField(default=list)),
                ("check_first", models.BooleanField(default=False)),
                ("may_be_given", models.BooleanField(default=False)),
                ("given", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="privacy.filecopy"
                    ),
                ),
            ],
            options={
                "ordering": ("rank", "id"),
                "indexes": [models.Index(fields=["copy", "rank"], name="copy_item_by_rank")],
                "constraints": [
                    models.UniqueConstraint(fields=("copy", "kind", "row"), name="copy_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(("given", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="copy_item_withheld_says_why",
                        violation_error_message="Ce qui n’est pas communiqué dit pourquoi.",
                    ),
                ],
            },
        ),
    ]

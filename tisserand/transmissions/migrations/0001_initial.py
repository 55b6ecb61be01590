import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.transmissions.rules.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0004_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deadlines", "0003_clocks"),
        ("people", "0005_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Domiciliation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                (
                    "standing",
                    models.CharField(default=tisserand.transmissions.rules.states.Standing["REQUESTED"], max_length=10),
                ),
                ("requested_on", models.DateField()),
                ("request_words", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("address", models.TextField(blank=True)),
                ("children", models.TextField(blank=True)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=20)),
                ("refusal_words", models.TextField(blank=True)),
                ("elsewhere", models.TextField(blank=True)),
                ("last_contact_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ending", models.CharField(blank=True, max_length=20)),
                ("ending_words", models.TextField(blank=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                    "quiet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.obligation",
                    ),
                ),
                (
                    "renews",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="transmissions.domiciliation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-created_at", "id"),
                "indexes": [
                    models.Index(fields=["person", "-created_at"], name="domiciliation_by_person"),
                    models.Index(fields=["unit", "standing"], name="domiciliation_by_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["requested", "granted", "refused", "ended"])),
                        name="domiciliation_standing",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "standing__in",
                                    [
                                        tisserand.transmissions.rules.states.Standing["GRANTED"],
                                        tisserand.transmissions.rules.states.Standing["REQUESTED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("obligation__isnull", False),
                            _connector="OR",
                        ),
                        name="domiciliation_open_has_obligation",
                        violation_error_message="Une domiciliation ouverte a toujours une prochaine date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("standing", tisserand.transmissions.rules.states.Standing["GRANTED"]), _negated=True
                            ),
                            models.Q(
                                ("ends_on__gt", models.F("starts_on")),
                                ("ends_on__isnull", False),
                                ("starts_on__isnull", False),
                                models.Q(("address", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="domiciliation_granted_has_dates",
                        violation_error_message="Une domiciliation accordée a une adresse, un premier et un dernier jour.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("standing", tisserand.transmissions.rules.states.Standing["REFUSED"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("refusal", ""), _negated=True),
                                models.Q(("refusal_words", ""), _negated=True),
                                models.Q(("elsewhere", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="domiciliation_refusal_offers",
                        violation_error_message="Un refus se motive et oriente vers un autre organisme.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("standing", tisserand.transmissions.rules.states.Standing["ENDED"]), _negated=True
                            ),
                            models.Q(("ended_on__isnull", False), models.Q(("ending", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="domiciliation_ended_with_reason",
                        violation_error_message="Dites pourquoi elle se termine.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DomiciliationContact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("on", models.DateField()),
                ("how", models.CharField(max_length=20)),
                ("written_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "domiciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="transmissions.domiciliation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how", ""), _negated=True),
                        name="domiciliation_contact_how",
                        violation_error_message="Dites comment la personne s’est manifestée.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("kind", models.CharField(max_length=30)),
                ("reach", models.CharField(max_length=10)),
                ("recipient", models.CharField(max_length=20)),
                ("state", models.CharField(default=tisserand.transmissions.rules.states.State["DRAFT"], max_length=10)),
                ("said", models.JSONField(default=dict)),
                (
                    "unknown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("quality", models.CharField(blank=True, max_length=10)),
                ("victim", models.CharField(blank=True, max_length=10)),
                ("victim_words", models.TextField(blank=True)),
                ("agreement", models.CharField(blank=True, max_length=12)),
                ("agreed_on", models.DateField(null=True)),
                ("agreement_words", models.TextField(blank=True)),
                ("danger", models.CharField(blank=True, max_length=10)),
                ("certificate", models.CharField(blank=True, max_length=10)),
                ("certificate_on", models.DateField(null=True)),
                ("doctor", models.CharField(blank=True, max_length=200)),
                ("doctor_is_listed", models.BooleanField(default=False)),
                ("informed", models.CharField(blank=True, max_length=10)),
                ("informed_on", models.DateField(null=True)),
                ("informed_words", models.TextField(blank=True)),
                ("caisse", models.CharField(blank=True, max_length=20)),
                ("sent_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("closing", models.CharField(blank=True, max_length=20)),
                ("closing_words", models.TextField(blank=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-created_at", "id"),
                "indexes": [
                    models.Index(fields=["person", "-created_at"], name="letter_by_person"),
                    models.Index(fields=["holder", "state"], name="letter_by_holder"),
                    models.Index(fields=["unit", "state"], name="letter_by_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "sealed", "sent", "answered", "closed"])),
                        name="letter_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reach__in", ["care", "team"])),
                        name="letter_reach",
                        violation_error_message="Dites qui lit cette lettre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", tisserand.transmissions.rules.states.State["CLOSED"]),
                            ("obligation__isnull", False),
                            _connector="OR",
                        ),
                        name="letter_open_has_obligation",
                        violation_error_message="Une transmission ouverte a toujours une prochaine date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("reach", models.CharField(max_length=10)),
                ("written_at", models.DateTimeField()),
                ("answer", models.CharField(max_length=20)),
                ("heard_on", models.DateField()),
                ("words", models.TextField(blank=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="transmissions.letter"
                    ),
                ),
            ],
            options={
                "ordering": ("-heard_on", "-id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProtectiveMeasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("measure", models.CharField(max_length=20)),
                ("decided_on", models.DateField()),
                ("court", models.CharField(blank=True, max_length=200)),
                ("ends_on", models.DateField(null=True)),
                ("representative", models.CharField(max_length=10)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("signs", models.CharField(max_length=20)),
                ("scope", models.TextField(blank=True)),
                ("ended_on", models.DateField(null=True)),
                ("ending_words", models.TextField(blank=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("person_id", "-decided_on", "id"),
                "indexes": [models.Index(fields=["person", "-decided_on"], name="protection_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__isnull", False), ("obligation__isnull", False), _connector="OR"),
                        name="measure_open_has_obligation",
                        violation_error_message="Une mesure en cours a une date de rappel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gt", models.F("decided_on")), _connector="OR"),
                        name="protection_dates_in_order",
                        violation_error_message="La mesure finit après la décision.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("reach", models.CharField(max_length=10)),
                ("written_at", models.DateTimeField()),
                ("body", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("data", models.JSONField(default=dict)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="transmissions.letter"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-written_at", "-id"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="transmissions.sealedletter",
            ),
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("reach", models.CharField(max_length=10)),
                ("written_at", models.DateTimeField()),
                ("to", models.CharField(max_length=20)),
                ("ground", models.CharField(max_length=20)),
                ("sent_on", models.DateField()),
                ("channel", models.CharField(max_length=20)),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("proof", models.CharField(max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="transmissions.letter"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="transmissions.sealedletter",
                    ),
                ),
            ],
            options={
                "ordering": ("-sent_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "to"),
                        name="letter_sent_once",
                        violation_error_message="Déjà transmis à ce destinataire.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proof", ""), _negated=True),
                        name="letter_sending_is_proved",
                        violation_error_message="Écrivez ce qui le prouve.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", tisserand.transmissions.rules.states.State["SEALED"]), _negated=True),
                    ("paper__isnull", False),
                    _connector="OR",
                ),
                name="letter_sealed_has_paper",
                violation_error_message="Une lettre prête à partir est gardée telle quelle.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                tisserand.transmissions.rules.states.State["SENT"],
                                tisserand.transmissions.rules.states.State["ANSWERED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("sent_on__isnull", False),
                    _connector="OR",
                ),
                name="letter_sent_is_dated",
                violation_error_message="Datez l’envoi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", tisserand.transmissions.rules.states.State["CLOSED"]), _negated=True),
                        ("closed_on", None),
                        ("closing", ""),
                    ),
                    models.Q(
                        ("closed_on__isnull", False),
                        ("state", tisserand.transmissions.rules.states.State["CLOSED"]),
                        models.Q(("closing", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_closed_with_reason",
                violation_error_message="Dites pourquoi elle se termine.",
            ),
        ),
    ]

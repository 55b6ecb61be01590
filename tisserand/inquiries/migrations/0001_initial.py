import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.inquiries.rules.states
import tisserand.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0004_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("activity", "0004_working_notes_expire"),
        ("deadlines", "0003_clocks"),
        ("people", "0005_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Eviction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("double_role", models.TextField(blank=True)),
                ("state", models.CharField(default=tisserand.inquiries.rules.states.State["RECEIVED"], max_length=12)),
                ("referred_by", models.CharField(max_length=20)),
                ("exploc_reference", models.CharField(blank=True, max_length=60)),
                ("seized_on", models.DateField()),
                ("court", models.CharField(max_length=200)),
                ("court_reference", models.CharField(blank=True, max_length=60)),
                ("hearing_on", models.DateField()),
                ("first_hearing_on", models.DateField()),
                ("landlord", models.CharField(max_length=12)),
                ("landlord_name", models.CharField(max_length=200)),
                ("landlord_contact", models.CharField(blank=True, max_length=200)),
                ("lease_on", models.DateField()),
                ("announced_debt", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("summons_to_pay_on", models.DateField(null=True)),
                ("ccapex_on", models.DateField(null=True)),
                ("assigned_on", models.DateField(null=True)),
                ("notified_on", models.DateField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                ("met_on", models.DateField(null=True)),
                ("met_how", models.CharField(blank=True, max_length=20)),
                ("unmet", models.CharField(blank=True, max_length=20)),
                ("support_agreed_on", models.DateField(null=True)),
                ("support_agreed_words", models.TextField(blank=True)),
                ("written_on", models.DateField(null=True)),
                ("read_on", models.DateField(null=True)),
                ("read_how", models.CharField(blank=True, max_length=20)),
                ("sent_on", models.DateField(null=True)),
                ("heard_on", models.DateField(null=True)),
                ("judgment", models.CharField(blank=True, max_length=20)),
                ("judgment_words", models.TextField(blank=True)),
                ("delay_until", models.DateField(null=True)),
                ("offered_on", models.DateField(null=True)),
                (
                    "offers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("offer_answer", models.CharField(blank=True, max_length=20)),
                ("offer_words", models.TextField(blank=True)),
                ("closed_on", models.DateField(null=True)),
                ("closing", models.CharField(blank=True, max_length=20)),
                ("closing_words", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "evaluator",
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
                    "offering",
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
                    "sending",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.obligation",
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
                    models.Index(fields=["person", "-created_at"], name="eviction_by_person"),
                    models.Index(fields=["evaluator", "state"], name="eviction_by_evaluator"),
                    models.Index(fields=["unit", "state"], name="eviction_by_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "received",
                                    "attributed",
                                    "offered",
                                    "contacting",
                                    "met",
                                    "not_met",
                                    "written",
                                    "read",
                                    "sent",
                                    "heard",
                                    "followed",
                                    "closed",
                                ],
                            )
                        ),
                        name="eviction_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("landlord__in", ["private", "corporate", "social"])),
                        name="eviction_landlord",
                        violation_error_message="Dites qui est le bailleur.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "met", "not_met"])),
                        name="eviction_outcome",
                        violation_error_message="Dites si la personne a été rencontrée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", tisserand.inquiries.rules.states.State["CLOSED"]),
                            ("obligation__isnull", False),
                            _connector="OR",
                        ),
                        name="eviction_open_has_obligation",
                        violation_error_message="Une enquête ouverte a toujours une prochaine date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hearing_on__gt", models.F("seized_on"))),
                        name="eviction_dates_in_order",
                        violation_error_message="L’audience vient après la saisine.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.inquiries.rules.states.State["RECEIVED"]), _negated=True),
                            ("evaluator", None),
                            _connector="OR",
                        ),
                        name="eviction_received_has_no_evaluator",
                        violation_error_message="Une enquête attribuée n’est plus à attribuer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.inquiries.rules.states.State["SENT"]), _negated=True),
                            ("outcome", tisserand.inquiries.rules.states.Outcome["NOT_MET"]),
                            ("read_on__isnull", False),
                            _connector="OR",
                        ),
                        name="eviction_sent_was_read",
                        violation_error_message="La personne lit le diagnostic avant qu’il parte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.inquiries.rules.states.State["SENT"]), _negated=True),
                            ("sent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="eviction_sent_is_dated",
                        violation_error_message="Datez l’envoi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard_on", None), ("judgment", "")),
                            models.Q(("heard_on__isnull", False), models.Q(("judgment", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="eviction_heard_has_judgment",
                        violation_error_message="Dites ce que le juge a décidé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", tisserand.inquiries.rules.states.State["CLOSED"]), _negated=True),
                                ("closed_on", None),
                                ("closing", ""),
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("state", tisserand.inquiries.rules.states.State["CLOSED"]),
                                models.Q(("closing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="eviction_closed_with_reason",
                        violation_error_message="Dites pourquoi l’enquête se termine.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HearingDate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("hearing_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.eviction"
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
        migrations.CreateModel(
            name="SentDiagnosis",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("carence", models.BooleanField()),
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
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.eviction"
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
            model_name="eviction",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.sentdiagnosis"
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
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("to", models.CharField(max_length=10)),
                ("sent_on", models.DateField()),
                ("channel", models.CharField(max_length=20)),
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
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluator",
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
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.eviction"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.sentdiagnosis"
                    ),
                ),
            ],
            options={
                "ordering": ("-sent_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to__in", ["judge", "ccapex", "tenant", "landlord"])),
                        name="dispatch_to",
                        violation_error_message="Dites à qui.",
                    ),
                    models.UniqueConstraint(
                        fields=("paper", "to"),
                        name="dispatch_once",
                        violation_error_message="Déjà transmis à ce destinataire.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proof", ""), _negated=True),
                        name="dispatch_is_proved",
                        violation_error_message="Écrivez ce qui le prouve.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Diagnosis",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("adults", models.PositiveSmallIntegerField(null=True)),
                ("children", models.PositiveSmallIntegerField(null=True)),
                ("household", models.TextField(blank=True)),
                ("work", models.TextField(blank=True)),
                ("housing", models.CharField(blank=True, max_length=20)),
                ("housing_words", models.TextField(blank=True)),
                ("rent", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("housing_aid", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("budget_words", models.TextField(blank=True)),
                ("debt", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("debt_on", models.DateField(null=True)),
                ("first_default_on", models.DateField(null=True)),
                (
                    "causes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("causes_words", models.TextField(blank=True)),
                ("resumed_on", models.DateField(null=True)),
                ("repayment", models.TextField(blank=True)),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("steps_words", models.TextField(blank=True)),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("keep", models.CharField(blank=True, max_length=20)),
                ("keep_words", models.TextField(blank=True)),
                ("rehouse", models.CharField(blank=True, max_length=20)),
                ("rehouse_words", models.TextField(blank=True)),
                ("consequences", models.TextField(blank=True)),
                ("tenant_words", models.TextField(blank=True)),
                ("landlord_words", models.TextField(blank=True)),
                ("landlord_heard_on", models.DateField(null=True)),
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
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluator",
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
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.eviction"
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "id"),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("eviction",), name="diagnosis_once")],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("side", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=30)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
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
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluator",
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
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.eviction"
                    ),
                ),
            ],
            options={
                "ordering": ("eviction_id", "side", "code"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["resource", "charge", "debt"])),
                        name="budgetline_side",
                        violation_error_message="Dites si c’est une ressource, une charge ou une dette.",
                    ),
                    models.UniqueConstraint(fields=("eviction", "code"), name="budgetline_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="budgetline_not_negative",
                        violation_error_message="Un montant n’est pas négatif.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(db_default="staff", default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("done_on", models.DateField()),
                ("channel", models.CharField(max_length=20)),
                ("proof", models.CharField(max_length=300)),
                ("answer", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                (
                    "act",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activity.act"
                    ),
                ),
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
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluator",
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
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.eviction"
                    ),
                ),
            ],
            options={
                "ordering": ("-done_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("proof", ""), _negated=True),
                        name="attempt_is_proved",
                        violation_error_message="Écrivez ce qui le prouve.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HousingFact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("on", models.DateField()),
                ("said_by", models.CharField(max_length=20)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("words", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("request_key", models.UUIDField(null=True, unique=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("person_id", "-on", "-id"),
                "indexes": [models.Index(fields=["person", "-on"], name="housing_by_person")],
            },
        ),
    ]

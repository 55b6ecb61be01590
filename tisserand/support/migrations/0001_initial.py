import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.support.rules.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("activity", "0002_initial"),
        ("deadlines", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("state", models.CharField(default=tisserand.support.rules.states.State["DRAFT"], max_length=10)),
                ("origin", models.CharField(max_length=20)),
                ("origin_orientation_id", models.UUIDField(null=True)),
                ("words", models.TextField(blank=True)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("first_ends_on", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("adhesion_on", models.DateField(null=True)),
                ("adhesion_words", models.TextField(blank=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawal_words", models.TextField(blank=True)),
                ("mandate_authority", models.CharField(blank=True, max_length=200)),
                ("mandate_nature", models.CharField(blank=True, max_length=200)),
                ("mandate_reference", models.CharField(blank=True, max_length=120)),
                ("mandate_decided_on", models.DateField(null=True)),
                ("mandate_document_id", models.UUIDField(null=True)),
                ("formalisation", models.CharField(blank=True, max_length=20)),
                ("formalised_on", models.DateField(null=True)),
                ("formalised_language", models.CharField(blank=True, max_length=60)),
                ("question", models.TextField(blank=True)),
                ("activated_at", models.DateTimeField(null=True)),
                ("regulated_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("closing", models.CharField(blank=True, max_length=30)),
                ("result", models.CharField(blank=True, max_length=20)),
                ("closing_words", models.TextField(blank=True)),
                ("relay_to", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "activation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activity.act"
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
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "regulation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.obligation",
                    ),
                ),
                (
                    "relay",
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-created_at", "id"),
                "indexes": [
                    models.Index(fields=["person", "-created_at"], name="plan_by_person"),
                    models.Index(fields=["referent", "state"], name="plan_by_referent"),
                    models.Index(
                        condition=models.Q(
                            ("regulated_on", None), ("state", tisserand.support.rules.states.State["ACTIVE"])
                        ),
                        fields=["team", "activated_at"],
                        name="plan_to_regulate",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "active", "stopped", "closed"])),
                        name="plan_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["spontaneous", "proposed", "oriented", "imposed"])),
                        name="plan_origin",
                        violation_error_message="Dites d’où vient cet accompagnement.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("formalisation__in", ["", "signed", "handed_unsigned", "refused", "read_aloud"])
                        ),
                        name="plan_formalisation",
                        violation_error_message="Dites comment le projet a été remis.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", tisserand.support.rules.states.State["CLOSED"]),
                            ("obligation__isnull", False),
                            _connector="OR",
                        ),
                        name="plan_open_has_obligation",
                        violation_error_message="Un accompagnement ouvert a toujours une prochaine date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.support.rules.states.State["ACTIVE"]), _negated=True),
                            models.Q(
                                ("activated_at__isnull", False),
                                ("ends_on__isnull", False),
                                ("starts_on__isnull", False),
                                models.Q(
                                    models.Q(("adhesion_on__isnull", False), ("withdrawn_on", None)),
                                    models.Q(
                                        ("mandate_decided_on__isnull", False),
                                        ("mandate_document_id__isnull", False),
                                        ("origin", tisserand.support.rules.states.Origin["IMPOSED"]),
                                        models.Q(("mandate_authority", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="plan_active_is_agreed_and_ends",
                        violation_error_message="Il manque l’adhésion datée (ou la décision jointe) ou la date de fin.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.support.rules.states.State["ACTIVE"]), _negated=True),
                            ("regulated_on__isnull", False),
                            ("regulation__isnull", False),
                            _connector="OR",
                        ),
                        name="plan_active_is_regulated",
                        violation_error_message="Un accompagnement actif passe devant l’équipe.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="plan_dates_in_order",
                        violation_error_message="La fin est avant le début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            models.Q(("adhesion_on__isnull", False), ("withdrawn_on__gte", models.F("adhesion_on"))),
                            _connector="OR",
                        ),
                        name="plan_withdrawn_after_adhesion",
                        violation_error_message="Le retrait est avant l’adhésion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("formalisation", ""), ("formalised_on", None)),
                            models.Q(models.Q(("formalisation", ""), _negated=True), ("formalised_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_formalised_is_dated",
                        violation_error_message="Datez la remise du projet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", tisserand.support.rules.states.State["CLOSED"]), _negated=True),
                                ("closed_on", None),
                                ("closing", ""),
                                ("result", ""),
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("state", tisserand.support.rules.states.State["CLOSED"]),
                                models.Q(("closing", ""), _negated=True),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_closed_with_reason_and_result",
                        violation_error_message="Dites pourquoi l’accompagnement se termine et avec quel résultat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing", "relay"), _negated=True),
                            models.Q(("relay_to", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_relay_names_who",
                        violation_error_message="Dites qui prend le relais.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("rank", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("family", models.CharField(blank=True, max_length=20)),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("verb", models.CharField(blank=True, max_length=20)),
                ("feasibility", models.TextField(blank=True)),
                ("criterion", models.TextField(blank=True)),
                ("criterion_on", models.DateField(null=True)),
                (
                    "scale",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("scale_start", models.SmallIntegerField(null=True)),
                ("scale_aim", models.SmallIntegerField(null=True)),
                ("scale_now", models.SmallIntegerField(null=True)),
                ("scale_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(default=tisserand.support.rules.states.ObjectiveState["ONGOING"], max_length=15),
                ),
                ("self_evaluation", models.TextField(blank=True)),
                ("assessed_on", models.DateField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("plan_id", "rank", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["ongoing", "reached", "partly", "missed", "unassessable", "dropped"])
                        ),
                        name="objective_state",
                        violation_error_message="Dites où en est cet objectif.",
                    ),
                    models.UniqueConstraint(fields=("plan", "rank"), name="objective_rank_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("criterion", ""), ("criterion_on", None)),
                            models.Q(models.Q(("criterion", ""), _negated=True), ("criterion_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="objective_criterion_is_dated",
                        violation_error_message="Datez le jour où ce critère a été fixé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scale", []), ("scale_aim", None), ("scale_now", None), ("scale_start", None)),
                            models.Q(
                                ("scale__len", 5),
                                ("scale_aim__in", (-2, -1, 0, 1, 2)),
                                ("scale_start__in", (-2, -1, 0, 1, 2)),
                            ),
                            _connector="OR",
                        ),
                        name="objective_scale_is_whole",
                        violation_error_message="Une échelle a cinq degrés, un départ et ce qu’on vise.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scale_now", None), ("scale_now__in", (-2, -1, 0, 1, 2)), _connector="OR"),
                        name="objective_now_on_scale",
                        violation_error_message="Ce degré n’est pas sur l’échelle.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.TextField()),
                ("said_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("plan_id", "-said_on", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Continuity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("open_to", models.CharField(default="duty", max_length=10)),
                ("safety", models.TextField(blank=True)),
                ("safe_contact", models.TextField(blank=True)),
                ("next_steps", models.TextField(blank=True)),
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
                    "changed_by",
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
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("person_id", "plan_id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("open_to__in", ["duty", "team"])),
                        name="continuity_open_to",
                        violation_error_message="Dites qui peut lire cette fiche.",
                    ),
                    models.UniqueConstraint(fields=("plan",), name="continuity_once_per_plan"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "act",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activity.act"),
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
                    "note",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activity.note"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("plan_id", "-written_at", "id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("side", models.CharField(max_length=10)),
                ("party", models.CharField(blank=True, max_length=120)),
                ("text", models.CharField(max_length=300)),
                ("asked", models.PositiveSmallIntegerField(default=0)),
                ("kept", models.PositiveSmallIntegerField(default=0)),
                ("ended_on", models.DateField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("plan_id", "written_at", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["person", "service", "third"])),
                        name="commitment_side",
                        violation_error_message="Dites qui s’engage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept__lte", models.F("asked"))),
                        name="commitment_kept_at_most_asked",
                        violation_error_message="Un engagement ne peut être tenu plus souvent qu’il n’a été demandé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("side", tisserand.support.rules.states.Side["THIRD"]), _negated=True),
                            models.Q(("party", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="commitment_third_party_is_named",
                        violation_error_message="Nommez qui s’engage.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Beneficiary",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("adhesion_on", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("plan_id", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "who"),
                        name="beneficiary_once",
                        violation_error_message="Cette personne est déjà dans le plan.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Autonomy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("moment", models.CharField(max_length=10)),
                ("level", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True)),
                ("said_on", models.DateField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
            ],
            options={
                "ordering": ("plan_id", "said_on", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("moment__in", ["start", "review", "end"])),
                        name="autonomy_moment",
                        violation_error_message="Au début, à un bilan ou à la fin.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))),
                        name="autonomy_one_to_five",
                        violation_error_message="L’autonomie se dit de 1 à 5.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("held_on", models.DateField()),
                ("words", models.TextField()),
                ("change", models.TextField(blank=True)),
                ("decision", models.CharField(max_length=10)),
                ("new_end", models.DateField(null=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("plan_id", "-held_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["continue", "renew", "close", "relay"])),
                        name="review_decision",
                        violation_error_message="Dites ce que vous avez décidé ensemble.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision", tisserand.support.rules.states.ReviewDecision["RENEW"]), _negated=True
                            ),
                            ("new_end__isnull", False),
                            _connector="OR",
                        ),
                        name="review_renewal_has_an_end",
                        violation_error_message="Choisissez la nouvelle date de fin.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("state", models.CharField(max_length=15)),
                ("level", models.SmallIntegerField(null=True)),
                ("words", models.TextField(blank=True)),
                ("said_on", models.DateField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.objective"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.review"
                    ),
                ),
            ],
            options={
                "ordering": ("objective_id", "-said_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["ongoing", "reached", "partly", "missed", "unassessable", "dropped"])
                        ),
                        name="objective_assessment_state",
                        violation_error_message="Dites où en est cet objectif.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-held_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("team",),
                        name="session_one_open_per_team",
                        violation_error_message="Une régulation de cette équipe est déjà ouverte.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Examination",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("question", models.TextField(blank=True)),
                ("opinion", models.TextField(blank=True)),
                ("decision", models.CharField(max_length=10)),
                ("comments", models.TextField(blank=True)),
                ("proposal", models.TextField(blank=True)),
                ("dissent", models.TextField(blank=True)),
                ("rework_by", models.DateField(null=True)),
                ("decided_on", models.DateField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.session"
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["validated", "reserved", "rework", "refused"])),
                        name="examination_decision",
                        violation_error_message="Dites ce que l’équipe décide.",
                    ),
                    models.UniqueConstraint(fields=("session", "plan"), name="examination_once_per_session"),
                    models.CheckConstraint(
                        condition=models.Q(("author", models.F("referent")), _negated=True),
                        name="examination_not_by_referent",
                        violation_error_message="Le référent ne décide pas de son propre accompagnement.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", tisserand.support.rules.states.Decision["REWORK"]), _negated=True),
                            ("rework_by__isnull", False),
                            _connector="OR",
                        ),
                        name="examination_rework_is_dated",
                        violation_error_message="Donnez au référent une date pour revenir devant l’équipe.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", tisserand.support.rules.states.Decision["REFUSED"]), _negated=True),
                            models.Q(("proposal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="examination_refusal_proposes",
                        violation_error_message="Un refus s’accompagne d’une autre proposition.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("text", models.CharField(max_length=300)),
                ("owner", models.CharField(max_length=15)),
                ("partner", models.CharField(blank=True, max_length=120)),
                ("instead_reason", models.CharField(blank=True, max_length=20)),
                ("instead_agreed_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("due_words", models.CharField(blank=True, max_length=80)),
                ("done_on", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.objective"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("objective_id", "written_at", "id"),
                "abstract": False,
                "indexes": [
                    models.Index(condition=models.Q(("done_on", None)), fields=["plan", "due_on"], name="step_to_do")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("owner__in", ["person", "together", "professional", "partner", "instead"])),
                        name="step_owner",
                        violation_error_message="Dites qui fait cette étape.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", tisserand.support.rules.states.StepOwner["INSTEAD"]), _negated=True),
                            models.Q(
                                models.Q(("instead_reason", ""), _negated=True), ("instead_agreed_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="step_instead_has_reason_and_mandate",
                        violation_error_message="Agir à sa place demande un motif et son accord daté.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownMeasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("measure", models.CharField(max_length=40)),
                ("exercised_by", models.CharField(max_length=200)),
                ("scope", models.CharField(blank=True, max_length=200)),
                ("starts_on", models.DateField(null=True)),
                ("ends_before", models.DateField(null=True)),
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
                "ordering": ("person_id", "-recorded_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None),
                            ("starts_on", None),
                            ("ends_before__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="measure_dates_in_order",
                        violation_error_message="La fin de la mesure est avant son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exercised_by", ""), _negated=True),
                        name="measure_names_who",
                        violation_error_message="Dites qui exerce cette mesure.",
                    ),
                ],
            },
        ),
    ]

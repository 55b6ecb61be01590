import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.support.rules.breach
import tisserand.support.rules.court
import tisserand.support.rules.debts
import tisserand.support.rules.rsa
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deadlines", "0003_clocks"),
        ("people", "0005_history"),
        ("support", "0005_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetEvaluation",
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
                ("evaluated_on", models.DateField()),
                ("situation", models.TextField()),
                ("danger", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("conclusion", models.CharField(max_length=20)),
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
                "ordering": ("plan_id", "-evaluated_on", "-id"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RsaPath",
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
                ("stage", models.CharField(default=tisserand.support.rules.rsa.Stage["INFORMED"], max_length=10)),
                ("entry", models.CharField(max_length=12)),
                ("informed_on", models.DateField()),
                ("pathway", models.CharField(blank=True, max_length=20)),
                ("body", models.CharField(blank=True, max_length=20)),
                ("oriented_on", models.DateField(null=True)),
                ("engaged_on", models.DateField(null=True)),
                ("hours_regime", models.CharField(blank=True, max_length=20)),
                ("hours_weekly", models.PositiveSmallIntegerField(null=True)),
                ("hours_reason", models.CharField(blank=True, max_length=20)),
                ("obstacle", models.CharField(blank=True, max_length=20)),
                ("left_on", models.DateField(null=True)),
                ("exit", models.CharField(blank=True, max_length=20)),
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
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.plan"
                    ),
                ),
                (
                    "referent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("person_id", "-written_at", "id"),
                "abstract": False,
                "indexes": [models.Index(fields=["person", "stage"], name="rsapath_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["informed", "oriented", "engaged", "left"])),
                        name="rsapath_stage",
                        violation_error_message="Cette étape n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", tisserand.support.rules.rsa.Stage["ENGAGED"]), _negated=True),
                            models.Q(("engaged_on__isnull", False), ("oriented_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="rsapath_engaged_is_dated",
                        violation_error_message="Datez l’orientation et le contrat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("stage", tisserand.support.rules.rsa.Stage["LEFT"]), _negated=True),
                                ("exit", ""),
                                ("left_on", None),
                            ),
                            models.Q(
                                ("left_on__isnull", False),
                                ("stage", tisserand.support.rules.rsa.Stage["LEFT"]),
                                models.Q(("exit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rsapath_left_with_reason",
                        violation_error_message="Dites pourquoi la personne sort du RSA.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RsaFact",
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
                ("what", models.CharField(max_length=12)),
                ("on", models.DateField()),
                ("code", models.CharField(blank=True, max_length=20)),
                ("by", models.CharField(blank=True, max_length=20)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.rsapath"
                    ),
                ),
            ],
            options={
                "ordering": ("path_id", "-on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ["opened", "oriented", "engaged", "revised", "diagnosed", "left"])
                        ),
                        name="rsafact_what",
                        violation_error_message="Ce fait n’existe pas.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RsaBreach",
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
                ("step", models.CharField(default=tisserand.support.rules.breach.Step["NOTED"], max_length=12)),
                ("kind", models.CharField(max_length=20)),
                ("noted_by", models.CharField(max_length=20)),
                ("noted_on", models.DateField()),
                ("words", models.TextField()),
                ("informed_on", models.DateField(null=True)),
                ("informed_how", models.CharField(blank=True, max_length=20)),
                ("informed_proof", models.CharField(blank=True, max_length=300)),
                ("envisaged", models.TextField(blank=True)),
                ("until", models.DateField(null=True)),
                ("heard_on", models.DateField(null=True)),
                ("heard_how", models.CharField(blank=True, max_length=20)),
                ("observations", models.TextField(blank=True)),
                ("helper", models.CharField(blank=True, max_length=200)),
                ("silent_on", models.DateField(null=True)),
                ("opinion_on", models.DateField(null=True)),
                ("opinion", models.TextField(blank=True)),
                ("decided_on", models.DateField(null=True)),
                ("sanction", models.CharField(blank=True, max_length=20)),
                ("share", models.PositiveSmallIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("household", models.CharField(blank=True, max_length=20)),
                ("repeated", models.BooleanField(default=False)),
                ("repeated_words", models.TextField(blank=True)),
                ("effective_on", models.DateField(null=True)),
                ("reasons", models.TextField(blank=True)),
                ("notified_on", models.DateField(null=True)),
                ("notified_proof", models.CharField(blank=True, max_length=300)),
                ("lifted_on", models.DateField(null=True)),
                ("lifted_why", models.CharField(blank=True, max_length=20)),
                ("dropped_on", models.DateField(null=True)),
                ("dropped_why", models.CharField(blank=True, max_length=20)),
                ("dropped_words", models.TextField(blank=True)),
                ("appeal_on", models.DateField(null=True)),
                ("commission_on", models.DateField(null=True)),
                ("advised_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.CharField(blank=True, max_length=20)),
                ("answer_words", models.TextField(blank=True)),
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
                    "referent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="support.rsapath"
                    ),
                ),
            ],
            options={
                "ordering": ("path_id", "-noted_on", "-id"),
                "abstract": False,
                "indexes": [models.Index(fields=["path", "step"], name="rsabreach_by_path")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["noted", "informed", "heard", "sanctioned", "lifted", "dropped"])
                        ),
                        name="rsabreach_step",
                        violation_error_message="Cette étape n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "step__in",
                                    [
                                        tisserand.support.rules.breach.Step["SANCTIONED"],
                                        tisserand.support.rules.breach.Step["LIFTED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("effective_on__isnull", False),
                                ("informed_on__isnull", False),
                                models.Q(("heard_on__isnull", False), ("silent_on__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="rsabreach_sanctioned_after_every_step",
                        violation_error_message="La personne est informée et entendue avant toute sanction.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("decided_on", None),
                            ("decided_on__gt", models.F("until")),
                            _connector="OR",
                        ),
                        name="rsabreach_decided_after_observations",
                        violation_error_message="La décision vient après le délai d’observations.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on", None),
                            models.Q(("months__gte", 1), ("share__range", (1, 100))),
                            _connector="OR",
                        ),
                        name="rsabreach_sanction_is_whole",
                        violation_error_message="Une sanction a une part et une durée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sanction", "suppress"), _negated=True),
                            ("opinion_on__isnull", False),
                            _connector="OR",
                        ),
                        name="rsabreach_suppressed_after_opinion",
                        violation_error_message="Une suppression suit l’avis de l’équipe pluridisciplinaire.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("step", tisserand.support.rules.breach.Step["LIFTED"]), _negated=True),
                            ("lifted_on__isnull", False),
                            _connector="OR",
                        ),
                        name="rsabreach_lifted_is_dated",
                        violation_error_message="Datez la fin de la sanction.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourtMeasure",
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
                ("measure", models.CharField(max_length=10)),
                ("standing", models.CharField(default=tisserand.support.rules.court.Standing["ASKED"], max_length=10)),
                ("asked_by", models.CharField(max_length=20)),
                ("asked_on", models.DateField()),
                ("ground", models.CharField(max_length=20)),
                ("unpaid_months", models.PositiveSmallIntegerField(null=True)),
                ("subsistence", models.TextField(blank=True)),
                ("reported_on", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                ("heard_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("notified_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=20)),
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
                    "known",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.knownmeasure",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("person_id", "-asked_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("measure__in", ["masp_3", "maj"])),
                        name="courtmeasure_measure",
                        violation_error_message="Choisissez la mesure.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["asked", "ordered", "rejected", "ended"])),
                        name="courtmeasure_standing",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", tisserand.support.rules.court.Standing["ORDERED"]), _negated=True),
                            models.Q(("decided_on__isnull", False), ("ends_on__isnull", False), ("months__gte", 1)),
                            _connector="OR",
                        ),
                        name="courtmeasure_ordered_has_an_end",
                        violation_error_message="Une mesure ordonnée a une date et une durée.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DebtFile",
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
                ("state", models.CharField(default=tisserand.support.rules.debts.DebtState["LODGED"], max_length=12)),
                ("lodged_on", models.DateField()),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("words", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.CharField(blank=True, max_length=20)),
                ("closed_on", models.DateField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=20)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("person_id", "-lodged_on", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["lodged", "admissible", "closed"])),
                        name="debtfile_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", tisserand.support.rules.debts.DebtState["ADMISSIBLE"]), _negated=True),
                            ("answered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="debtfile_admissible_is_dated",
                        violation_error_message="Datez la réponse de la commission.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointSupport",
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
                ("adviser", models.CharField(blank=True, max_length=120)),
                ("agency", models.CharField(blank=True, max_length=120)),
                ("asked_on", models.DateField()),
                ("began_on", models.DateField(null=True)),
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
                "ordering": ("team_id", "asked_on", "id"),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("plan",), name="jointsupport_once_per_plan"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("began_on", None),
                            models.Q(models.Q(("adviser", ""), _negated=True), models.Q(("agency", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="jointsupport_begun_names_both",
                        violation_error_message="Nommez le conseiller de France Travail et son agence.",
                    ),
                ],
            },
        ),
    ]

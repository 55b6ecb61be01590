import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.inquiries.rules.concern_states
import tisserand.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("activity", "0004_working_notes_expire"),
        ("deadlines", "0003_clocks"),
        ("inquiries", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "stage",
                    models.CharField(default=tisserand.inquiries.rules.concern_states.Stage["RECEIVED"], max_length=12),
                ),
                ("received_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("from_department", models.CharField(blank=True, max_length=100)),
                ("under_two", models.BooleanField(default=False)),
                ("qualification", models.CharField(blank=True, max_length=20)),
                ("qualified_on", models.DateField(null=True)),
                ("reasons", models.TextField(blank=True)),
                ("analysis", models.TextField(blank=True)),
                ("conclusion", models.CharField(blank=True, max_length=12)),
                ("conclusion_words", models.TextField(blank=True)),
                (
                    "actions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("referral_words", models.TextField(blank=True)),
                ("concluded_on", models.DateField(null=True)),
                ("referred_on", models.DateField(null=True)),
                ("parents_told_on", models.DateField(null=True)),
                ("parents_untold", models.TextField(blank=True)),
                ("transferred_to", models.CharField(blank=True, max_length=100)),
                ("closed_on", models.DateField(null=True)),
                ("closing", models.CharField(blank=True, max_length=20)),
                ("created_at", models.DateTimeField()),
                (
                    "beside",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.obligation",
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
                    "co_evaluator",
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
                    "evaluating",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.obligation",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-created_at", "id"),
                "indexes": [
                    models.Index(fields=["unit", "stage"], name="concern_by_unit"),
                    models.Index(fields=["evaluator", "stage"], name="concern_by_evaluator"),
                    models.Index(fields=["co_evaluator", "stage"], name="concern_by_co_evaluator"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                ["received", "to_assign", "evaluating", "to_refer", "referred", "concluded", "closed"],
                            )
                        ),
                        name="concern_stage",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("qualification__in", ["", "evaluate", "immediate", "not_a_concern", "already"])
                        ),
                        name="concern_qualification",
                        violation_error_message="Choisissez la suite donnée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("conclusion__in", ["", "filed", "action", "referral"])),
                        name="concern_conclusion",
                        violation_error_message="Choisissez la conclusion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage", tisserand.inquiries.rules.concern_states.Stage["CLOSED"]),
                            ("obligation__isnull", False),
                            _connector="OR",
                        ),
                        name="concern_open_has_obligation",
                        violation_error_message="Une information préoccupante ouverte a toujours une prochaine date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stage", tisserand.inquiries.rules.concern_states.Stage["EVALUATING"]), _negated=True
                            ),
                            models.Q(("co_evaluator__isnull", False), ("evaluator__isnull", False)),
                            _connector="OR",
                        ),
                        name="concern_evaluated_by_two",
                        violation_error_message="Une évaluation se conduit à deux.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evaluator", None),
                            ("co_evaluator", None),
                            models.Q(("evaluator", models.F("co_evaluator")), _negated=True),
                            _connector="OR",
                        ),
                        name="concern_two_are_two",
                        violation_error_message="Nommez deux personnes différentes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stage", tisserand.inquiries.rules.concern_states.Stage["CONCLUDED"]), _negated=True
                            ),
                            models.Q(models.Q(("conclusion", ""), _negated=True), ("concluded_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="concern_concluded",
                        violation_error_message="Dites la conclusion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stage", tisserand.inquiries.rules.concern_states.Stage["REFERRED"]), _negated=True
                            ),
                            ("referred_on__isnull", False),
                            _connector="OR",
                        ),
                        name="concern_referred_is_dated",
                        violation_error_message="Datez l’envoi au procureur.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    ("stage", tisserand.inquiries.rules.concern_states.Stage["CLOSED"]), _negated=True
                                ),
                                ("closed_on", None),
                                ("closing", ""),
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("stage", tisserand.inquiries.rules.concern_states.Stage["CLOSED"]),
                                models.Q(("closing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="concern_closed_with_reason",
                        violation_error_message="Dites comment cela se termine.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adult",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("tie", models.CharField(blank=True, max_length=100)),
                ("authority", models.CharField(max_length=10)),
                ("file", models.UUIDField(null=True)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("heard_on", models.DateField(null=True)),
                ("unheard", models.TextField(blank=True)),
                ("heard_words", models.TextField(blank=True)),
                ("informed_on", models.DateField(null=True)),
                ("uninformed", models.TextField(blank=True)),
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
                    "co_evaluator",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
                    ),
                ),
            ],
            options={
                "ordering": ("written_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ConcernDispatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("to", models.CharField(max_length=12)),
                ("whom", models.CharField(blank=True, max_length=200)),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-sent_on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to__in", ["prosecutor", "copy", "parents", "department"])),
                        name="concerndispatch_to",
                        violation_error_message="Dites à qui.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proof", ""), _negated=True),
                        name="concerndispatch_is_proved",
                        violation_error_message="Écrivez ce qui le prouve.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("clash", models.CharField(max_length=12)),
                ("reason", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-written_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("clash__in", ["accompanies", "transmitted"])),
                        name="conflict_clash",
                        violation_error_message="Ce conflit n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="conflict_says_why",
                        violation_error_message="Dites pourquoi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("request", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("returned_on", models.DateField(null=True)),
                ("return_words", models.TextField(blank=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-written_at", "-id"),
                "indexes": [models.Index(fields=["asked", "-written_at"], name="contribution_by_asked")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contribution_answered_with_words",
                        violation_error_message="Écrivez la réponse.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("place", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("present", models.CharField(max_length=300)),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Minor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("born_on", models.DateField(null=True)),
                ("file", models.UUIDField(null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("agreement", models.CharField(blank=True, max_length=12)),
                ("agreement_why", models.TextField(blank=True)),
                ("heard", models.CharField(blank=True, max_length=12)),
                ("heard_on", models.DateField(null=True)),
                ("heard_why", models.TextField(blank=True)),
                ("heard_words", models.TextField(blank=True)),
                ("situation", models.CharField(blank=True, max_length=12)),
                ("needs", models.TextField(blank=True)),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("born_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agreement__in", ["", "given", "refused", "impossible"])),
                        name="minor_agreement",
                        violation_error_message="Dites ce que les parents ont répondu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("heard__in", ["", "alone", "with_others", "declined", "impossible"])),
                        name="minor_heard",
                        violation_error_message="Dites comment l’enfant a été rencontré.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard", tisserand.inquiries.rules.concern_states.Heard["ALONE"]), _negated=True),
                            ("agreement", tisserand.inquiries.rules.concern_states.Agreement["GIVEN"]),
                            _connector="OR",
                        ),
                        name="minor_alone_with_agreement",
                        violation_error_message="Un enfant se voit seul avec l’accord de ses parents.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heard__in", ["", tisserand.inquiries.rules.concern_states.Heard["ALONE"]]),
                            models.Q(("heard_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="minor_not_alone_says_why",
                        violation_error_message="Écrivez pourquoi l’enfant n’a pas été vu seul.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("domain", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=10)),
                ("who", models.CharField(max_length=200)),
                ("on", models.DateField(null=True)),
                ("words", models.TextField()),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "minor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.minor"
                    ),
                ),
            ],
            options={
                "ordering": ("written_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["said", "observed", "confirmed"])),
                        name="fact_source",
                        violation_error_message="Dites si c’est dit, observé ou confirmé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who", ""), _negated=True),
                        name="fact_has_a_source",
                        violation_error_message="Dites de qui cela vient.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("agrees", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("stands", models.BooleanField(default=True)),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("written_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stands", True)), fields=("concern", "author"), name="signature_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agrees", True), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="signature_disagreement_in_words",
                        violation_error_message="Écrivez le désaccord.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transmission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=20)),
                ("channel", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("name", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("children", models.TextField(blank=True)),
                ("words", models.TextField()),
                ("told", models.CharField(blank=True, max_length=10)),
                ("why", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("owed", models.BooleanField(default=False)),
                ("asked_on", models.DateField(null=True)),
                ("returned_on", models.DateField(null=True)),
                ("return_words", models.TextField(blank=True)),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-written_at", "-id"),
                "indexes": [models.Index(fields=["author", "-written_at"], name="transmission_by_author")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("concern__isnull", False), ("obligation__isnull", False), _connector="OR"),
                        name="transmission_open_has_obligation",
                        violation_error_message="Une transmission attend toujours quelqu’un.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("return_words", ""), ("returned_on", None)),
                            models.Q(("returned_on__isnull", False), models.Q(("return_words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="transmission_returned_with_words",
                        violation_error_message="Écrivez ce qui est restitué.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernPaper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=12)),
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
                    "co_evaluator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inquiries.concern"
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "transmission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inquiries.transmission",
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["evaluation", "signalement", "restitution"])),
                        name="concernpaper_kind",
                        violation_error_message="Cet écrit n’existe pas.",
                    )
                ],
            },
        ),
    ]

import django.db.models.deletion
import tisserand.assessment.rules.orientation
import tisserand.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("activity", "0002_initial"),
        ("assessment", "0001_initial"),
        ("deadlines", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Orientation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("assessment_id", models.UUIDField(null=True)),
                ("visit_id", models.UUIDField(null=True)),
                (
                    "state",
                    models.CharField(default=tisserand.assessment.rules.orientation.State["PROPOSED"], max_length=12),
                ),
                ("state_since", models.DateTimeField()),
                ("proposed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("request_key", models.UUIDField(null=True)),
                ("reasons", models.TextField()),
                ("asks", models.TextField(blank=True)),
                ("asks_language", models.CharField(default="fr", max_length=10)),
                ("urgency", models.CharField(default="ordinary", max_length=20)),
                ("passed", models.JSONField(default=list)),
                ("agreed_on", models.DateField(null=True)),
                ("agreed_how", models.CharField(blank=True, max_length=10)),
                ("sent_at", models.DateTimeField(null=True)),
                ("admissible_at", models.DateTimeField(null=True)),
                ("refusals", models.PositiveSmallIntegerField(default=0)),
                ("attributed_on", models.DateField(null=True)),
                ("first_appointment_at", models.DateTimeField(null=True)),
                ("met_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("close_reason", models.CharField(blank=True, max_length=40)),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "act",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activity.act"),
                ),
                (
                    "addressed_to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "attributed_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "attribution_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
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
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "suggested_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("due_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["due_at", "id"], name="orientation_open_by_due"
                    ),
                    models.Index(fields=["addressed_to", "due_at"], name="orientation_by_pole"),
                    models.Index(fields=["attribution_unit", "due_at"], name="orientation_by_attribution"),
                    models.Index(fields=["from_unit", "due_at"], name="orientation_by_sender"),
                    models.Index(fields=["author", "due_at"], name="orientation_by_author"),
                    models.Index(fields=["attributed_to", "due_at"], name="orientation_by_professional"),
                    models.Index(
                        models.OrderBy(models.F("closed_at"), descending=True),
                        models.F("id"),
                        condition=models.Q(("closed_at__isnull", False)),
                        name="orientation_by_end",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "proposed",
                                    "agreed",
                                    "sent",
                                    "received",
                                    "complement",
                                    "admissible",
                                    "waiting",
                                    "attributed",
                                    "declined",
                                    "arbitration",
                                    "met",
                                    "withdrawn",
                                    "closed",
                                ],
                            )
                        ),
                        name="orientation_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agreed_how__in", ["", "said", "written"])),
                        name="orientation_agreed_how",
                        violation_error_message="Dites si l’accord est dit ou écrit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state__in", ["closed", "met", "withdrawn"])),
                            models.Q(
                                models.Q(("state__in", ["closed", "met", "withdrawn"]), _negated=True),
                                ("closed_at", None),
                                ("due_at__isnull", False),
                                ("obligation__isnull", False),
                                ("owner_unit__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_open_is_owned",
                        violation_error_message="Une orientation ouverte a quelqu’un et une prochaine date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("addressed_to", None),
                            models.Q(("agreed_on__isnull", False), ("sent_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="orientation_sent_with_agreement",
                        violation_error_message="L’orientation part quand la personne a donné son accord.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["complement", "received", "sent"]), _negated=True),
                            ("addressed_to__isnull", False),
                            _connector="OR",
                        ),
                        name="orientation_at_the_pole_is_addressed",
                        violation_error_message="Une orientation envoyée a un destinataire.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        tisserand.assessment.rules.orientation.State["PROPOSED"],
                                        tisserand.assessment.rules.orientation.State["AGREED"],
                                        tisserand.assessment.rules.orientation.State["DECLINED"],
                                        tisserand.assessment.rules.orientation.State["ARBITRATION"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("addressed_to", None),
                            _connector="OR",
                        ),
                        name="orientation_not_sent_is_hidden",
                        violation_error_message="Le pôle ne voit rien avant l’envoi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["attributed", "met"]), _negated=True),
                            models.Q(
                                ("attributed_on__isnull", False),
                                ("attributed_to__isnull", False),
                                ("attribution_unit__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_attributed_to_somebody",
                        violation_error_message="Dites à qui l’orientation est attribuée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("met_on__isnull", False),
                                ("state", tisserand.assessment.rules.orientation.State["MET"]),
                            ),
                            models.Q(
                                models.Q(("state", tisserand.assessment.rules.orientation.State["MET"]), _negated=True),
                                ("met_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_met_is_dated",
                        violation_error_message="Datez le premier rendez-vous tenu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        tisserand.assessment.rules.orientation.State["WITHDRAWN"],
                                        tisserand.assessment.rules.orientation.State["CLOSED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(("close_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="orientation_closed_with_reason",
                        violation_error_message="Dites pourquoi l’orientation s’arrête.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("person", "to_unit"),
                        name="orientation_open_once_per_pole",
                        violation_error_message="Une orientation vers ce pôle est déjà en cours pour cette personne.",
                    ),
                    models.UniqueConstraint(fields=("author", "request_key"), name="orientation_once_per_request"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrientationMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("from_state", models.CharField(blank=True, max_length=12)),
                ("to_state", models.CharField(max_length=12)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("article", models.CharField(blank=True, max_length=200)),
                ("words", models.TextField(blank=True)),
                (
                    "addressed_to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "attribution_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "named",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "orientation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessment.orientation"
                    ),
                ),
                (
                    "owner_after",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "owner_before",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "suggested_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("orientation_id", "version", "id"),
                "indexes": [models.Index(fields=["person", "at"], name="orientation_move_by_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("orientation", "version"), name="orientation_move_once_per_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "to_state__in",
                                [
                                    "proposed",
                                    "agreed",
                                    "sent",
                                    "received",
                                    "complement",
                                    "admissible",
                                    "waiting",
                                    "attributed",
                                    "declined",
                                    "arbitration",
                                    "met",
                                    "withdrawn",
                                    "closed",
                                ],
                            )
                        ),
                        name="orientation_move_to",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "from_state__in",
                                [
                                    "",
                                    "proposed",
                                    "agreed",
                                    "sent",
                                    "received",
                                    "complement",
                                    "admissible",
                                    "waiting",
                                    "attributed",
                                    "declined",
                                    "arbitration",
                                    "met",
                                    "withdrawn",
                                    "closed",
                                ],
                            )
                        ),
                        name="orientation_move_from",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                ],
            },
        ),
    ]

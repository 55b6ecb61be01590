import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.reception.rules.dangers
import tisserand.reception.rules.visits
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
            name="Emergency",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("state", models.CharField(default=tisserand.reception.rules.dangers.State["OPEN"], max_length=10)),
                ("closed_at", models.DateTimeField(null=True)),
                ("answers", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="deadlines.obligation"
                    ),
                ),
                (
                    "opened_by",
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-opened_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", tisserand.reception.rules.dangers.State["CLOSED"]), _negated=True),
                        fields=["site", "opened_at"],
                        name="emergency_open_by_site",
                    ),
                    models.Index(fields=["person", "-opened_at"], name="emergency_by_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyKind",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=60)),
                ("kind_text", models.CharField(blank=True, max_length=200)),
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
                    "emergency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reception.emergency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-written_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("ticket", models.PositiveIntegerField()),
                ("arrived_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("channel", models.CharField(max_length=40)),
                ("contact_author", models.CharField(max_length=40)),
                ("purpose", models.CharField(max_length=40)),
                ("purpose_text", models.CharField(blank=True, max_length=200)),
                ("called_as", models.CharField(blank=True, max_length=60)),
                ("recording_refused", models.BooleanField(default=False)),
                (
                    "attendance",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("measure_scope", models.CharField(blank=True, max_length=200)),
                ("minor_alone", models.BooleanField(default=False)),
                ("parents_informed", models.BooleanField(null=True)),
                ("parents_reason", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(default=tisserand.reception.rules.visits.State["WAITING"], max_length=10)),
                ("received_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("danger", models.BooleanField(default=False)),
                ("has_demand", models.BooleanField(default=False)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "meant_for",
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-arrived_at", "id"),
                "indexes": [
                    models.Index(fields=["site", "day", "state", "arrived_at"], name="visit_line"),
                    models.Index(fields=["person", "-arrived_at"], name="visit_by_person"),
                    models.Index(fields=["received_by", "-arrived_at"], name="visit_by_receiver"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "day", "ticket"), name="visit_one_ticket"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", tisserand.reception.rules.visits.State["WAITING"])),
                        fields=("site", "day", "person"),
                        name="visit_waits_once",
                        violation_error_message="Cette personne est déjà dans la file.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "received", "closed", "left", "mistaken"])),
                        name="visit_known_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("received_at", None),
                                ("received_by", None),
                                (
                                    "state__in",
                                    [
                                        tisserand.reception.rules.visits.State["WAITING"],
                                        tisserand.reception.rules.visits.State["MISTAKEN"],
                                    ],
                                ),
                            ),
                            models.Q(
                                ("received_at__isnull", False),
                                ("received_by__isnull", False),
                                ("state", tisserand.reception.rules.visits.State["RECEIVED"]),
                            ),
                            (
                                "state__in",
                                [
                                    tisserand.reception.rules.visits.State["CLOSED"],
                                    tisserand.reception.rules.visits.State["LEFT"],
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="visit_received_by_somebody",
                        violation_error_message="Une personne en entretien est reçue par quelqu’un.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state", tisserand.reception.rules.visits.State["CLOSED"]),
                                models.Q(("outcome__in", ["", "partie"]), _negated=True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("outcome", "partie"),
                                ("state", tisserand.reception.rules.visits.State["LEFT"]),
                            ),
                            models.Q(
                                ("ended_at", None),
                                ("outcome", ""),
                                (
                                    "state__in",
                                    [
                                        tisserand.reception.rules.visits.State["WAITING"],
                                        tisserand.reception.rules.visits.State["RECEIVED"],
                                        tisserand.reception.rules.visits.State["MISTAKEN"],
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="visit_ends_with_outcome",
                        violation_error_message="Une venue se termine avec une issue.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("danger", True),
                            (
                                "state__in",
                                [
                                    tisserand.reception.rules.visits.State["CLOSED"],
                                    tisserand.reception.rules.visits.State["MISTAKEN"],
                                ],
                            ),
                            _negated=True,
                        ),
                        name="visit_not_closed_in_danger",
                        violation_error_message="Un danger immédiat est ouvert : dites d’abord son issue.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recording_refused", False), ("person", None), _connector="OR"),
                        name="visit_refused_has_no_name",
                        violation_error_message="Elle refuse d’être enregistrée : sa venue reste sans nom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minor_alone", False),
                            models.Q(
                                ("parents_informed__isnull", False), models.Q(("parents_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="visit_minor_alone_is_explained",
                        violation_error_message="Dites si les parents du mineur sont informés, et pourquoi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attendance__contains", ["representant-legal"]), _negated=True),
                            models.Q(("measure_scope", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="visit_measure_has_scope",
                        violation_error_message="Dites sur quoi porte la mesure du représentant légal.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="emergency",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reception.visit"
            ),
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=60)),
                ("main_theme", models.CharField(max_length=60)),
                (
                    "other_themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("theme_text", models.CharField(blank=True, max_length=200)),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("instead_reason", models.CharField(blank=True, max_length=40)),
                ("has_mandate", models.BooleanField(null=True)),
                ("unmet_need", models.TextField(blank=True)),
                ("closure", models.CharField(blank=True, max_length=40)),
                ("closed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reception.visit"
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "id"),
                "indexes": [models.Index(fields=["person", "-written_at"], name="demand_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), models.Q(("closure", ""), _negated=True)),
                            models.Q(("closed_at", None), ("closure", ""), ("obligation__isnull", False)),
                            _connector="OR",
                        ),
                        name="demand_closed_or_owed",
                        violation_error_message="Une demande ouverte a toujours quelqu’un et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers__len__gt", 0),
                            ("other_themes__len__lte", 2),
                            models.Q(("main_theme", ""), _negated=True),
                        ),
                        name="demand_theme_and_answer",
                        violation_error_message="Une demande a un thème principal, deux associés au plus, et une réponse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answers__contains", ["a-sa-place"]), _negated=True),
                            models.Q(models.Q(("instead_reason", ""), _negated=True), ("has_mandate__isnull", False)),
                            _connector="OR",
                        ),
                        name="demand_instead_has_reason",
                        violation_error_message="Dites pourquoi la démarche est faite à sa place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answers__contains", ["sans-reponse"]), _negated=True),
                            models.Q(("unmet_need", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="demand_unmet_need_is_said",
                        violation_error_message="Dites quel besoin reste sans réponse.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("words", models.TextField(blank=True)),
                ("relay_name", models.CharField(blank=True, max_length=200)),
                ("relay_at", models.DateTimeField(null=True)),
                ("manager_informed_at", models.DateTimeField(null=True)),
                ("manager_name", models.CharField(blank=True, max_length=150)),
                ("resumes_at", models.DateTimeField(null=True)),
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
                    "emergency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reception.emergency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("written_at", "id"),
                "indexes": [models.Index(fields=["emergency", "written_at"], name="emergency_answers")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "sans-solution"), _negated=True),
                            models.Q(("manager_informed_at__isnull", False), ("resumes_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="emergency_no_solution_is_known",
                        violation_error_message="Sans solution, le cadre est informé et la reprise datée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["", "relais"]), _negated=True),
                            models.Q(models.Q(("relay_name", ""), _negated=True), ("relay_at__isnull", False)),
                            models.Q(("manager_informed_at__isnull", False), ("outcome", "")),
                            _connector="OR",
                        ),
                        name="emergency_relay_is_named",
                        violation_error_message="Un relais a un nom et une heure.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteDay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("tickets", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveBigIntegerField(default=0)),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("-day", "id"),
                "constraints": [models.UniqueConstraint(fields=("site", "day"), name="site_day_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", tisserand.reception.rules.dangers.State["CLOSED"]), _negated=True),
                fields=("visit",),
                name="emergency_one_open",
                violation_error_message="Un danger est déjà ouvert pour cette venue.",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at", None),
                        (
                            "state__in",
                            [
                                tisserand.reception.rules.dangers.State["OPEN"],
                                tisserand.reception.rules.dangers.State["PENDING"],
                            ],
                        ),
                    ),
                    models.Q(
                        ("closed_at__isnull", False), ("state", tisserand.reception.rules.dangers.State["CLOSED"])
                    ),
                    _connector="OR",
                ),
                name="emergency_closed_is_dated",
                violation_error_message="Un danger clos porte l’heure de son issue.",
            ),
        ),
    ]

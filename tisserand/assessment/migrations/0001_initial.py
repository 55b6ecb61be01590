import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.assessment.rules.first_assessment
import tisserand.assessment.rules.situation
import tisserand.kernel.ids
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
        ("reception", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstAssessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                (
                    "state",
                    models.CharField(default=tisserand.assessment.rules.first_assessment.State["OPEN"], max_length=10),
                ),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("opening_words", models.TextField(blank=True)),
                ("opening_language", models.CharField(default="fr", max_length=10)),
                ("opening_source", models.CharField(blank=True, max_length=200)),
                ("inner_strengths", models.TextField(blank=True)),
                ("outer_strengths", models.TextField(blank=True)),
                ("autonomy", models.PositiveSmallIntegerField(null=True)),
                ("autonomy_words", models.TextField(blank=True)),
                ("replies", models.JSONField(default=dict)),
                (
                    "vulnerabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "expectations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("expectation_words", models.TextField(blank=True)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("next_step", models.CharField(blank=True, max_length=15)),
                ("proposed", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True)),
                ("view", models.CharField(blank=True, max_length=10)),
                ("view_words", models.TextField(blank=True)),
                (
                    "act",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="activity.act"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "concluded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "former",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.firstassessment",
                    ),
                ),
                (
                    "next_pole",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
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
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reception.visit"
                    ),
                ),
            ],
            options={
                "ordering": ("-started_at", "id"),
                "indexes": [
                    models.Index(fields=["person", "-started_at"], name="assessment_by_person"),
                    models.Index(fields=["site", "state", "-started_at"], name="assessment_by_site"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "concluded"])),
                        name="assessment_state",
                        violation_error_message="Cette étape n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_step__in", ["", "orientation", "support", "answered", "listening", "nothing"])
                        ),
                        name="assessment_next_step",
                        violation_error_message="Cette suite n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("view__in", ["", "agrees", "disagrees", "silent"])),
                        name="assessment_view",
                        violation_error_message="Cette réponse n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("autonomy", None), ("autonomy__range", (1, 5)), _connector="OR"),
                        name="assessment_autonomy_scale",
                        violation_error_message="L’échelle va de 1 à 5.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("act", None),
                                ("concluded_at", None),
                                ("next_step", ""),
                                ("state", tisserand.assessment.rules.first_assessment.State["OPEN"]),
                            ),
                            models.Q(
                                ("act__isnull", False),
                                ("concluded_at__isnull", False),
                                ("state", tisserand.assessment.rules.first_assessment.State["CONCLUDED"]),
                                models.Q(("next_step", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_concluded_with_next_step",
                        violation_error_message="Une évaluation conclue dit ce qui suit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_pole__isnull", False),
                                ("next_step", tisserand.assessment.rules.first_assessment.NextStep["ORIENTATION"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("next_step", tisserand.assessment.rules.first_assessment.NextStep["ORIENTATION"]),
                                    _negated=True,
                                ),
                                ("next_pole", None),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_orientation_names_pole",
                        violation_error_message="Dites vers quel pôle orienter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("obligation__isnull", False),
                            models.Q(
                                ("state", tisserand.assessment.rules.first_assessment.State["CONCLUDED"]),
                                models.Q(("next_step__in", ["orientation", "support"]), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_open_link_is_owned",
                        violation_error_message="Ce qui suit doit avoir quelqu’un et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("concluded_at", None), ("concluded_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="assessment_dates_in_order",
                        violation_error_message="La conclusion est avant le début.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", tisserand.assessment.rules.first_assessment.State["OPEN"])),
                        fields=("person", "site"),
                        name="assessment_open_once",
                        violation_error_message="Une évaluation est déjà commencée ici pour cette personne.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("version", models.PositiveIntegerField()),
                ("saved_at", models.DateTimeField()),
                ("sheet", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessment.firstassessment"
                    ),
                ),
            ],
            options={
                "ordering": ("assessment", "version", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "version"), name="assessment_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SituationFact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visibility", models.CharField(default="staff", max_length=10)),
                ("domain", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        default=tisserand.assessment.rules.situation.DomainState["NOT_RAISED"], max_length=15
                    ),
                ),
                ("urgency", models.CharField(blank=True, max_length=10)),
                ("said", models.TextField(blank=True)),
                ("said_language", models.CharField(default="fr", max_length=10)),
                ("seen", models.TextField(blank=True)),
                ("confirmed", models.TextField(blank=True)),
                ("confirmed_by", models.CharField(blank=True, max_length=200)),
                ("disagreement", models.TextField(blank=True)),
                ("as_of", models.DateField()),
                ("carried", models.BooleanField(default=False)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessment.firstassessment"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "ordering": ("assessment", "domain", "id"),
                "indexes": [models.Index(fields=["domain", "state"], name="fact_by_domain")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["not_raised", "no_need", "strength", "to_work_on", "unspoken"])
                        ),
                        name="fact_state",
                        violation_error_message="Cet état n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["", "most", "important", "bearable"])),
                        name="fact_urgency",
                        violation_error_message="Cette réponse n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", ""), models.Q(("confirmed", ""), _negated=True), _connector="OR"
                        ),
                        name="fact_source_confirms_something",
                        violation_error_message="Dites ce que cette source confirme.",
                    ),
                    models.UniqueConstraint(fields=("assessment", "domain"), name="fact_once_per_domain"),
                ],
            },
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
import tisserand.kernel.ids
import tisserand.people.rules.states
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
            name="Household",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("created_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("civility", models.CharField(blank=True, max_length=10)),
                ("birth_name", models.CharField(blank=True, max_length=120)),
                ("used_name", models.CharField(blank=True, max_length=120)),
                ("first_names", models.CharField(blank=True, max_length=120)),
                ("called_as", models.CharField(blank=True, max_length=120)),
                ("birth_year", models.SmallIntegerField(null=True)),
                ("birth_month", models.SmallIntegerField(null=True)),
                ("birth_day", models.SmallIntegerField(null=True)),
                ("birth_date", models.DateField(null=True)),
                ("birth_place", models.CharField(blank=True, max_length=120)),
                ("death_on", models.DateField(null=True)),
                ("language", models.CharField(blank=True, max_length=60)),
                ("interpreter_needed", models.BooleanField(default=False)),
                (
                    "unknown_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                (
                    "refused_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("proof", models.CharField(default=tisserand.people.rules.states.Proof["DECLARED"], max_length=10)),
                ("proof_seen_on", models.DateField(null=True)),
                ("recording_refused_on", models.DateField(null=True)),
                ("address_kept_secret", models.BooleanField(default=False)),
                ("contact_kept_secret", models.BooleanField(default=False)),
                ("sort_key", models.CharField(db_collation="C", max_length=300)),
                ("usual_place", models.CharField(blank=True, max_length=80)),
                ("open_until", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("request_key", models.UUIDField(null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "attached_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guard_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.unit",
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
                "ordering": ("sort_key", "id"),
                "indexes": [
                    models.Index(fields=["birth_date"], name="person_by_birth_date"),
                    models.Index(fields=["sort_key", "id"], name="person_by_sort_key"),
                    models.Index(
                        condition=models.Q(
                            ("visibility", tisserand.people.rules.states.Visibility["STAFF"]), _negated=True
                        ),
                        fields=["id"],
                        name="person_guarded",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["staff", "restricted", "shadow"])),
                        name="person_visibility",
                        violation_error_message="Cette visibilité n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proof__in", ["declared", "seen", "not_shown", "refused"])),
                        name="person_proof",
                        violation_error_message="Dites comment l’identité a été établie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_name", ""), ("called_as", ""), ("first_names", ""), ("used_name", ""), _negated=True
                        ),
                        name="person_can_be_called",
                        violation_error_message="Écrivez au moins un nom, un prénom ou la façon de l’appeler.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("birth_month", None), ("birth_month__range", (1, 12)), _connector="OR"),
                        name="person_birth_month",
                        violation_error_message="Le mois de naissance va de 1 à 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("birth_day", None), ("birth_day__range", (1, 31)), _connector="OR"),
                        name="person_birth_day",
                        violation_error_message="Le jour de naissance va de 1 à 31.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("birth_date", None),
                                models.Q(
                                    ("birth_day__isnull", False),
                                    ("birth_month__isnull", False),
                                    ("birth_year__isnull", False),
                                    _negated=True,
                                ),
                            ),
                            models.Q(
                                ("birth_date__isnull", False),
                                ("birth_date__year", models.F("birth_year")),
                                ("birth_date__month", models.F("birth_month")),
                                ("birth_date__day", models.F("birth_day")),
                            ),
                            _connector="OR",
                        ),
                        name="person_birth_parts_agree",
                        violation_error_message="La date de naissance et ses parties ne disent pas la même chose.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("death_on", None),
                            ("birth_date", None),
                            ("death_on__gte", models.F("birth_date")),
                            _connector="OR",
                        ),
                        name="person_dies_after_birth",
                        violation_error_message="La date de décès est avant la naissance.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unknown_fields__contained_by",
                                [
                                    "civility",
                                    "birth_name",
                                    "used_name",
                                    "first_names",
                                    "birth",
                                    "birth_place",
                                    "death_on",
                                    "language",
                                ],
                            ),
                            (
                                "refused_fields__contained_by",
                                [
                                    "civility",
                                    "birth_name",
                                    "used_name",
                                    "first_names",
                                    "birth",
                                    "birth_place",
                                    "death_on",
                                    "language",
                                ],
                            ),
                            models.Q(("unknown_fields__overlap", models.F("refused_fields")), _negated=True),
                        ),
                        name="person_one_answer_per_field",
                        violation_error_message="Une réponse ne peut être à la fois inconnue et refusée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", tisserand.people.rules.states.Visibility["STAFF"]),
                            ("guard_unit__isnull", False),
                            _connector="OR",
                        ),
                        name="person_restricted_is_kept",
                        violation_error_message="Un dossier protégé a toujours une équipe qui le garde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("visibility", tisserand.people.rules.states.Visibility["SHADOW"]), _negated=True),
                            models.Q(("open_until__isnull", False), ("site__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_shadow_ends",
                        violation_error_message="Une identité en attente a un site et une fin.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("place", models.CharField(blank=True, max_length=60)),
                ("starts_on", models.DateField(null=True)),
                ("ends_before", models.DateField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.household"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("household", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None),
                            ("starts_on", None),
                            ("ends_before__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="member_dates_in_order",
                        violation_error_message="La sortie du foyer est avant l’entrée.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_before", None)),
                        fields=("household", "person"),
                        name="member_once",
                        violation_error_message="Cette personne est déjà dans ce foyer.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DistinctDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("decided_at", models.DateTimeField()),
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
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("decided_at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "other"), name="distinct_once"),
                    models.CheckConstraint(
                        condition=models.Q(("person_id__lt", models.F("other_id"))),
                        name="distinct_in_order",
                        violation_error_message="Ces deux dossiers sont le même.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("channel", models.CharField(max_length=10)),
                ("value", models.CharField(max_length=200)),
                ("figures_backwards", models.CharField(blank=True, db_collation="C", max_length=30)),
                ("whose", models.CharField(blank=True, max_length=120)),
                ("safe_hours", models.CharField(blank=True, max_length=120)),
                ("voicemail_allowed", models.BooleanField(null=True)),
                ("sms_allowed", models.BooleanField(null=True)),
                ("letter_allowed", models.BooleanField(null=True)),
                ("kept_secret", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("person", "-starts_on", "id"),
                "indexes": [models.Index(fields=["figures_backwards"], name="contact_by_last_figures")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["phone", "email"])),
                        name="contact_channel",
                        violation_error_message="Ce moyen de contact n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None),
                            ("starts_on", None),
                            ("ends_before__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="contact_dates_in_order",
                        violation_error_message="La fin de ce contact est avant son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("topic", models.CharField(max_length=60)),
                ("partner", models.CharField(blank=True, max_length=200)),
                ("decision", models.CharField(max_length=10)),
                ("words", models.TextField(blank=True)),
                ("decided_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("person", "-decided_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["given", "refused", "withdrawn"])),
                        name="consent_decision",
                        violation_error_message="Dites si la personne accepte ou refuse.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision", tisserand.people.rules.states.Decision["WITHDRAWN"]),
                                ("withdrawn_on__gte", models.F("decided_on")),
                            ),
                            models.Q(
                                models.Q(
                                    ("decision", tisserand.people.rules.states.Decision["WITHDRAWN"]), _negated=True
                                ),
                                ("withdrawn_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_is_dated",
                        violation_error_message="Un accord retiré porte la date du retrait.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareTeam",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("reason", models.CharField(max_length=60)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("person", "starts_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None),
                            ("starts_on", None),
                            ("ends_before__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="care_team_dates_in_order",
                        violation_error_message="La fin est avant le début.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_before", None)),
                        fields=("person", "account", "unit", "reason"),
                        name="care_team_once",
                        nulls_distinct=False,
                        violation_error_message="Cette équipe accompagne déjà la personne.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("kind", models.CharField(max_length=15)),
                ("lines", models.CharField(blank=True, max_length=300)),
                ("commune", models.CharField(blank=True, max_length=5)),
                ("commune_name", models.CharField(blank=True, max_length=80)),
                ("with_whom", models.CharField(blank=True, max_length=120)),
                ("kept_secret", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("person", "-starts_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["stable", "with_others", "registered", "none", "secret"])),
                        name="address_kind",
                        violation_error_message="Dites de quelle sorte d’adresse il s’agit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None),
                            ("starts_on", None),
                            ("ends_before__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="address_dates_in_order",
                        violation_error_message="La fin de cette adresse est avant son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kept_secret", True),
                            models.Q(("kind", tisserand.people.rules.states.AddressKind["SECRET"]), _negated=True),
                            _connector="OR",
                        ),
                        name="address_secret_is_kept",
                        violation_error_message="Une adresse tenue secrète ne se montre qu’à l’équipe de la personne.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=tisserand.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                ("kind", models.CharField(max_length=40)),
                ("authority", models.CharField(blank=True, max_length=10)),
                ("confidential", models.BooleanField(default=False)),
                ("starts_on", models.DateField(null=True)),
                ("ends_before", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("person", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before", None),
                            ("starts_on", None),
                            ("ends_before__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="tie_dates_in_order",
                        violation_error_message="La fin de ce lien est avant son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority__in", ["", "held", "partly", "withdrawn", "unknown"])),
                        name="tie_authority",
                        violation_error_message="Cette réponse sur l’autorité parentale n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["staff", "restricted", "shadow"])),
                        name="tie_visibility",
                        violation_error_message="Cette visibilité n’existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="tie_between_two",
                        violation_error_message="Un lien se déclare entre deux personnes différentes.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_before", None)),
                        fields=("person", "other", "kind"),
                        name="tie_once",
                        violation_error_message="Ce lien est déjà déclaré.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(db_collation="C", max_length=40, unique=True)),
                ("sound", models.CharField(db_collation="C", max_length=40)),
                ("in_families", models.BooleanField(default=False)),
                ("in_givens", models.BooleanField(default=False)),
                ("bearers", models.IntegerField(default=0)),
            ],
            options={
                "ordering": ("word",),
                "indexes": [models.Index(fields=["sound"], name="word_by_sound")],
            },
        ),
        migrations.CreateModel(
            name="NamePair",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("birth_year", models.SmallIntegerField(null=True)),
                (
                    "visibility",
                    models.CharField(default=tisserand.people.rules.states.Visibility["STAFF"], max_length=10),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.word",
                    ),
                ),
                (
                    "given",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.word",
                    ),
                ),
            ],
            options={
                "ordering": ("person", "id"),
                "indexes": [
                    models.Index(fields=["family", "given", "birth_year"], name="pair_by_names"),
                    models.Index(fields=["family", "birth_year"], name="pair_by_family_and_year"),
                    models.Index(fields=["given", "birth_year"], name="pair_by_given_and_year"),
                    models.Index(
                        condition=models.Q(("visibility", tisserand.people.rules.states.Visibility["RESTRICTED"])),
                        fields=["person"],
                        name="pair_of_restricted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordForm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("form", models.CharField(db_collation="C", max_length=40)),
                ("place", models.SmallIntegerField()),
                (
                    "word",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.word"),
                ),
            ],
            options={
                "ordering": ("form", "id"),
                "constraints": [models.UniqueConstraint(fields=("form", "word"), name="form_once_per_word")],
            },
        ),
    ]

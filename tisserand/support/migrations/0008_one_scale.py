"""One scale of autonomy, that of the assessment (R50): each former answer stands on the nearest degree, its sentence kept."""

from django.db import migrations

# Former degree: its sentence, and the degree of the assessment that says the same.
FORMER = {
    1: ("On fait à ma place", 2),
    2: ("On me dit quoi faire", 3),
    3: ("Je fais, on vérifie", 4),
    4: ("Je fais, je demande si besoin", 4),
    5: ("Je fais sans aide", 5),
}
DEGREE = "case level " + " ".join(f"when {was} then {now}" for was, (_, now) in FORMER.items()) + " end"
SENTENCE = "case level " + " ".join(f"when {was} then '{said}'" for was, (said, _) in FORMER.items()) + " end"
MOVE = (
    f"update support_autonomy set level = {DEGREE},"  # noqa: S608
    f" words = trim(words || ' (« ' || {SENTENCE} || ' », sur l’échelle d’avant)')"
)
# The owner is behind the walls too: they are lifted for her, then put back (see 0004).
AGREE = [
    "alter table support_autonomy no force row level security",
    MOVE,
    "set constraints all immediate",
    "alter table support_autonomy force row level security",
]


class Migration(migrations.Migration):
    dependencies = [("support", "0007_appeal")]

    operations = [migrations.RunSQL(AGREE, migrations.RunSQL.noop)]

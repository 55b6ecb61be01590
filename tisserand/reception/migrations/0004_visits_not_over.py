from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0003_urgency")]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["day", "state"], condition=models.Q(ended_at=None), name="visit_not_over"),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0004_visits_not_over")]

    operations = [migrations.AddField("appointment", "fixed_for", models.UUIDField(null=True))]

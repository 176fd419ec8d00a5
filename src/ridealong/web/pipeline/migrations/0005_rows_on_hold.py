from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0004_entry_seen")]

    operations = [
        migrations.RenameField(
            model_name="crmimport",
            old_name="waiting",
            new_name="on_hold",
        ),
    ]

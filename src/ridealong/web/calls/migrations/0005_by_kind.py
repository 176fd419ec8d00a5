"""Calls of a rare kind are found without reading those of the others."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0004_files_to_do'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['kind', '-started_at', '-id'], name='calls_of_kind'),
        ),
    ]

"""The words of calls can be searched; lists find what is rare without reading everything."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_COLUMNS = ("us", "them", "other", "title")
_SQLITE = [
    f"CREATE VIRTUAL TABLE calls_words USING fts5({', '.join(_COLUMNS)}, content = '', "
    "columnsize = 0, detail = full, tokenize = 'ascii')"
]
"""Its rowid is the call's id. It keeps no text, and takes words as `lists.tokens` makes them."""
_POSTGRESQL = [
    "CREATE TABLE calls_words (call_id bigint NOT NULL, part smallint NOT NULL, "
    f"{', '.join(f'{name} tsvector NOT NULL' for name in _COLUMNS)}, PRIMARY KEY (call_id, part))",
    f"CREATE INDEX calls_words_found ON calls_words USING gin ({', '.join(_COLUMNS)}) "
    "WITH (fastupdate = off)",
]
"""A call of more words than a tsvector holds has several parts."""


def make(apps, editor):
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement)


def drop(apps, editor):
    editor.execute("DROP TABLE calls_words")


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0002_imported_calls'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='call',
            name='coach',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='coached', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='call',
            name='customer',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calls', to='calls.customer'),
        ),
        migrations.AlterField(
            model_name='call',
            name='owner',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calls', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='call',
            name='team',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calls', to='people.team'),
        ),
        migrations.AlterField(
            model_name='callmeasure',
            name='call',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='calls.call'),
        ),
        migrations.AlterField(
            model_name='callmove',
            name='call',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='calls.call'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='call',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='calls.call'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='call',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='calls.call'),
        ),
        migrations.CreateModel(
            name='Indexed',
            fields=[
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='indexed', serialize=False, to='calls.call')),
                ('title', models.CharField(max_length=200)),
                ('sides', models.BinaryField()),
                ('made_by', models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('owner__isnull', True)), fields=['added_by', '-started_at', '-id'], name='calls_of_nobody'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('held_back', True)), fields=['-started_at', '-id'], name='calls_held_back'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('ready_at__isnull', True)), fields=['-started_at', '-id'], name='calls_being_read'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['manager_from'], name='calls_reach_manager'),
        ),
        migrations.RunPython(make, drop, elidable=False),
    ]

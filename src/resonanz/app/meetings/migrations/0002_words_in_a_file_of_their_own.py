"""Utterances and the lines of unreleased minutes move from ``default`` to the file ``transcripts``.

The copy is committed before anything is deleted here; cut short in between, it is made again from the beginning.
"""

from django.db import migrations, transaction

from resonanz.storage import forget

UNRELEASED = ('draft', 'review')
LINE = (
    'id', 'meeting_id', 'kind', 'position', 'text', 'evidence', 'sure', 'state', 'wording', 'owner_id', 'owner_name',
    'due', 'due_certain', 'phrase',
)
UTTERANCE = ('id', 'meeting_id', 'number', 'participant_id', 'start', 'end', 'text')
AT_ONCE = 500


def move(apps, schema_editor):
    utterances = apps.get_model('meetings', 'Utterance').objects.all()
    lines = apps.get_model('meetings', 'Line').objects.filter(meeting__state__in=UNRELEASED)
    if not utterances.exists() and not lines.exists():
        return
    with transaction.atomic(using='transcripts'):
        copy(utterances.values(*UTTERANCE), apps.get_model('transcripts', 'StoredUtterance'))
        copy(lines.values(*LINE), apps.get_model('transcripts', 'DraftLine'))
    utterances.delete()
    lines.delete()
    forget.owe(schema_editor.connection.alias)


def copy(rows, model):
    model.objects.all().delete()
    model.objects.bulk_create((model(**row) for row in rows.iterator(AT_ONCE)), batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0001_initial'),
        ('transcripts', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField(model_name='line', name='evidence'),
        migrations.RemoveField(model_name='line', name='state'),
        migrations.RemoveField(model_name='line', name='sure'),
        migrations.DeleteModel(name='Utterance'),
    ]

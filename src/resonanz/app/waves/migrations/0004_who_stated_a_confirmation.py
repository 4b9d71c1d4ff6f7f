"""A confirmation names who stated it. Of earlier ones the name was not kept; only people leads could tick the box."""

from django.db import migrations, models


def stated_by_a_people_lead(apps, schema_editor):
    apps.get_model('waves', 'Season').objects.filter(confirmed_by_council=True).update(stated_as='people-lead')


def confirmed_again(apps, schema_editor):
    apps.get_model('waves', 'Season').objects.exclude(stated_as='').update(confirmed_by_council=True)


def stated(model):
    """The two columns of a model."""
    return [
        migrations.AddField(model, 'stated_by', models.CharField(blank=True, default='', max_length=254), False),
        migrations.AddField(model, 'stated_as', models.CharField(blank=True, default='', max_length=60), False),
    ]


class Migration(migrations.Migration):

    dependencies = [('waves', '0003_wave_trouble')]

    operations = [
        *stated('season'),
        *stated('wave'),
        migrations.RunPython(stated_by_a_people_lead, confirmed_again),
        migrations.RemoveField('season', 'confirmed_by_council'),
    ]

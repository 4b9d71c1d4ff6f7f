"""Everybody on the roster has a user, and only people who are not on it have an address of their own here.

A user that was made at the first sign-in said for ever who came. The rows that are made now lie by random keys, those
of before among them, and Django's table of sessions, which numbered sign-ins, goes: everybody signs in anew.
"""

import uuid

from django.db import migrations, models

from resonanz.storage import forget


def give_everybody_a_user(apps, schema_editor):
    user, person = apps.get_model('accounts', 'User'), apps.get_model('people', 'Person')
    user.objects.exclude(person=None).update(email=None)
    without = person.objects.filter(user=None).values_list('pk', flat=True)
    rows = sorted((uuid.uuid4(), pk) for pk in without)
    user.objects.bulk_create(user(id=key, person_id=pk, password='!') for key, pk in rows)
    schema_editor.execute('DROP TABLE IF EXISTS django_session')
    forget.owe(schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_no_mail_addresses_elsewhere'),
        ('people', '0002_people_without_an_address'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='email',
            field=models.EmailField(max_length=254, null=True, unique=True),
        ),
        migrations.RunPython(give_everybody_a_user, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(
                condition=models.Q(('email', None), ('person', None), _connector='XOR'),
                name='a_person_or_an_address',
            ),
        ),
    ]

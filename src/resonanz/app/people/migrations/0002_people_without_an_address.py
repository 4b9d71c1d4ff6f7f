from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='person',
            name='one_present_person_an_address',
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(models.F('email'), condition=models.Q(('active_to', None), models.Q(('email', ''), _negated=True)), name='one_present_person_an_address'),
        ),
    ]

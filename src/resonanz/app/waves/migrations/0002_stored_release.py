"""A release at rest is a row of the app; the wire's own Release is another thing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("waves", "0001_initial")]
    operations = [migrations.RenameModel("Release", "StoredRelease")]

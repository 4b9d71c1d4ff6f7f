"""The tables of an earlier sign-in held mail addresses a second time; no model owns them any more."""

from django.db import migrations

TABLES = ("account_emailconfirmation", "account_emailaddress")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL([f"DROP TABLE IF EXISTS {table}" for table in TABLES], migrations.RunSQL.noop)]

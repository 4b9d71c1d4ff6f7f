"""The rows of the item bank have names of their own; the wire's Item and Questionnaire are other things."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0001_initial"),
        ("waves", "0002_stored_release"),  # waves were made to point at a row of the old name
    ]
    operations = [
        migrations.RenameModel("Item", "BankItem"),
        migrations.RenameModel("Questionnaire", "StoredQuestionnaire"),
        migrations.RenameModel("Place", "QuestionnairePlace"),
        migrations.RenameModel("Scale", "ItemScale"),
    ]

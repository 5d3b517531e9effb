from django.db import migrations


class Migration(migrations.Migration):
    """The ground floor keeps a partner's key without knowing the table; here the database is told."""

    dependencies = [("partnerships", "0002_initial"), ("portal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE portal_membership ADD CONSTRAINT membership_partner_exists"
            " FOREIGN KEY (partner_id) REFERENCES partnerships_partner (id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE portal_membership DROP CONSTRAINT membership_partner_exists",
        )
    ]

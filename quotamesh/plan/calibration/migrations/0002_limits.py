from django.db import migrations, models
from django.db.models import F, Q

import quotamesh.base.store.fields


class Migration(migrations.Migration):
    dependencies = [("calibration", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="ReachLimits",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uid",
                    models.UUIDField(
                        default=quotamesh.base.store.fields.new_uid, editable=False, unique=True
                    ),
                ),
                ("out_of_reach", models.PositiveSmallIntegerField()),
                ("hard", models.PositiveSmallIntegerField()),
                ("easy", models.PositiveSmallIntegerField()),
                ("no_challenge", models.PositiveSmallIntegerField()),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(hard__gte=F("out_of_reach"))
                        & Q(easy__gte=F("hard"))
                        & Q(no_challenge__gte=F("easy"))
                        & Q(no_challenge__lte=100),
                        name="limits_rise",
                    )
                ]
            },
        ),
    ]

"""Answers that are owed count once they are given or due; those to come counted already. `quotamesh rebuild` follows."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

DEMO_HOUR = 15  # the demo company stands still on the afternoon of its day
CHUNK = 2000


def count_what_is_owed(apps, _schema):
    company = apps.get_model("people", "Company").objects.first()
    if company is None:
        return
    zone, now = ZoneInfo(company.time_zone), timezone.now()
    if company.is_demo and company.demo_day:
        now = datetime.combine(company.demo_day, time(DEMO_HOUR), zone)
    lead = apps.get_model("leads", "Lead")
    lead.objects.filter(answered_at=None, answer_due__gte=now).update(answer_day=None)
    rows = lead.objects.exclude(answered_at=None).exclude(answer_due=None).only("answered_at", "answer_due")
    changed = []
    for row in rows.iterator(chunk_size=CHUNK):
        row.answer_day = min(row.answered_at, row.answer_due).astimezone(zone).date()
        changed.append(row)
    lead.objects.bulk_update(changed, ["answer_day"], batch_size=CHUNK // 4)


class Migration(migrations.Migration):
    dependencies = [("leads", "0003_owed_answers")]
    operations = [migrations.RunPython(count_what_is_owed, migrations.RunPython.noop)]

"""The indicators that records count by themselves come to companies that are there already."""

from django.db import migrations

COUNTS = {
    32: "follow_ups", 33: "deals_closed", 34: "discovery_questions", 35: "discovery_answers",
    36: "lead_answers_due", 37: "lead_answers_in_time", 38: "handovers_made", 39: "handovers_accepted",
}  # fmt: skip
RATES = {
    51: ("win_rate", 16, 33), 52: ("discovery_depth", 35, 34), 53: ("lead_response_rate", 37, 36),
    54: ("handover_rate", 39, 38),
}  # fmt: skip


def add(apps, _schema):
    Indicator = apps.get_model("catalog", "Indicator")
    if not Indicator.objects.exists():
        return
    rows = [(key, code, "sum", "count", None, None) for key, code in COUNTS.items()]
    rows += [(key, code, "ratio", "share", above, below) for key, (code, above, below) in RATES.items()]
    for key, code, aggregation, measure, above, below in rows:
        Indicator.objects.get_or_create(
            id=key,
            defaults={
                "code": code, "aggregation": aggregation, "measure": measure,
                "numerator_id": above, "denominator_id": below, "order": key,
            },
        )  # fmt: skip


def leave(_apps, _schema):
    """Rows may bear targets by now; without their definitions nobody reads them."""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_own_indicators")]

    operations = [migrations.RunPython(add, leave)]

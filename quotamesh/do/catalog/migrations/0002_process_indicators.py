"""The indicators of the work before the sale come to companies that are there already.

A company founded later gets all of them when it is set up: where there is none yet, none is made here.
"""

from django.db import migrations, models

COUNTS = {
    10: "leads", 11: "calls", 12: "visits", 13: "effective_visits", 14: "proposals", 15: "new_customers",
    16: "deals_won", 22: "reviews_submitted", 23: "reviews_passed_first", 24: "requests_received",
    25: "requests_answered", 26: "milestones_due", 27: "milestones_done", 28: "satisfaction_points",
    29: "satisfaction_answers", 30: "customers_due_renewal", 31: "customers_renewed",
}  # fmt: skip
STATES = {
    17: "named_accounts", 18: "accounts_covered", 19: "accounts_reached", 20: "accounts_penetrated",
    21: "accounts_signed",
}  # fmt: skip
RATES = {
    40: ("lead_conversion", 16, 10), 41: ("coverage", 18, 17), 42: ("reach", 19, 17), 43: ("penetration", 20, 17),
    44: ("signing_rate", 21, 17), 45: ("first_pass_rate", 23, 22), 46: ("response_rate", 25, 24),
    47: ("milestone_rate", 27, 26), 48: ("satisfaction", 28, 29), 49: ("retention", 31, 30),
    50: ("effective_visit_rate", 13, 12),
}  # fmt: skip


def add(apps, _schema):
    Indicator = apps.get_model("catalog", "Indicator")
    if not Indicator.objects.exists():
        return
    rows = [(key, code, "sum", "count", None, None) for key, code in COUNTS.items()]
    rows += [(key, code, "stock", "count", None, None) for key, code in STATES.items()]
    rows += [
        (key, code, "ratio", "count" if code == "satisfaction" else "share", above, below)
        for key, (code, above, below) in RATES.items()
    ]
    there = set(Indicator.objects.values_list("id", flat=True))
    for key, code, aggregation, measure, above, below in rows:
        if key not in there:
            Indicator.objects.create(
                id=key, code=code, aggregation=aggregation, measure=measure,
                numerator_id=above, denominator_id=below, order=key,
            )  # fmt: skip


def leave(_apps, _schema):
    """Rows may bear targets by now; without their definitions nobody reads them."""


AGGREGATIONS = [
    ("sum", "Sum"),
    ("count", "Distinct count"),
    ("ratio", "Ratio"),
    ("stock", "State at the end"),
]


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.AlterField("indicator", "aggregation", models.CharField(choices=AGGREGATIONS, max_length=5)),
        migrations.RunPython(add, leave),
    ]

"""What is lived in the demo company, scene by scene: each module's `play` uses the same actions as the pages."""

from quotamesh.site.demo.scenes import (
    adjustments,
    agreements,
    approvals,
    calibration,
    customers,
    dailyreports,
    experts,
    followups,
    leads,
    market,
    measures,
    namedaccounts,
    objectives,
    paradigms,
    pipeline,
    projects,
    salesplans,
    tiers,
)

# In the order in which each needs those before it.
SCENES = (
    measures,
    customers,
    pipeline,
    leads,
    followups,
    market,
    experts,
    namedaccounts,
    paradigms,
    projects,
    objectives,
    calibration,
    agreements,
    approvals,
    salesplans,
    adjustments,
    dailyreports,
    tiers,
)

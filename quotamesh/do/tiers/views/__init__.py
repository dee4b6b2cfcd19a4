"""Pages of tiers."""

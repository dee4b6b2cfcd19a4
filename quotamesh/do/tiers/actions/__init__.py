"""What can be done to tiers."""

from quotamesh.do.tiers.actions.run import OlderRun, run_tiers

__all__ = ["OlderRun", "run_tiers"]

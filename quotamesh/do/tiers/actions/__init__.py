"""What can be done to tiers."""

from quotamesh.do.tiers.actions.cards import change_card, note_wallet
from quotamesh.do.tiers.actions.rules import effect_of, set_rules
from quotamesh.do.tiers.actions.run import OlderRun, run_tiers

__all__ = ["OlderRun", "change_card", "effect_of", "note_wallet", "run_tiers", "set_rules"]

"""Pages of target plans."""

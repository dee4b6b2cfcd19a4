"""Pages of named accounts."""

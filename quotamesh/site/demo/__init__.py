"""The demo company: an equipment maker drawn from a seed, brought in through the same actions as any other."""

"""`quotamesh bench`: each hot path beside a reference, in one run. One file a bench, listed in `registry`."""

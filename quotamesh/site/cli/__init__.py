"""The command line: one door to the same queries and actions as the pages."""

from quotamesh.site.cli.root import main

__all__ = ["main"]

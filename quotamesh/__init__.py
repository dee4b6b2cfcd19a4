"""Quotamesh (咬合): sales targets that can be reached, split, watched and explained to the cent."""

__version__ = "0.1.0"

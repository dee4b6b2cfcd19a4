"""What can be done with measured values."""

from quotamesh.do.measures.actions.rebuild import rebuild_measures
from quotamesh.do.measures.actions.record import BadMeasure, Stale, Value, record_measures, store_measures

__all__ = ["BadMeasure", "Stale", "Value", "rebuild_measures", "record_measures", "store_measures"]

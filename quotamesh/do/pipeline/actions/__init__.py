"""Writes of the pipeline, one verb a function."""

from quotamesh.do.pipeline.actions.answer import answer_item, take_answer_back
from quotamesh.do.pipeline.actions.change import change_opportunity
from quotamesh.do.pipeline.actions.follow import follow_seats
from quotamesh.do.pipeline.actions.hand_over import hand_over
from quotamesh.do.pipeline.actions.make import open_opportunity
from quotamesh.do.pipeline.actions.move import move, reopen
from quotamesh.do.pipeline.actions.remove import remove_opportunity
from quotamesh.do.pipeline.actions.stats import renew_stats
from quotamesh.do.pipeline.actions.store import store_opportunities

__all__ = [
    "answer_item",
    "change_opportunity",
    "follow_seats",
    "hand_over",
    "move",
    "open_opportunity",
    "remove_opportunity",
    "renew_stats",
    "reopen",
    "store_opportunities",
    "take_answer_back",
]

"""Estimates in words."""

from quotamesh.base.people.models import Company
from quotamesh.base.shell.formats import short, short_money, symbol
from quotamesh.do.catalog.queries import indicator
from quotamesh.plan.experts.models import Question
from quotamesh.plan.targets.finding import Measure


def measure_of(question: Question, company: Company) -> Measure:
    return Measure(indicator(question.indicator.code)[1], company)


def amount_words(value: int, measure: Measure) -> str:
    if measure.currency:
        return symbol(measure.currency) + short_money(value, measure.currency)
    return short(value / 10**measure.digits)

"""What a run stands on, kept with it: people, market, experts and history as they were on the day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from quotamesh.base.people.models import Company, Unit
from quotamesh.do.catalog.models import Product
from quotamesh.do.facts.queries import wide_facts
from quotamesh.kernel.market import Market
from quotamesh.plan.calibration.crew import Crew, Scope, read_crew
from quotamesh.plan.calibration.models import Calibration
from quotamesh.plan.calibration.outside import estimate_for, market_for

Basis = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """What is calibrated, as of a day."""

    company: Company
    fiscal_year: int
    unit: Unit
    product: Product
    indicator: int
    as_of: date

    @classmethod
    def of(cls, calibration: Calibration, company: Company, as_of: date) -> "Subject":
        unit, product = calibration.unit, calibration.product
        return cls(company, calibration.fiscal_year, unit, product, calibration.indicator_id, as_of)


def basis_of(subject: Subject, years: tuple[int, ...]) -> Basis:
    """Everything a computation needs beside the inputs, as JSON keeps it."""
    scope = Scope(
        subject.company,
        subject.fiscal_year,
        subject.unit,
        subject.product.pk,
        subject.indicator,
        years,
        subject.as_of,
    )
    crew = read_crew(scope)
    market = market_for(subject.fiscal_year, subject.product, subject.as_of)
    return {
        "years": list(years),
        "people": _people(crew),
        "stay": crew.stay,
        "head": crew.head,
        "move": crew.basis.move,
        "cycles": crew.basis.cycles,
        "ramp": crew.basis.ramp.tolist(),
        "newcomers": crew.basis.newcomers,
        "recorded": _recorded(subject, years),
        "totals": [round(total) for total in crew.totals.tolist()],
        "market": _market(market) if market else None,
        "experts": estimate_for(subject.fiscal_year, subject.unit, subject.product, subject.indicator),
    }


def _recorded(subject: Subject, years: tuple[int, ...]) -> list[int]:
    """What the summary says of each year, to find out later whether it still does."""
    found = wide_facts(
        indicators=[subject.indicator],
        years=years,
        units=[subject.unit.pk],
        products=[subject.product.pk],
    )
    of_year = {year: amounts[-1] for (_indicator, year, _unit, _product), amounts in found.items()}
    return [of_year.get(year, 0) for year in years]


def _people(crew: Crew) -> dict[str, list]:
    return {
        "seat": crew.seat,
        "person": crew.person,
        "parent": crew.parent,
        "mean": [round(value) for value in crew.mean.tolist()],
        "spread": [round(value, 6) for value in crew.spread.tolist()],
        "fresh": crew.fresh.tolist(),
        "unknown": crew.unknown.tolist(),
    }


def _market(market: Market) -> dict[str, list]:
    return {
        "factors": market.factors.tolist(),
        "scans": market.scans.tolist(),
        "touches": market.touches.tolist(),
        "niches": market.niches.tolist(),
    }


def market_of(basis: Basis) -> Market | None:
    kept = basis["market"]
    if not kept:
        return None
    factors = np.array(kept["factors"], dtype=np.float64)
    return Market(
        factors=factors,
        scans=np.array(kept["scans"], dtype=np.float64).reshape(3, -1),
        touches=np.array(kept["touches"], dtype=np.bool_).reshape(-1, factors.shape[2]),
        niches=np.array(kept["niches"], dtype=np.float64).reshape(3, -1),
    )

"""Making a calibration, changing its inputs, computing it anew. Every computation is kept."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from quotamesh.base.people.models import Company, Unit
from quotamesh.base.trail.actions import Actor, differences, record
from quotamesh.do.catalog.models import Product
from quotamesh.kernel.breakeven import NegativeCost, NoMargin
from quotamesh.kernel.distributions import BadEstimate
from quotamesh.kernel.productivity import CYCLES
from quotamesh.kernel.resources import BadChannel
from quotamesh.plan.calibration.basis import Subject, basis_of
from quotamesh.plan.calibration.errors import BadInput, NameTaken, StaleInputs, StaleLimits
from quotamesh.plan.calibration.inputs import Inputs, completed, even_at, resources_of, stamped
from quotamesh.plan.calibration.limits import NAMES, current, limits_of
from quotamesh.plan.calibration.models import Calibration, ReachLimits, Run
from quotamesh.plan.calibration.result import result_of
from quotamesh.plan.calibration.simulate import state_of


@dataclass(frozen=True)
class Wanted:
    """What is to be calibrated."""

    name: str
    fiscal_year: int
    unit: Unit
    product: Product
    indicator: int
    intent: int
    inputs: Inputs


@transaction.atomic
def create_calibration(actor: Actor, company: Company, wanted: Wanted, as_of: date) -> Calibration:
    """A calibration and its first run.

    Raises:
        NameTaken, BadInput, NothingKnown
    """
    inputs = stamped({}, completed(wanted.inputs), actor.name, as_of.isoformat())
    calibration = Calibration(
        name=wanted.name,
        fiscal_year=wanted.fiscal_year,
        unit=wanted.unit,
        product=wanted.product,
        indicator_id=wanted.indicator,
        intent=wanted.intent,
        inputs=inputs,
        seed=wanted.fiscal_year * 1_000 + wanted.unit.pk % 1_000,
        created_at=actor.at,
        created_by=actor.name,
        changed_at=actor.at,
        changed_by=actor.name,
    )
    try:
        with transaction.atomic():
            calibration.save()
    except IntegrityError as error:
        raise NameTaken from error
    _trail(actor, calibration, "create", {"intent": [None, wanted.intent]})
    _run(actor, company, calibration, as_of)
    return calibration


@transaction.atomic
def change_inputs(
    actor: Actor,
    company: Company,
    calibration: Calibration,
    *,
    intent: int,
    inputs: Inputs,
    seen: int,
    as_of: date,
) -> Run:
    """Put new inputs in place of the old and compute anew. `seen`: the revision the editor began from.

    Raises:
        StaleInputs, BadInput, NothingKnown
    """
    locked = Calibration.objects.select_for_update().get(pk=calibration.pk)
    if locked.revision != seen:
        raise StaleInputs(seen, locked.revision, locked.changed_by, locked.intent)
    before = {"intent": locked.intent, "inputs": locked.inputs}
    locked.inputs = stamped(locked.inputs, completed(inputs), actor.name, as_of.isoformat())
    locked.intent, locked.revision = intent, locked.revision + 1
    locked.changed_at, locked.changed_by = actor.at, actor.name
    locked.save()
    after = {"intent": intent, "inputs": locked.inputs}
    _trail(
        actor,
        locked,
        "change",
        {key: [before[key], after[key]] for key in after if before[key] != after[key]},
    )
    return _run(actor, company, locked, as_of)


@transaction.atomic
def compute_anew(actor: Actor, company: Company, calibration: Calibration, as_of: date) -> Run:
    """The same inputs with what is recorded by now. Raises NothingKnown."""
    locked = Calibration.objects.select_for_update().get(pk=calibration.pk)
    return _run(actor, company, locked, as_of)


@transaction.atomic
def discard_calibration(actor: Actor, calibration: Calibration) -> None:
    _trail(actor, calibration, "discard", {"name": [calibration.name, None]})
    calibration.delete()


def _run(actor: Actor, company: Company, calibration: Calibration, as_of: date) -> Run:
    refuse_bad(calibration.inputs)
    subject = Subject.of(calibration, company, as_of)
    years = tuple(range(calibration.fiscal_year - CYCLES, calibration.fiscal_year))
    basis = basis_of(subject, years)
    state = state_of(basis, calibration.inputs, calibration.seed)
    result = result_of(
        state, basis, calibration.inputs, calibration.intent, calibration.seed, current().limits
    )
    last = Run.objects.filter(calibration=calibration).values_list("number", flat=True).first()
    run = Run.objects.create(
        calibration=calibration,
        number=(last or 0) + 1,
        revision=calibration.revision,
        at=actor.at,
        by=actor.name,
        as_of=as_of,
        intent=calibration.intent,
        inputs=calibration.inputs,
        basis=basis,
        result=result,
    )
    change = {"run": [last, run.number], "probability": [None, round(result["probability"], 4)]}
    _trail(actor, calibration, "run", change)
    return run


def refuse_bad(inputs: Inputs) -> None:
    """Raises BadInput: the row and field that cannot be, in the numbers of the inputs."""
    try:
        resources_of(inputs)
        even_at(inputs)
    except BadChannel as error:
        part = "repeat" if error.name == "repeat" else "channels"
        raise BadInput(error.reason, part, error.place, error.name) from error
    except BadEstimate as error:
        raise BadInput(error.reason, "channels", error.place, "") from error
    except (NoMargin, NegativeCost) as error:
        reason = "margin" if isinstance(error, NoMargin) else "negative"
        raise BadInput(reason, "break_even", 0, "margin") from error


def _trail(actor: Actor, calibration: Calibration, verb: str, change: dict) -> None:
    record(
        actor,
        f"calibration.{verb}",
        subject="calibration",
        key=str(calibration.uid),
        label=calibration.name,
        change=change,
    )


@transaction.atomic
def set_limits(actor: Actor, percents: dict[str, int], *, seen: int | None) -> None:
    """Which probabilities pass, warn and fail from now on. `seen`: the revision that was looked at.

    Raises:
        LimitsOutOfOrder, StaleLimits
    """
    limits_of(percents)
    row = ReachLimits.objects.select_for_update().first()
    before = current()
    change = differences(before.percents, percents)
    if seen != before.revision:
        raise StaleLimits({name: [mine, theirs] for name, (theirs, mine) in change.items()})
    if not change:
        return
    row = row or ReachLimits(revision=0)
    for name in NAMES:
        setattr(row, name, percents[name])
    row.revision += 1
    row.save()
    record(actor, "calibration.limits", subject="limits", key="limits", label="SMART", change=change)

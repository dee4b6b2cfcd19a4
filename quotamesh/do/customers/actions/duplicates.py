"""Which two customers may be one: looked for when one is made, named or brought in, and among all on demand."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from quotamesh.base.jobs.progress import SILENT, Progress
from quotamesh.base.store import bulk
from quotamesh.base.trail.actions import Actor, record
from quotamesh.do.customers.duplicates import candidates
from quotamesh.do.customers.models import Customer, Suspect
from quotamesh.kernel.names import pairs, read

CHUNK = 500


def suspect(customer: Customer) -> None:
    """Note with whom a customer may be one under its present name; what was told apart stays so."""
    alike = dict(candidates(customer.name, but=customer.pk))
    stale = Suspect.objects.filter(different=False)
    for side, opposite in (("one", "other"), ("other", "one")):
        stale.filter(**{side: customer}).exclude(**{f"{opposite}__in": alike}).delete()
    put(((min(customer.pk, other), max(customer.pk, other), likeness) for other, likeness in alike.items()))


def put(found: Iterable[tuple[int, int, int]]) -> int:
    """Note pairs that are not noted yet: (older, newer, likeness); returns how many were new."""
    wanted = {(one, other): likeness for one, other, likeness in found}
    if not wanted:
        return 0
    ones = list({one for one, _other in wanted})
    known = set()
    for start in range(0, len(ones), CHUNK):
        rows = Suspect.objects.filter(one__in=ones[start : start + CHUNK])
        known |= set(rows.values_list("one_id", "other_id"))
    fresh = [(one, other, likeness) for (one, other), likeness in wanted.items() if (one, other) not in known]
    rows = ((bulk.new_uid_value(), *pair, False) for pair in fresh)
    bulk.insert(Suspect, ("uid", "one", "other", "likeness", "different"), rows)
    return len(fresh)


def among(
    stored: Sequence[tuple[int, str]], added: Sequence[tuple[int, str]], progress: Progress = SILENT
) -> list[tuple[int, int, int]]:
    """Pairs of customers (key, name) that may be one, of which at least one was added."""
    keys = [pk for pk, _name in (*stored, *added)]
    names = [read(name) for _pk, name in (*stored, *added)]
    found = []
    # Pairs come roughly in the order of the older of the two, so that its place tells how far it is.
    for a, b, likeness in pairs(names, len(stored)):
        found.append((min(keys[a], keys[b]), max(keys[a], keys[b]), likeness))
        if not len(found) % CHUNK:
            progress("comparing", a, len(names))
    return found


@transaction.atomic
def look_for_duplicates(actor: Actor, progress: Progress = SILENT) -> int:
    """Compare all customers anew; returns how many pairs are open. What was told apart stays so.

    Raises:
        Cancelled
    """
    progress("names")
    everybody = list(Customer.objects.order_by("id").values_list("id", "name"))
    found = among([], everybody, progress)
    progress("pairs")
    Suspect.objects.filter(different=False).delete()
    put(found)
    count = Suspect.objects.filter(different=False).count()
    record(
        actor, "customer.look", subject="customers", key="suspects", label="suspects",
        change={"open": [None, count]},
    )  # fmt: skip
    return count


@transaction.atomic
def tell_apart(actor: Actor, pair: Suspect, *, different: bool = True) -> None:
    """Two customers are not the same, whatever their names; or are suspected again."""
    if pair.different == different:
        return
    pair.different = different
    pair.save(update_fields=["different"])
    change = {"different": [not different, different]}
    label = f"{pair.one} · {pair.other}"[:300]
    record(actor, "customer.tell_apart", subject="suspect", key=str(pair.uid), label=label, change=change)

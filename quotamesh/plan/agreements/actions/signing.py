"""Signing: the right person, the content that was shown, once. Whoever calls has made sure it is them."""

from django.db import transaction

from quotamesh.base.people.models import Person
from quotamesh.base.trail.actions import Actor, record
from quotamesh.plan.agreements import errors
from quotamesh.plan.agreements.access import side_of
from quotamesh.plan.agreements.content import differences, digest_of, read, seal_of
from quotamesh.plan.agreements.models import Agreement, Reminder, Side, Signature

State = Agreement.State


@transaction.atomic
def sign(actor: Actor, agreement: Agreement, person: Person | None, seen: str) -> Signature:
    """Bind signer, moment and content. With the second signature the agreement counts.

    seen: digest of the content the signer was shown.

    Raises:
        NotAParty, AlreadySigned, ContentChanged, NotToSign
    """
    agreement = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("owner", "leader", "unit")
        .get(pk=agreement.pk)
    )
    side = side_of(person.pk if person else None, agreement)
    if side is None or person is None:
        raise errors.NotAParty(agreement.owner.name, agreement.leader.name)
    if before := agreement.signatures.filter(side=side).first():
        raise errors.AlreadySigned(before.name, before.at)
    _refuse_other_content(agreement, seen)
    made = Signature.objects.create(
        agreement=agreement,
        side=side,
        person=person,
        name=person.name,
        at=actor.at,
        digest=agreement.digest,
        seal=seal_of(side, person.code, person.name, actor.at, agreement.digest),
    )
    if agreement.signatures.count() == len(Side.values):
        _complete(agreement)
    Reminder.objects.filter(unit=agreement.unit, fiscal_year=agreement.fiscal_year, person=person).delete()
    change = {"side": [None, side], "digest": [None, made.digest], "seal": [None, made.seal]}
    record(
        actor,
        "agreement.sign",
        subject="agreement",
        key=str(agreement.uid),
        label=agreement.number,
        change=change,
    )
    return made


def _refuse_other_content(agreement: Agreement, seen: str) -> None:
    successor = agreement.successors.order_by("-version").first()
    if agreement.state != State.OPEN:
        if successor is None:
            raise errors.NotToSign
        changes = list(differences(read(agreement.content), read(successor.content)))
        raise errors.ContentChanged(str(successor.uid), changes)
    if seen != agreement.digest or digest_of(agreement.content) != agreement.digest:
        raise errors.ContentChanged(str(agreement.uid), [("digest", seen, agreement.digest)])


def _complete(agreement: Agreement) -> None:
    """The version before steps back only now: until then it is the one that counts."""
    Agreement.objects.filter(
        fiscal_year=agreement.fiscal_year,
        unit=agreement.unit,
        owner=agreement.owner,
        state=State.SIGNED,
    ).update(state=State.SUPERSEDED)
    agreement.state = State.SIGNED
    agreement.save(update_fields=["state"])

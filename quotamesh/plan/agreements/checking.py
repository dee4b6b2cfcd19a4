"""Whether a PDF is the one that was issued, and if not, what differs."""

import hashlib
from dataclasses import dataclass, field

from quotamesh.plan.agreements.content import Difference, NotCanonical, differences, digest_of, read, seal_of
from quotamesh.plan.agreements.models import Agreement, Issued, Side, Signature
from quotamesh.plan.agreements.reading_pdf import attached

GENUINE, UNSIGNED, ALTERED, CHANGED, BROKEN, UNKNOWN = (
    "genuine",
    "unsigned",
    "altered",
    "changed",
    "broken",
    "unknown",
)
LARGEST_FILE = 20 * 1024 * 1024


@dataclass(frozen=True)
class Verdict:
    """What was found.

    genuine: issued here, both signatures in place. unsigned: issued here, but not signed by both.
    altered: the content is the one on record, the file is not as it was issued. changed: the content differs.
    broken: the record itself no longer fits its digests. unknown: no agreement of this company.
    """

    kind: str
    digest: str
    agreement: Agreement | None = None
    signatures: list[Signature] = field(default_factory=list)
    changes: list[Difference] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return self.kind == GENUINE


def check(data: bytes) -> Verdict:
    digest = hashlib.sha256(data).hexdigest()
    issued = Issued.objects.filter(digest=digest).select_related("agreement__unit").first()
    if issued:
        return _of_issued(digest, issued)
    text = attached(data)
    if text is None:
        return Verdict(UNKNOWN, digest)
    return _of_content(digest, text)


def _of_issued(digest: str, issued: Issued) -> Verdict:
    """The signatures the file bears: those made first, as many as it had when it was issued."""
    agreement = issued.agreement
    signatures = list(agreement.signatures.select_related("person").order_by("at", "id"))[: issued.signatures]
    if not intact(agreement, signatures):
        return Verdict(BROKEN, digest, agreement, signatures)
    kind = GENUINE if len(signatures) == len(Side.values) else UNSIGNED
    return Verdict(kind, digest, agreement, signatures)


def intact(agreement: Agreement, signatures: list[Signature]) -> bool:
    """Whether content, digest and seals on record still belong together."""
    return digest_of(agreement.content) == agreement.digest and all(
        signature.digest == agreement.digest
        and signature.seal
        == seal_of(signature.side, signature.person.code, signature.name, signature.at, signature.digest)
        for signature in signatures
    )


def _of_content(digest: str, text: str) -> Verdict:
    same = Agreement.objects.filter(digest=digest_of(text)).select_related("unit").first()
    if same:
        return Verdict(ALTERED, digest, same, list(same.signatures.all()))
    try:
        claimed = read(text)
    except NotCanonical:
        return Verdict(UNKNOWN, digest)
    agreement = Agreement.objects.filter(number=str(claimed.get("number"))).select_related("unit").first()
    if agreement is None:
        return Verdict(UNKNOWN, digest)
    changes = list(differences(read(agreement.content), claimed))
    return Verdict(CHANGED, digest, agreement, list(agreement.signatures.all()), changes)

"""Why deals are lost: a short list to choose from, so that losses can be counted, beside one's own words.

The list is the company's own; it begins with the usual reasons, made on first use. A reason is retired rather than
removed: deals lost for it keep it, under the name it has now.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quotamesh.do.pipeline.models import LossReason

APART = " · "
# code, Chinese, English
STANDARD = (
    ("price", "价格", "Price"),
    ("competitor", "竞争对手", "A competitor"),
    ("budget", "没有预算", "No budget"),
    ("need", "需求消失", "The need is gone"),
    ("timing", "推迟", "Put off"),
    ("fit", "产品不适合", "The product does not fit"),
    ("relation", "接触不到决策人", "No access to who decides"),
    ("silence", "不再回应", "No answer any more"),
    ("other", "其他原因", "Another reason"),
)


@dataclass(frozen=True)
class Reasons:
    """All reasons in order, the retired ones among them."""

    by_code: dict[str, LossReason]

    @property
    def offered(self) -> list[LossReason]:
        return [each for each in self.by_code.values() if not each.retired]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(each.code, each.label) for each in self.offered]

    def offers(self, code: str) -> bool:
        return code in self.by_code and not self.by_code[code].retired

    def words(self, why: str, reason: str = "") -> str:
        """The reason of a loss: the one chosen, one's own words, or both."""
        known = self.by_code[why].label if why in self.by_code else why
        return APART.join(filter(None, (known, reason)))

    def code_of(self, words: str) -> str:
        """The code of a reason named by its code or in either language; '' for own words."""
        return self._known().get(words.strip().casefold(), "")

    def read(self, text: str) -> tuple[str, str]:
        """The chosen reason and one's own words, of what `words` made of the two or of either alone."""
        head, _apart, rest = text.partition(APART)
        for chosen, own in ((text, ""), (head, rest)):
            if code := self.code_of(chosen):
                return code, own.strip()
        return "", text

    def _known(self) -> dict[str, str]:
        """Words and what they mean: a name that is offered stands above a code, that above names no longer used."""
        usual = _words(row for row in STANDARD if row[0] in self.by_code)
        retired = _words(each.names for each in self.by_code.values() if each.retired)
        codes = {code.casefold(): code for code in self.by_code}
        return usual | retired | codes | _words(each.names for each in self.offered)


def _words(rows: Iterable[tuple[str, ...]]) -> dict[str, str]:
    return {word.casefold(): code for code, *words in rows for word in words if word}


def loss_reasons() -> Reasons:
    """One query; the usual reasons are made where there are none."""
    rows = list(LossReason.objects.all())
    if not rows:
        make_standard_reasons()
        rows = list(LossReason.objects.all())
    return Reasons({row.code: row for row in rows})


def make_standard_reasons() -> None:
    rows = (
        LossReason(code=code, name_zh=name_zh, name_en=name_en, order=place)
        for place, (code, name_zh, name_en) in enumerate(STANDARD, start=1)
    )
    # Two first uses at once make them once.
    LossReason.objects.bulk_create(rows, ignore_conflicts=True)

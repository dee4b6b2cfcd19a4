"""How likely open deals are won, and when: read from the small table of closed deals, never from history itself."""

from dataclasses import dataclass

from quotamesh.base.store.paths import STEP, ancestor_ids
from quotamesh.do.pipeline.models import Stage, StageStat
from quotamesh.kernel.pipeline import Chance, NoHistory, Record, chances, total


@dataclass(frozen=True)
class Chances:
    """Chances by (main line, stage); empty as long as nothing was closed."""

    known: dict[tuple[int, int], Chance]

    @classmethod
    def read(cls) -> "Chances":
        """One query."""
        fields = ("line_id", "stage_id", "stage__kind", "closed", "won", "dated", "days")
        through: dict[tuple[int, int], Record] = {}
        ended: list[Record] = []
        for line, stage, kind, *sums in StageStat.objects.filter(closed__gt=0).values_list(*fields):
            if kind in Stage.ENDS:
                ended.append(Record(*sums))
            else:
                through[line, stage] = Record(*sums)
        try:
            return cls(chances(through, total(ended)))
        except NoHistory:
            return cls({})

    def of(self, product_path: str, stage: int) -> Chance | None:
        """The chance of an open deal of a product in a stage."""
        line = ancestor_ids(product_path[: 2 * STEP])[-1]
        for key in ((line, stage), (0, stage), (0, 0)):
            if key in self.known:
                return self.known[key]
        return None

"""The rules in force, as values: what the company set, or else what the product begins with."""

from dataclasses import dataclass

from quotamesh.do.tiers.models import Scheme
from quotamesh.kernel.tiering import FALLING, MEASURES, Rule

# Limits as people say them: days since the last purchase and percent of the wallet are better when smaller.
DEFAULTS: dict[str, dict] = {
    "r": {"weight": 1, "limits": []},
    "f": {"weight": 1, "limits": []},
    "m": {"weight": 1, "limits": []},
    "complexity": {"weight": 3, "limits": [2, 3, 4, 5]},
    "chain": {"weight": 2, "limits": [1, 2, 3, 5]},
    "growth": {"weight": 3, "limits": [50, 90, 110, 150]},
    "wallet": {"weight": 2, "limits": [80, 60, 40, 20]},
}


@dataclass(frozen=True)
class Rules:
    """What a run is made by. `window_days` None: all purchases ever. Cuts in hundredths of a score."""

    window_days: int | None
    growth_days: int
    measures: dict[str, dict]
    cut_value: int
    cut_potential: int
    revision: int = 0

    @property
    def cuts(self) -> tuple[int, int]:
        return self.cut_value, self.cut_potential

    def kernel(self) -> dict[str, Rule]:
        """
        Raises:
            BadRule
        """
        return {name: self.kernel_rule(name, self.measures[name]) for name in MEASURES}

    @staticmethod
    def kernel_rule(name: str, given: dict) -> Rule:
        sign = -1 if name in FALLING else 1
        return Rule(given["weight"], tuple(sign * limit for limit in given["limits"]))

    def told(self) -> dict:
        """As JSON keeps it."""
        return {
            "window_days": self.window_days,
            "growth_days": self.growth_days,
            "measures": self.measures,
            "cut_value": self.cut_value,
            "cut_potential": self.cut_potential,
            "revision": self.revision,
        }


def told_flat(rules: Rules) -> dict:
    """One value a setting, so that the trail names what changed; revisions left out."""
    flat: dict = {name: value for name, value in rules.told().items() if name not in ("measures", "revision")}
    for name, given in rules.measures.items():
        flat[f"{name} weight"], flat[f"{name} limits"] = given["weight"], given["limits"]
    return flat


def rules_of(scheme: Scheme | None) -> Rules:
    if scheme is None:
        return Rules(None, 365, DEFAULTS, 300, 300)
    return Rules(
        scheme.window_days,
        scheme.growth_days,
        {name: scheme.rules.get(name, DEFAULTS[name]) for name in MEASURES},
        scheme.cut_value,
        scheme.cut_potential,
        scheme.revision,
    )


def current() -> Rules:
    return rules_of(Scheme.objects.first())

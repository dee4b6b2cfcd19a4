"""What was measured, for people to read."""

from collections.abc import Iterator
from typing import Any

Told = dict[str, Any]
WORDS = {
    "faster": "at least {:g} times as fast",
    "within": "at most {:g} times the reference",
    "ms": "at most {:g} ms",
    "p95_ms": "95 % within {:g} ms",
    "per_second": "at least {:g} a second",
    "queries": "at most {:g} queries",
}


def text_of(results: list[Told]) -> str:
    return "\n".join(line for result in results for line in _bench(result))


def _bench(result: Told) -> Iterator[str]:
    if "skipped" in result:
        yield f"{result['name']}: skipped, {result['skipped']}\n"
        return
    yield f"{result['name']} – {result['says']} ({result['size']})"
    for line in result["lines"]:
        yield from _line(line, judged=result["size"] == "full")
    memory = {key: f"{value / 1e6:,.0f} MB" for key, value in result["memory"].items()}
    yield f"  memory: {memory['ours']} at the peak, of which {memory['prepared']} before it began\n"


def _line(line: Told, *, judged: bool) -> Iterator[str]:
    sizes = ", ".join(f"{count:,} {what}" for what, count in line["sizes"].items())
    yield f"  {line['title']}" + (f": {sizes}" if sizes else "")
    yield "    " + _figures(line)
    for goal in line["goals"]:
        verdict = (": met" if met(line, goal) else ": MISSED") if judged else " (judged at full size)"
        yield f"    goal {WORDS[goal['kind']].format(goal['limit'])}{verdict}"
    if "growth" in line:
        fits = "met" if line["growth"] <= line["growth_limit"] else "MISSED"
        yield (
            f"    ten times the data takes {line['growth']:.2f} times as long, "
            f"goal at most {line['growth_limit']:g}: {fits}"
        )
    if line["note"]:
        yield f"    {line['note']}"


def _figures(line: Told) -> str:
    parts = [_timing(line["ours"])]
    if line["per_second"]:
        parts.append(f"{line['per_second']:,.0f} a second")
    if line["queries"] is not None:
        parts.append(f"{line['queries']} queries")
    if line["other"]:
        parts.append(f"{line['reference']} {_timing(line['other'])}")
        parts.append(ratio_of(line["ratio"]))
    return " · ".join(parts)


def ratio_of(ratio: float) -> str:
    """`ratio` is the reference's time over ours."""
    return f"{ratio:,.1f} times as fast" if ratio >= 1 else f"{1 / ratio:.2f} times the reference"


def _timing(timing: Told) -> str:
    spread = f"{seconds(timing['min'])} – {seconds(timing['max'])}"
    return f"{seconds(timing['median'])} ({spread}, {timing['runs']} runs, 95 % {seconds(timing['p95'])})"


def seconds(value: float) -> str:
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.3g} ms" if value >= 1e-3 else f"{value * 1e6:.3g} µs"


def met(line: Told, goal: Told) -> bool:
    """Whether a goal holds of what was measured."""
    kind, limit = goal["kind"], goal["limit"]
    if kind == "per_second":
        return (line["per_second"] or 0) >= limit
    if kind == "queries":
        return line["queries"] is not None and line["queries"] <= limit
    if kind == "faster":
        return line["ratio"] >= limit
    if kind == "within":
        return 1 / line["ratio"] <= limit
    return line["ours"]["p95" if kind == "p95_ms" else "median"] * 1e3 <= limit

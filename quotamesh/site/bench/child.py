"""The process in which one bench runs: `python -m quotamesh.site.bench.child NAME SCALE REPEAT`."""

import importlib
import json
import sys

from quotamesh.site.bench.measure import Case, peak_memory
from quotamesh.site.bench.registry import BY_NAME


def main(name: str, scale: str, repeat: str) -> None:
    case = Case(float(scale), int(repeat))
    importlib.import_module(BY_NAME[name].module).run(case)
    told = {
        "lines": [line.told() for line in case.lines],
        "memory": {"prepared": case.prepared, "ours": case.peak or peak_memory(), "whole": peak_memory()},
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])

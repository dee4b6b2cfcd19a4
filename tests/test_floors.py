"""What imports do not show of the floors: foreign keys, and the templates that templates take in."""

import re
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.template import engines
from django.template.loader import get_template

import quotamesh

HOUSE = Path(quotamesh.__file__).parent
FLOORS = ("kernel", "base", "do", "plan", "check", "act", "site")
TAKES_IN = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")


def floor_of(module: str) -> int | None:
    """0 for the lowest; None for what is not ours."""
    parts = module.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "quotamesh" else None


def test_the_floors_are_all_there_are():
    folders = {path.name for path in HOUSE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert folders <= set(FLOORS)


def test_foreign_keys_point_to_the_same_floor_or_a_lower_one():
    upward = []
    for model in apps.get_models():
        floor = floor_of(model.__module__)
        for field in model._meta.get_fields():
            if floor is None or not field.is_relation or field.auto_created or field.related_model is None:
                continue
            there = floor_of(field.related_model.__module__)
            if there is not None and there > floor:
                upward.append(
                    f"{model.__module__}.{model.__name__}.{field.name} → {field.related_model.__module__}"
                )
    assert not upward


def own_templates() -> list[Path]:
    return sorted(HOUSE.rglob("templates/**/*.html"))


def module_of(path: Path) -> str:
    return ".".join(("quotamesh", *path.relative_to(HOUSE).parts[:2]))


@pytest.mark.parametrize("path", own_templates(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_templates_take_in_the_same_floor_or_a_lower_one(path):
    floor = floor_of(module_of(path))
    for name in TAKES_IN.findall(path.read_text(encoding="utf-8")):
        origin = Path(get_template(name).origin.name)
        if origin.is_relative_to(Path(django.__file__).parent):
            continue
        there = floor_of(module_of(origin))
        assert there is not None
        assert there <= floor, f"{path.name} takes in {name} from {FLOORS[there]}"


def test_every_template_compiles():
    engine = engines["django"]
    for path in own_templates():
        engine.from_string(path.read_text(encoding="utf-8"))


def test_models_are_fetched_by_import_not_by_name():
    """`apps.get_model("…")` would hide a way upward from the import contracts."""
    by_name = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if "migrations" not in path.parts
        and "tests" not in path.parts
        and "get_model(" in path.read_text("utf-8")
    ]
    assert not by_name

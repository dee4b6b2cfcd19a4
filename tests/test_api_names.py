"""The interface's description keeps one form for each name: two schemas of one name would swallow each other."""

from collections import defaultdict

from ninja import Schema

from quotamesh.site.api import api


def all_below(kind: type) -> set[type]:
    return {each for direct in kind.__subclasses__() for each in (direct, *all_below(direct))}


def test_every_schema_has_a_name_of_its_own():
    assert api.urls
    places = defaultdict(set)
    for schema in all_below(Schema):
        if schema.__module__.startswith("quotamesh."):
            places[schema.__name__].add(schema.__module__)
    assert not {name: modules for name, modules in places.items() if len(modules) > 1}

"""The addresses of the product as the resolver knows them, and knocking at them as somebody."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from tests.doors.table import Door

PAGE_METHODS = ("GET", "POST")


def addresses() -> set[tuple[str, str]]:
    """(method, route) of everything that can be called; pages count with both methods."""
    return {(method, route) for route, pattern in _walk(get_resolver()) for method in _methods(pattern)}


def _walk(resolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, route)
        else:
            yield route, pattern


def _methods(pattern: URLPattern) -> tuple[str, ...]:
    """What an operation of the interface takes, as it declares it; GET and POST for a page."""
    path_view = getattr(pattern.callback, "csrf_exempt", None) and _path_view(pattern)
    if path_view:
        return tuple(method for operation in path_view.operations for method in operation.methods)
    return PAGE_METHODS


def _path_view(pattern: URLPattern):
    closure = getattr(pattern.callback, "__closure__", None) or ()
    held = [cell.cell_contents for cell in closure]
    return next((each for each in held if hasattr(each, "operations")), None)


def path_of(door: Door, things: Any) -> str:
    """The route with its places filled in."""
    values = door.at(things)
    path = RoutePattern(door.route)
    route = door.route
    for name in path.converters:
        start = route.index("<")
        end = route.index(">", start)
        assert route[start + 1 : end].split(":")[-1] == name
        route = route[:start] + str(values[name]) + route[end + 1 :]
    return "/" + route


def knock(door: Door, things: Any, client) -> tuple[int, bytes]:
    """Status and content; what the call writes is undone."""
    path = path_of(door, things)
    with transaction.atomic():
        response = client.generic(door.method, path, **_sent(door, things, client))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response.status_code, content


def _sent(door: Door, things: Any, client) -> dict[str, Any]:
    sent: dict[str, Any] = {"QUERY_STRING": urlencode(door.query(things), doseq=True)}
    if door.json:
        sent |= {"data": json.dumps(door.json(things)), "content_type": "application/json"}
    elif door.method == "POST":
        form = door.form(things) if door.form else {}
        sent |= {"data": urlencode(form, doseq=True), "content_type": "application/x-www-form-urlencoded"}
    return sent

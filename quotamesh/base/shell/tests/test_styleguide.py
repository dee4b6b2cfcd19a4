import re

import pytest
from django.test import RequestFactory
from django.utils import translation

from quotamesh.base.shell.views import styleguide


@pytest.fixture(params=["en", "zh-hans"])
def page(request, db, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    asked = RequestFactory().get("/styleguide", {"sort": "-actual"})
    with translation.override(request.param):
        return styleguide(asked).content.decode()


def test_nothing_is_written_inline(page):
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=|javascript:", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


def test_nothing_comes_from_elsewhere(page):
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)


def test_ids_are_unique(page):
    ids = re.findall(r"\sid=\"([^\"]+)\"", page)
    assert sorted(set(ids)) == sorted(ids)


def test_sorting_shows_in_the_header(page):
    assert page.count('aria-sort="descending"') == 1
    assert "?sort=actual" in page

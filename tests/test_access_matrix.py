"""Every address of the product × every role: who gets in, who is told no, and for whom a thing does not exist."""

from collections import Counter

import pytest
from django.db import connection

from tests.doors import all_doors
from tests.doors.probe import addresses, knock
from tests.doors.table import OPERATIONS, REPRESENTATIVE, ROLES

DOORS = all_doors()
# Who gets in does not depend on the database; that every page and call works does. The second one is asked by two.
TWO = (OPERATIONS, REPRESENTATIVE)


def test_every_address_is_in_the_table():
    known = {(door.method, door.route) for door in DOORS}
    unknown, gone = addresses() - known, known - addresses()
    assert not unknown, f"enter these in a module of tests/doors: {sorted(unknown)}"
    assert not gone, f"the table names addresses that are no more: {sorted(gone)}"


def test_no_address_stands_twice_in_the_table():
    doubled = [key for key, n in Counter((d.method, d.route) for d in DOORS).items() if n > 1]
    assert not doubled


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_who_gets_in(door, things):
    roles = ROLES if connection.vendor == "sqlite" else TWO
    found = {role: knock(door, things, things.client(role))[0] for role in roles}
    wrong = {role: (found[role], door.answers[role]) for role in roles if found[role] != door.answers[role]}
    assert not wrong, f"(found, expected): {wrong}"

"""Kinds of action, a module each:

    NAME, MEANING                for people
    MINUTES, LOSS                what it takes, and the share of the chance lost when it is left for a round
    find(desk, rule) -> list[Action]
    done(actor, desk, key), undone(actor, desk, key)     where doing it changes a record; otherwise left out

A new one: its module here, and its name in `rules.KINDS`.
"""

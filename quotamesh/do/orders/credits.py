"""Who is credited for an imported line: one person, or several with their shares."""

import numpy as np
from django.utils.translation import gettext_noop as _

from quotamesh.base.people.seats import NO_SEAT, Seats
from quotamesh.base.tables.coded import EMPTY
from quotamesh.base.tables.days import as_days
from quotamesh.base.tables.lookups import Nearest, keys_of
from quotamesh.base.tables.problems import Message
from quotamesh.base.tables.rows import Rows
from quotamesh.base.tables.shares import WHOLE


class Credits:
    """The credits of line i are `offsets[i]` to `offsets[i + 1]` of person, seat and share."""

    def __init__(self, rows: Rows):
        self.seats = Seats()
        persons = keys_of(rows, "person", self.seats.person_ids, "person")
        self._check_one_of(rows)
        values = rows.coded("credit")
        counts = values.array(len, 1, np.int64)
        lines, days = np.arange(len(rows)), as_days(rows.coded("date"))
        if values.values:
            persons, lines, days = (np.repeat(column, counts) for column in (persons, lines, days))
        self.offsets = np.r_[0, np.cumsum(counts)]
        self.person, self.share = persons, np.full(len(persons), WHOLE, dtype=np.int64)
        if values.values:
            self._lay_out(rows)
        self.seat = self.seats.held(self.person, days)
        self._check_seats(rows, days, lines)

    def _check_one_of(self, rows: Rows) -> None:
        person, credit = rows.coded("person"), rows.coded("credit")
        both = np.flatnonzero(person.filled & credit.filled)
        hint = Message(_("Fill one of the two."))
        rows.refuse_all(both, "credit", "both", lambda _i: (Message(_("is filled as well as person.")), hint))
        wrong = rows.unreadable("person") | rows.unreadable("credit")
        neither = np.flatnonzero(~person.filled & ~credit.filled & ~wrong)
        column = "person" if rows.has("person") else "credit"
        message = Message(_("is missing: nobody is credited."))
        rows.refuse_all(neither, column, "missing", lambda _i: message)

    def _lay_out(self, rows: Rows) -> None:
        """Put each line's shares into its stretch of the credits."""
        values = rows.coded("credit")
        self._check_codes(rows)
        ids = self.seats.person_ids
        people = np.array(
            [ids.get(code, EMPTY) for value in values.values for code, _share in value], dtype=np.int64
        )
        shares = np.array([share for value in values.values for _code, share in value], dtype=np.int64)
        starts = np.r_[0, np.cumsum([len(value) for value in values.values])]
        lines = np.flatnonzero(values.filled)
        counts = np.diff(self.offsets)[lines]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places = np.repeat(self.offsets[lines], counts) + within
        parts = np.repeat(starts[values.codes[lines]], counts) + within
        self.person[places], self.share[places] = people[parts], shares[parts]

    def _check_codes(self, rows: Rows) -> None:
        values, ids = rows.coded("credit"), self.seats.person_ids
        nearest = Nearest(ids)
        for number, value in enumerate(values.values):
            unknown = [code for code, _share in value if code not in ids]
            if unknown:
                message = Message(_("names %(code)s, which is not the code of a person."), code=unknown[0])
                said = (message, nearest(unknown[0]))
                rows.refuse_all(
                    np.flatnonzero(values.codes == number),
                    "credit",
                    "unknown_code",
                    lambda _i, said=said: said,
                )

    def _check_seats(self, rows: Rows, days: np.ndarray, lines: np.ndarray) -> None:
        lacking = np.flatnonzero((self.seat == NO_SEAT) & (self.person != EMPTY) & ~np.isnat(days))
        if not len(lacking):
            return
        names = {pk: code for code, pk in self.seats.person_ids.items()}
        by_line = dict(zip(lines[lacking].tolist()[::-1], lacking.tolist()[::-1], strict=True))
        shared = rows.coded("credit").filled
        for column, chosen in (("credit", True), ("person", False)):
            places = [line for line in sorted(by_line) if shared[line] == chosen]
            rows.refuse_all(
                places, column, "no_seat", lambda line: self._say_no_seat(by_line[line], days, names)
            )

    def _say_no_seat(self, place: int, days: np.ndarray, names: dict[int, str]):
        person = int(self.person[place])
        held = self.seats.periods(person)
        message = Message(_("%(person)s has no seat on %(day)s."), person=names[person], day=days[place])
        return message, Message(_("Seats were held: %(periods)s."), periods=held) if held else None

"""Which seat a person held on a day, for many people and days at once."""

from datetime import date

import numpy as np

from quotamesh.base.people.models import Person, Tenure

EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 31)
NO_SEAT = -1


class Seats:
    def __init__(self):
        self.person_ids = dict(Person.objects.values_list("code", "id"))
        rows = Tenure.objects.values_list("person_id", "seat_id", "valid_from", "valid_to")
        # Of two seats at once the one begun last counts, the newer one of two begun on the same day.
        spans = sorted((person, start or EARLIEST, seat, end or LATEST) for person, seat, start, end in rows)
        self.person = np.array([span[0] for span in spans], dtype=np.int64)
        self.start = np.array([span[1] for span in spans], dtype="datetime64[D]").astype(np.int64)
        self.seat = np.array([span[2] for span in spans], dtype=np.int64)
        self.end = np.array([span[3] for span in spans], dtype="datetime64[D]").astype(np.int64)

        # One place more than there are people, so that person -1 finds nothing.
        self.last = np.full(max(self.person_ids.values(), default=0) + 2, -1, dtype=np.int64)
        self.last[self.person] = np.arange(len(spans))

    def held(self, person: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The seat of each person (-1: nobody) on each day, -1 where there was none."""
        return self.held_between(person, days, days)

    def held_between(self, person: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """The seat each person held last within a span of days, -1 where there was none."""
        first, last = (
            first.astype("datetime64[D]").astype(np.int64),
            last.astype("datetime64[D]").astype(np.int64),
        )
        seats = np.full(len(person), NO_SEAT, dtype=np.int64)
        tenures = self.last[person]
        asking = np.flatnonzero(tenures >= 0)
        tenures = tenures[asking]
        while len(asking):
            holds = (self.start[tenures] <= last[asking]) & (self.end[tenures] >= first[asking])
            seats[asking[holds]] = self.seat[tenures[holds]]
            older = tenures - 1
            rest = ~holds & (older >= 0) & (self.person[older] == self.person[tenures])
            asking, tenures = asking[rest], older[rest]
        return seats

    def periods(self, person: int) -> str:
        """The times in which a person had a seat, for people to read."""
        places = np.flatnonzero(self.person == person)
        return ", ".join(
            f"{self._day(self.start[place], EARLIEST)} – {self._day(self.end[place], LATEST)}"
            for place in places
        )

    @staticmethod
    def _day(number: int, open_end: date) -> str:
        day = np.datetime64(int(number), "D").item()
        return "…" if day == open_end else day.isoformat()

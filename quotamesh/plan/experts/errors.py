"""What stands in the way of an expert round."""


class ExpertsError(Exception):
    """Something the user can put right."""


class NotAllowed(ExpertsError):
    """Only planners of the whole company open and close rounds; only the invited answer."""


class BadInput(ExpertsError):
    """`problems`: a sentence for each field that is wrong."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(problems)
        self.problems = problems


class RoundNotOpen(ExpertsError):
    """The round is closed; answers come too late."""


class RoundStillOpen(ExpertsError):
    """The round is open, or the question is done: there is no next round."""

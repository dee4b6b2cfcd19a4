"""Who is away: what a page cannot have sent is not found, and breaks nothing."""


def test_an_absence_that_cannot_be_is_not_taken_back(cast):
    answer = cast.client("operations").post("/leads/rules/people/", {"what": "back", "absence": "no key"})
    assert answer.status_code == 302

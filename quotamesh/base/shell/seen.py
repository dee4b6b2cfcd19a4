"""The revision of a record that a form was made from."""


def seen(request) -> int | None:
    """What the form brings back as `seen`; None where it brings nothing that counts."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 9 else None

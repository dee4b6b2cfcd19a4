"""Making sure that it is the signer: the password once more. Wrong ones count towards the lock like sign-ins."""

from django.contrib.auth import authenticate

from quotamesh.plan.agreements.errors import WrongPassword

LONGEST_PASSWORD = 1000


def confirm(request, password: str) -> None:
    """In the demo company, where everybody may be anybody, no password is asked.

    Raises:
        WrongPassword
    """
    if request.company.is_demo:
        return
    password = password[:LONGEST_PASSWORD].replace("\x00", "")
    user = authenticate(request, username=request.user.get_username(), password=password)
    if user is None or user.pk != request.user.pk:
        raise WrongPassword

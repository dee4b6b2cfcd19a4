"""Somebody who is signed in: for pages in this process, and for those of the server."""

from contextlib import contextmanager

from quotamesh.site.bench.ground import actor


class Visitor:
    """An administrator of the company with a session and a key for programs; or a person who holds a seat."""

    def __init__(self, person: int | None = None) -> None:
        from django.test import Client

        from quotamesh.base.people.actions.accounts import issue_token
        from quotamesh.base.people.models import Role, User

        role = "" if person else Role.ADMINISTRATOR
        user = User.objects.create(username="bench", role=role, person_id=person, language="en")
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.token = issue_token(actor(), user, "bench")

    @property
    def session(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.client.cookies['sessionid'].value}"}

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def get(self, path: str) -> bytes:
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise LookupError(f"{path}: {answer.status_code}")
        return answer.content

    def queries(self, path: str) -> int:
        """How often a page asks the database, once everything is warm."""
        self.get(path)
        with _counted() as statements:
            self.get(path)
        return len(statements)


@contextmanager
def _counted():
    from django.db import connection

    statements: list[str] = []

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def collect_static() -> None:
    """Pages name their style sheets by content; the server makes that list when it starts."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)

"""Django's PostgreSQL backend: asks a server whether it is there only with cause, and binds any number of values."""

import select
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import ClientCursor, OperationalError

# What the protocol can carry apart from a statement.
MOST_VALUES = 65_535


class BindingCursor(ServerBindingCursor):
    """Sends values apart from the statement; more of them than the protocol can carry are written into it."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "BindingCursor":
        if params is not None and len(params) > MOST_VALUES:
            query, params = ClientCursor(self.connection).mogrify(query, params), None  # type: ignore[attr-defined] # a psycopg cursor, which the stubs do not say
        super().execute(query, params, **options)  # type: ignore[misc] # likewise
        return self


class DatabaseWrapper(PostgreSQL):
    """A connection at rest has nothing to say; one that has is closing, and only then is the server asked."""

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": BindingCursor}

    def is_usable(self) -> bool:
        """Say whether the connection kept from the last request still answers."""
        if self.connection is None or self.connection.closed:
            return False
        try:
            socket = self.connection.pgconn.socket
        except OperationalError:  # lost since
            return False
        waiting = select.poll()
        waiting.register(socket, select.POLLIN)
        return not waiting.poll(0) or super().is_usable()

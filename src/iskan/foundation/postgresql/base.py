"""Django's PostgreSQL backend: asks a server whether it is there only with cause, and binds any number of values."""

import select
from functools import cache
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import ClientCursor, OperationalError
from psycopg.adapt import AdaptersMap
from psycopg.types.datetime import TimestamptzLoader

# What the protocol can carry apart from a statement.
MOST_VALUES = 65_535


@cache
def _adapters(template: AdaptersMap) -> AdaptersMap:
    """Return Django's ways of reading values, but instants by psycopg's own: that one is compiled."""
    ours = AdaptersMap(template)
    ours.register_loader("timestamptz", TimestamptzLoader)
    return ours


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
        params = super().get_connection_params()
        return {**params, "cursor_factory": BindingCursor, "context": _adapters(params["context"])}

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor; the zone of its instants is the connection's, which Django has set."""
        if name is None:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.connection.autocommit)

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

"""Django's PostgreSQL backend, which asks a server whether it is still there only when there is cause to."""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL


class DatabaseWrapper(PostgreSQL):
    """A connection at rest has nothing to say; one that has is closing, and only then is the server asked."""

    def is_usable(self) -> bool:
        """Say whether the connection kept from the last request still answers."""
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.pgconn.socket, select.POLLIN)
        return not waiting.poll(0) or super().is_usable()

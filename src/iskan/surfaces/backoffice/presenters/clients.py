"""The machines of other bodies as the administrator sees them."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.queries import Client
from iskan.apps.catalogue.queries import declared
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A machine in a list: what it may file, when it last came, and whether its key still holds."""

    code: str
    name: str
    services: tuple[str, ...]
    hourly_limit: int
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def client_row(client: Client) -> ClientRow:
    """Return a machine with the names of the services it may file."""
    named = {service.code: t(service.name) for service in declared().values()}
    return ClientRow(
        code=client.code,
        name=t(client.name),
        services=tuple(named.get(code, code) for code in sorted(client.services)),
        hourly_limit=client.hourly_limit,
        created_at=client.created_at,
        last_used_at=client.last_used_at,
        revoked_at=client.revoked_at,
    )

"""Whether the disability register is up and its services are open to us."""

from iskan.integrations.exchange import RegisterClient, Standing


def standing(client: RegisterClient) -> Standing:
    """Return whether the register answers and which of its services are closed to us."""
    return client.standing()

"""How the stand-in tells a merchant: signed, in a thread of its own, again until it is heard or gives up."""

import json
import threading
import time
from typing import Any, Final
from uuid import uuid4

import httpx

from iskan.integrations.payment_gateway.signatures import HEADER, signature_of

PAUSES: Final = (0.0, 1.0, 2.0, 5.0, 15.0, 60.0)
_TIMEOUT: Final = 10.0


class Notifier:
    """Sends notices; one that is lost (``is_mute``) is never sent, as where the line to the merchant is down."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self.is_mute = False

    def tell(self, url: str, payment: dict[str, Any], *, after: float = 0.0) -> None:
        """Tell how a payment stands, without holding anybody up."""
        if self.is_mute:
            return
        body = json.dumps({"id": str(uuid4()), "type": "payment", "payment": payment}).encode()
        threading.Thread(target=self._send, args=(url, body, after), daemon=True).start()

    def _send(self, url: str, body: bytes, after: float) -> None:
        time.sleep(after)
        for pause in PAUSES:
            time.sleep(pause)
            headers = {HEADER: signature_of(body, secret=self._secret, at=int(time.time()))}
            try:
                answer = httpx.post(
                    url, content=body, timeout=_TIMEOUT, trust_env=False,
                    headers={"Content-Type": "application/json", **headers},
                )  # fmt: skip
            except httpx.HTTPError:
                continue
            if answer.is_success:
                return

"""Whether a time stamp holds: read, about this digest, and signed by the authority that is trusted."""

import asyncio
from collections.abc import Collection
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from iskan.integrations.timestamps.port import BadStamp


def require_stamp(token: bytes, *, digest: bytes, trusted: Collection[x509.Certificate]) -> datetime:
    """Return the instant a token names, or raise `BadStamp`.

    It holds as of that instant: certificates run out later.
    """
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        said_at = signed["encap_content_info"]["content"].parsed["gen_time"].native
        context = ValidationContext(trust_roots=list(trusted), allow_fetching=False, moment=said_at)
        status = asyncio.run(validate_tst_signed_data(signed, context, lambda _algorithm: digest))
    except (ValueError, TypeError, KeyError, AttributeError, SignatureValidationError, PathError) as fault:
        raise BadStamp("the token cannot be read") from fault
    if not (status["intact"] and status["valid"]):
        raise BadStamp("the token is about something else, or its signature does not hold")
    if status.get("trust_problem_indic") is not None or status.get("validation_path") is None:
        raise BadStamp("the token is not the trusted authority's")
    at: datetime = status["timestamp"]
    return at

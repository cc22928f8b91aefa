"""What happens to documents that apps above follow."""

from datetime import datetime

from iskan.apps.documents.models import IssuedDocument
from iskan.foundation.events import Event

# The signed file of a document is kept: it can be opened from now on.
document_ready: Event[[IssuedDocument, datetime]] = Event()

# A document should long have been made: somebody has to look why it is not.
document_overdue: Event[[IssuedDocument, datetime]] = Event()

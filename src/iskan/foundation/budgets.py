"""Every bound on what a stranger may make the system do: bytes, seconds, depth and numbers, in one place.

The unit is in the name. What an installation may set otherwise is a setting, whose default stands here.
"""

from typing import Final

KIBIBYTE: Final = 1024
MEBIBYTE: Final = 1024 * KIBIBYTE

# Bodies of requests, by kind; a body longer than its kind may be is refused before it is read.
STRANGER_BODY_BYTES: Final = 64 * KIBIBYTE
"""What somebody may send who shows neither a session nor a key: a sign-in, a question of eligibility, a search."""
JSON_BODY_BYTES: Final = 512 * KIBIBYTE
"""What a program may send as JSON: an application's answers."""
FORM_BODY_BYTES: Final = 2 * MEBIBYTE
"""What a form without files may send."""
UPLOAD_FILE_BYTES: Final = 48 * MEBIBYTE
"""One picture or document: a telephone's 200 million pixels take as much, and a thick file scanned in colour."""
SHEET_FILE_BYTES: Final = 10 * MEBIBYTE
"""One spreadsheet or file of figures, which is read whole."""
FILES_BODY_BYTES: Final = UPLOAD_FILE_BYTES + 14 * MEBIBYTE
"""A form with several files, as a browser without script sends a whole page at once."""
PASSED_OVER_BYTES: Final = 2 * FILES_BODY_BYTES
"""A body that is too large and comes from our own proxy, which has it whole: as much is read and thrown away."""

BODY_SECONDS: Final = 10.0
"""How long a body may take whatever its length, and"""
BODY_BYTES_PER_SECOND: Final = 16 * KIBIBYTE
"""the slowest line it may come over besides: a body has its seconds and its length over this."""
UNFINISHED_BODIES: Final = 256
"""Bodies one web process takes in at the same time."""
UNFINISHED_BODIES_PER_ADDRESS: Final = 48
"""Of them those from one address: an office behind one address sends from many desks."""

# Requests that are whole and wait for a thread, in one web process.
WAITING_PAGES: Final = 512
WAITING_SLOW: Final = 32
"""Uploads, pictures of pages and sign-ins at eKey: each may take seconds, so more in the queue would only time out."""
HEADER_MILLISECONDS: Final = 10_000
"""How long the head of a request may take."""


def body_seconds(length: int) -> float:
    """Return how long a body of so many bytes may take to arrive."""
    return BODY_SECONDS + length / BODY_BYTES_PER_SECOND


# Examination of files and reading of spreadsheets, in a process of their own: one job's share, and the queue for it.
EXAMINATION_CPU_SECONDS: Final = 8
EXAMINATION_SECONDS: Final = 3.0 * EXAMINATION_CPU_SECONDS
"""By the clock, which ends a job that sleeps; on a busy machine an honest file has but a third of a core."""
EXAMINATION_MEMORY_BYTES: Final = 1024 * MEBIBYTE
"""Address space: a picture of the most pixels takes 200 MB several times."""
EXAMINATION_ANSWER_BYTES: Final = 64 * MEBIBYTE
SANDBOX_RUNNING: Final = 1
"""Jobs of one process of ours at the same time: each may take its gigabyte."""
SANDBOX_WAITING: Final = 8
SANDBOX_WAIT_SECONDS: Final = 15.0
"""Who waits longer for their turn is told that the system is busy."""
SANDBOX_START_SECONDS: Final = 30.0

# A long paper of thousands of rows, set in a process of its own.
RECORD_CPU_SECONDS: Final = 30
RECORD_SECONDS: Final = 40.0
"""By the clock."""
RECORD_MEMORY_BYTES: Final = 3072 * MEBIBYTE
"""Address space, of which ten thousand rows fill about a half."""

# Drafts of long fields, of one account.
FIELD_DRAFT_LETTERS: Final = 6_000
"""What is longer is not kept; the longest field takes 5,000."""
FIELD_DRAFTS: Final = 60
"""More than these, and those typed longest ago go."""

# A citizen's copy of their data.
COPIED_ROWS: Final = 5_000
"""Rows of one table; a copy with more says so."""
COPIED_FILE_BYTES: Final = 256 * MEBIBYTE
"""Files in all; those that do not fit are named in the copy and opened on their own pages."""

# Answers of systems outside, over HTTP.
OUTSIDE_SECONDS: Final = 20.0
"""One exchange in all, where its caller states neither how long connecting nor how long answering may take."""
OUTSIDE_ANSWER_BYTES: Final = 2 * MEBIBYTE
JSON_LEVELS: Final = 40
"""How deep JSON may be nested, in answers and in what programs send."""
EKEY_CONNECT_SECONDS: Final = 1.5
EKEY_ANSWER_SECONDS: Final = 4.0
"""One of the two questions of a sign-in."""
EKEY_DISCOVERY_SECONDS: Final = 600.0
"""How long what eKey says of its own addresses is believed."""
SCAN_SECONDS: Final = 20.0
"""The virus scanner's verdict on one file, in all."""
SCANS_AT_ONCE: Final = 2

SAVED_FILTERS: Final = 30
"""Filters one official keeps for one list."""

# What an official does to many cases at once.
ASSIGNED_AT_ONCE: Final = 2_000
"""Cases assigned in one transaction: the trail is chained at its end, line by line, and others wait for that."""
REMINDED_AT_ONCE: Final = 2_000
"""Households one official has reminded at once: each message goes out by every way, and telephones ring."""

NIGHT_CONNECTIONS: Final = 4
"""Database connections over which the nightly comparison with the registers works at once."""

# What the interface of programs says of what it was sent.
FAULTS_TOLD: Final = 50
"""Faults named in one refusal; the rest are counted."""
FAULT_NAME_LETTERS: Final = 120
"""The name of a fault is the sender's own word, and is cut there."""
STRANGER_SESSION_BYTES: Final = 32 * KIBIBYTE
"""What may be kept in the session of somebody who is not signed in: the way back from eKey, answers to give back."""
STRANGER_ANSWER_LETTERS: Final = 4000
"""The longest answers kept for a stranger who says their session ended, until they have signed in again."""
ENDED_ANSWER_LETTERS: Final = 8000
"""The longest words kept of somebody whose session is seen to have ended."""
SHOWN_PAGE_BYTES: Final = 64 * KIBIBYTE
"""A refused form as its browser is led back to it, packed: larger ones are answered in place."""
ADDRESS_LETTERS: Final = 2000
"""The longest address of ours somebody is led back to."""

# What is published in numbers.
FEWEST_PUBLISHED: Final = 5
"""Cases: a number below it could point to somebody, and is not told; no rule of law."""

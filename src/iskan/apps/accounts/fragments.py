"""People as SQL other apps may compose into their statements: each a table of the columns it names."""

# Who has an account money may go to today: one is recorded, and no change of it waits for its day.
PAYABLE_ACCOUNTS = """(
    SELECT u.id AS user_id FROM accounts_user u
    WHERE u.iban <> '' AND NOT EXISTS (
        SELECT FROM accounts_contactchange change
        WHERE change.user_id = u.id AND change.outcome = '' AND change.iban <> ''
    )
)"""

-- What makes writes safe to repeat and mails certain to leave.

-- Mails to be sent, written in the transaction that causes them.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- Not before this; also the lease of the copy that is sending it.
    due_at INTEGER NOT NULL,
    sent_at INTEGER,
    last_error TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;

-- Answers already given, kept for a day, so that a repeated request gets the same one.
CREATE TABLE idempotency_keys (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    -- Hash of method, path and body.
    request_hash BLOB NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key)
) STRICT;

CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

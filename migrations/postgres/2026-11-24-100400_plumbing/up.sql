-- What makes writes safe to repeat and mails certain to leave.

-- Mails to be sent, written in the transaction that causes them.
CREATE TABLE outbox (
    id BYTEA NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    -- Not before this; also the lease of the copy that is sending it.
    due_at BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT COLLATE "C"
);

CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;

-- Answers already given, kept for a day, so that a repeated request gets the same one.
CREATE TABLE idempotency_keys (
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key TEXT COLLATE "C" NOT NULL,
    -- Hash of method, path and body.
    request_hash BYTEA NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

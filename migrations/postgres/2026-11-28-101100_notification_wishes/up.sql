-- What people want to be told, and when mails may come.

-- Hours in the network's time zone. People without a row have the usual ones.
CREATE TABLE notification_hours (
    user_id BYTEA NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    daily_hour BIGINT NOT NULL CHECK (daily_hour BETWEEN 0 AND 23),
    -- From when until when no mail comes; the same hour: always.
    quiet_from BIGINT NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until BIGINT NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
    -- Stops the mails and can do nothing else, so it is kept as it stands in them.
    stop_token TEXT COLLATE "C" NOT NULL CONSTRAINT notification_hours_stop_token UNIQUE
);

-- Kinds for which a person has chosen. The others are as usual.
CREATE TABLE notification_wishes (
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped')),
    way TEXT COLLATE "C" NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
);

-- Where whoever gets a mail stops such mails without logging in (RFC 8058).
ALTER TABLE outbox ADD COLUMN stop_url TEXT COLLATE "C";

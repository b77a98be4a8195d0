-- What people want to be told, and when mails may come.

-- Hours in the network's time zone. People without a row have the usual ones.
CREATE TABLE notification_hours (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    daily_hour INTEGER NOT NULL CHECK (daily_hour BETWEEN 0 AND 23),
    -- From when until when no mail comes; the same hour: always.
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
    -- Stops the mails and can do nothing else, so it is kept as it stands in them.
    stop_token TEXT NOT NULL CONSTRAINT notification_hours_stop_token UNIQUE
) STRICT;

-- Kinds for which a person has chosen. The others are as usual.
CREATE TABLE notification_wishes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped')),
    way TEXT NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
) STRICT;

-- Where whoever gets a mail stops such mails without logging in (RFC 8058).
ALTER TABLE outbox ADD COLUMN stop_url TEXT;

-- Sessions as things of their own, and what keeps identities safe: links of mails, throttles, known devices, the second
-- factor.

-- One log-in on one device. The row is the session: it is deleted when the session ends.
CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    opened_at INTEGER NOT NULL,
    -- When it last got a new access token.
    used_at INTEGER NOT NULL,
    user_agent TEXT
) STRICT;

CREATE INDEX sessions_user ON sessions (user_id, used_at, id);
CREATE INDEX sessions_used_at ON sessions (used_at);

-- A family of refresh tokens was a session; one whose tokens are all revoked has ended.
INSERT INTO sessions (id, user_id, opened_at, used_at)
SELECT family_id, user_id, MIN(issued_at), MAX(issued_at)
FROM refresh_tokens
GROUP BY family_id, user_id
HAVING COUNT(revoked_at) < COUNT(*);

CREATE TEMPORARY TABLE living_tokens AS
SELECT token_hash, family_id, issued_at, valid_until, used_at
FROM refresh_tokens
WHERE revoked_at IS NULL;

DROP TABLE refresh_tokens;

-- Refresh tokens: each is used once, or by several tabs within seconds, and replaced by a sibling of the same session.
CREATE TABLE refresh_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    issued_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_valid_until ON refresh_tokens (valid_until);

INSERT INTO refresh_tokens (token_hash, session_id, issued_at, valid_until, used_at)
SELECT token_hash, family_id, issued_at, valid_until, used_at FROM living_tokens;

DROP TABLE living_tokens;

-- Who asked for a mail with a reset link, whether the address has an account or not. The worker answers.
CREATE TABLE password_reset_requests (
    email_key TEXT NOT NULL PRIMARY KEY,
    asked_at INTEGER NOT NULL
) STRICT;

CREATE INDEX password_reset_requests_asked_at ON password_reset_requests (asked_at);

-- Links of mails that wait to be opened: one of each purpose for an account, the newest.
CREATE TABLE account_links (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('password_reset', 'email_change')),
    token_hash BLOB NOT NULL CONSTRAINT account_links_token_hash UNIQUE,
    -- The new address of a change of e-mail.
    email TEXT,
    valid_until INTEGER NOT NULL,
    CONSTRAINT account_links_pkey PRIMARY KEY (user_id, purpose)
) STRICT;

CREATE INDEX account_links_valid_until ON account_links (valid_until);

-- Allowances that are being used: when each will be whole again. The key is a hash, so no address is kept.
CREATE TABLE throttles (
    key BLOB NOT NULL PRIMARY KEY,
    whole_at INTEGER NOT NULL
) STRICT;

CREATE INDEX throttles_whole_at ON throttles (whole_at);

-- Browsers in which a person has logged in: they have an allowance of their own.
CREATE TABLE known_devices (
    device_hash BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    used_at INTEGER NOT NULL,
    CONSTRAINT known_devices_pkey PRIMARY KEY (device_hash, user_id)
) STRICT;

CREATE INDEX known_devices_user ON known_devices (user_id);
CREATE INDEX known_devices_used_at ON known_devices (used_at);

-- Secrets of authenticator apps. Readable, because codes are computed from them.
CREATE TABLE second_factors (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    -- NULL until a first code was sent: log-in asks for none before.
    confirmed_at INTEGER,
    -- Number of the half minute whose code was used last: no code serves twice.
    last_step INTEGER NOT NULL
) STRICT;

-- Hashes of recovery codes that are left.
CREATE TABLE recovery_codes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
) STRICT;

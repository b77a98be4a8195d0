DROP TABLE recovery_codes;
DROP TABLE second_factors;
DROP TABLE known_devices;
DROP TABLE throttles;
DROP TABLE account_links;
DROP TABLE password_reset_requests;
DROP TABLE refresh_tokens;
DROP TABLE sessions;

-- Everybody logs in again.
CREATE TABLE refresh_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    family_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    issued_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_valid_until ON refresh_tokens (valid_until);

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
    token_hash BYTEA NOT NULL PRIMARY KEY,
    family_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    issued_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_valid_until ON refresh_tokens (valid_until);

-- Links by which other programs read when equipment is lent. Taken away with their row.

CREATE TABLE calendar_feeds (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- Of one item; NULL: of all that the organisation lends and borrows.
    equipment_id BYTEA REFERENCES equipment (id) ON DELETE CASCADE,
    -- The secret itself is in the link alone.
    token_hash BYTEA NOT NULL CONSTRAINT calendar_feeds_token UNIQUE,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL
);

CREATE INDEX calendar_feeds_organisation ON calendar_feeds (organisation_id, created_at, id);

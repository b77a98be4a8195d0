-- Links by which other programs read when equipment is lent. Taken away with their row.

CREATE TABLE calendar_feeds (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- Of one item; NULL: of all that the organisation lends and borrows.
    equipment_id BLOB REFERENCES equipment (id) ON DELETE CASCADE,
    -- The secret itself is in the link alone.
    token_hash BLOB NOT NULL CONSTRAINT calendar_feeds_token UNIQUE,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX calendar_feeds_organisation ON calendar_feeds (organisation_id, created_at, id);

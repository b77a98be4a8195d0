-- Links of mails with which one person can answer one offer for one organisation, once, without logging in.
CREATE TABLE answer_links (
    -- SHA-256 of 256 random bits: what is stored opens nothing.
    token_hash BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    -- The need that the offer fits, and how much of it.
    need_id BYTEA REFERENCES needs (id) ON DELETE SET NULL,
    grams BIGINT CHECK (grams > 0),
    created_at BIGINT NOT NULL,
    -- What was answered with it, and when: used up by an answer, never by being opened, for mail programs open links.
    answer TEXT COLLATE "C" CHECK (answer IN ('take', 'decline')),
    used_at BIGINT
);

CREATE INDEX answer_links_age ON answer_links (created_at);
CREATE INDEX answer_links_offer ON answer_links (offer_id);

-- Links of mails with which one person can answer one offer for one organisation, once, without logging in.
CREATE TABLE answer_links (
    -- SHA-256 of 256 random bits: what is stored opens nothing.
    token_hash BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    offer_id BLOB NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    -- The need that the offer fits, and how much of it.
    need_id BLOB REFERENCES needs (id) ON DELETE SET NULL,
    grams INTEGER CHECK (grams > 0),
    created_at INTEGER NOT NULL,
    -- What was answered with it, and when: used up by an answer, never by being opened, for mail programs open links.
    answer TEXT CHECK (answer IN ('take', 'decline')),
    used_at INTEGER
) STRICT;

CREATE INDEX answer_links_age ON answer_links (created_at);
CREATE INDEX answer_links_offer ON answer_links (offer_id);

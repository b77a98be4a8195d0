-- Claims, their timeline, and the ledger of what changed hands.

CREATE TABLE claims (
    id BLOB NOT NULL PRIMARY KEY,
    offer_id BLOB NOT NULL REFERENCES offers (id),
    giver_id BLOB NOT NULL REFERENCES organisations (id),
    taker_id BLOB NOT NULL REFERENCES organisations (id),
    taker_site_id BLOB NOT NULL REFERENCES sites (id),
    grams INTEGER NOT NULL CHECK (grams > 0),
    received_grams INTEGER CHECK (received_grams >= 0),
    state TEXT NOT NULL CHECK (state IN ('requested', 'accepted', 'ready', 'collected', 'received', 'declined', 'cancelled', 'expired')),
    pickup_at INTEGER,
    message TEXT,
    handover_code TEXT NOT NULL,
    wrong_codes INTEGER NOT NULL,
    code_locked_until INTEGER,
    -- When time ends it; of use only while it waits.
    lapses_at INTEGER NOT NULL,
    claimed_by BLOB NOT NULL REFERENCES users (id),
    requested_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (giver_id <> taker_id),
    CHECK (received_grams IS NULL OR received_grams <= grams)
) STRICT;

CREATE INDEX claims_offer ON claims (offer_id, requested_at DESC, id DESC);
CREATE INDEX claims_giver ON claims (giver_id, requested_at DESC, id DESC);
CREATE INDEX claims_taker ON claims (taker_id, requested_at DESC, id DESC);
CREATE INDEX claims_giver_state ON claims (giver_id, state, lapses_at);
CREATE INDEX claims_taker_state ON claims (taker_id, state, lapses_at);
CREATE INDEX claims_taker_site ON claims (taker_site_id);
CREATE INDEX claims_newest ON claims (requested_at DESC, id DESC);
CREATE INDEX claims_lapsing ON claims (lapses_at) WHERE state IN ('requested', 'accepted', 'ready');

CREATE TABLE claim_events (
    claim_id BLOB NOT NULL REFERENCES claims (id),
    -- 1, 2, 3 … within the claim.
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'accepted', 'ready', 'collected', 'received', 'declined', 'cancelled', 'expired')),
    -- NULL where time did it.
    user_id BLOB REFERENCES users (id),
    party TEXT CHECK (party IN ('giver', 'taker', 'observer')),
    reason TEXT,
    grams INTEGER,
    temperature_decidegrees INTEGER,
    PRIMARY KEY (claim_id, number)
) STRICT;

-- Append-only: a mistake is a reversing movement. Accounts are an organisation's site, or a place outside the network.
CREATE TABLE stock_movements (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    grams INTEGER NOT NULL CHECK (grams > 0),
    from_kind TEXT NOT NULL CHECK (from_kind IN ('site', 'loss')),
    from_organisation_id BLOB REFERENCES organisations (id),
    from_site_id BLOB REFERENCES sites (id),
    to_kind TEXT NOT NULL CHECK (to_kind IN ('site', 'loss')),
    to_organisation_id BLOB REFERENCES organisations (id),
    to_site_id BLOB REFERENCES sites (id),
    author_id BLOB REFERENCES users (id),
    reason TEXT,
    CHECK ((from_kind = 'site') = (from_site_id IS NOT NULL)),
    CHECK ((from_kind = 'site') = (from_organisation_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_site_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_organisation_id IS NOT NULL))
) STRICT;

CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, at);
CREATE INDEX stock_movements_claim ON stock_movements (claim_id);

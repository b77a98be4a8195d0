-- Claims, their timeline, and the ledger of what changed hands.

CREATE TABLE claims (
    id BYTEA NOT NULL PRIMARY KEY,
    offer_id BYTEA NOT NULL REFERENCES offers (id),
    giver_id BYTEA NOT NULL REFERENCES organisations (id),
    taker_id BYTEA NOT NULL REFERENCES organisations (id),
    taker_site_id BYTEA NOT NULL REFERENCES sites (id),
    grams BIGINT NOT NULL CHECK (grams > 0),
    received_grams BIGINT CHECK (received_grams >= 0),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'accepted', 'ready', 'collected', 'received', 'declined', 'cancelled', 'expired')),
    pickup_at BIGINT,
    message TEXT COLLATE "C",
    handover_code TEXT COLLATE "C" NOT NULL,
    wrong_codes BIGINT NOT NULL,
    code_locked_until BIGINT,
    -- When time ends it; of use only while it waits.
    lapses_at BIGINT NOT NULL,
    claimed_by BYTEA NOT NULL REFERENCES users (id),
    requested_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (giver_id <> taker_id),
    CHECK (received_grams IS NULL OR received_grams <= grams)
);

CREATE INDEX claims_offer ON claims (offer_id, requested_at DESC, id DESC);
CREATE INDEX claims_giver ON claims (giver_id, requested_at DESC, id DESC);
CREATE INDEX claims_taker ON claims (taker_id, requested_at DESC, id DESC);
CREATE INDEX claims_giver_state ON claims (giver_id, state, lapses_at);
CREATE INDEX claims_taker_state ON claims (taker_id, state, lapses_at);
CREATE INDEX claims_taker_site ON claims (taker_site_id);
CREATE INDEX claims_newest ON claims (requested_at DESC, id DESC);
CREATE INDEX claims_lapsing ON claims (lapses_at) WHERE state IN ('requested', 'accepted', 'ready');

CREATE TABLE claim_events (
    claim_id BYTEA NOT NULL REFERENCES claims (id),
    -- 1, 2, 3 … within the claim.
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'accepted', 'ready', 'collected', 'received', 'declined', 'cancelled', 'expired')),
    -- NULL where time did it.
    user_id BYTEA REFERENCES users (id),
    party TEXT COLLATE "C" CHECK (party IN ('giver', 'taker', 'observer')),
    reason TEXT COLLATE "C",
    grams BIGINT,
    temperature_decidegrees BIGINT,
    PRIMARY KEY (claim_id, number)
);

-- Append-only: a mistake is a reversing movement. Accounts are an organisation's site, or a place outside the network.
CREATE TABLE stock_movements (
    id BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    claim_id BYTEA REFERENCES claims (id),
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    grams BIGINT NOT NULL CHECK (grams > 0),
    from_kind TEXT COLLATE "C" NOT NULL CHECK (from_kind IN ('site', 'loss')),
    from_organisation_id BYTEA REFERENCES organisations (id),
    from_site_id BYTEA REFERENCES sites (id),
    to_kind TEXT COLLATE "C" NOT NULL CHECK (to_kind IN ('site', 'loss')),
    to_organisation_id BYTEA REFERENCES organisations (id),
    to_site_id BYTEA REFERENCES sites (id),
    author_id BYTEA REFERENCES users (id),
    reason TEXT COLLATE "C",
    CHECK ((from_kind = 'site') = (from_site_id IS NOT NULL)),
    CHECK ((from_kind = 'site') = (from_organisation_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_site_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_organisation_id IS NOT NULL))
);

CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, at);
CREATE INDEX stock_movements_claim ON stock_movements (claim_id);

-- Shared tours: several claims, loans and shops in one run of one vehicle.

CREATE TABLE tours (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- Where it starts and ends.
    site_id BYTEA NOT NULL REFERENCES sites (id),
    title TEXT COLLATE "C" NOT NULL,
    leaves_at BIGINT NOT NULL,
    -- When it has to be back, and when it should be, as planned.
    back_by BIGINT NOT NULL,
    returns_at BIGINT NOT NULL,
    vehicle TEXT COLLATE "C" NOT NULL,
    equipment_id BYTEA REFERENCES equipment (id),
    -- What it can carry: in all, and of it refrigerated and deep-frozen.
    max_grams BIGINT NOT NULL CHECK (max_grams BETWEEN 1 AND 44000000),
    chilled_grams BIGINT NOT NULL CHECK (chilled_grams BETWEEN 0 AND max_grams),
    frozen_grams BIGINT NOT NULL CHECK (frozen_grams BETWEEN 0 AND max_grams),
    -- The most that is on board at once, as planned.
    peak_grams BIGINT NOT NULL CHECK (peak_grams BETWEEN 0 AND max_grams),
    peak_chilled_grams BIGINT NOT NULL CHECK (peak_chilled_grams BETWEEN 0 AND chilled_grams),
    peak_frozen_grams BIGINT NOT NULL CHECK (peak_frozen_grams BETWEEN 0 AND frozen_grams),
    -- The whole way, as planned.
    metres BIGINT NOT NULL,
    note TEXT COLLATE "C",
    driver_id BYTEA REFERENCES users (id),
    driver_organisation_id BYTEA REFERENCES organisations (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'running', 'done', 'cancelled')),
    reason TEXT COLLATE "C",
    -- When it ends by itself, while it is planned or running.
    lapses_at BIGINT NOT NULL,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cell BIGINT NOT NULL,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Grows with each change of the tour or of one of its loads.
    version BIGINT NOT NULL,
    CHECK (back_by > leaves_at),
    CHECK ((driver_id IS NULL) = (driver_organisation_id IS NULL)),
    CHECK ((latitude IS NULL) = (cell = -1))
);

CREATE INDEX tours_open ON tours (leaves_at, id) WHERE state IN ('planned', 'running');
CREATE INDEX tours_cell ON tours (cell) WHERE state IN ('planned', 'running');
CREATE INDEX tours_lapsing ON tours (lapses_at) WHERE state IN ('planned', 'running');
CREATE INDEX tours_leaving ON tours (leaves_at, id);
CREATE INDEX tours_organisation ON tours (organisation_id, leaves_at, id);
CREATE INDEX tours_driver ON tours (driver_id, leaves_at, id);
CREATE INDEX tours_site ON tours (site_id);

-- What a tour carries, carried or was asked to carry from one place to another.
CREATE TABLE tour_loads (
    id BYTEA NOT NULL PRIMARY KEY,
    tour_id BYTEA NOT NULL REFERENCES tours (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('claim', 'loan', 'shop')),
    -- Of the offer, the item or the shop, as it was when the load was added.
    title TEXT COLLATE "C" NOT NULL,
    claim_id BYTEA REFERENCES claims (id),
    loan_id BYTEA REFERENCES loans (id),
    leg TEXT COLLATE "C" CHECK (leg IN ('out', 'back')),
    sender_id BYTEA REFERENCES organisations (id),
    receiver_id BYTEA NOT NULL REFERENCES organisations (id),
    from_site_id BYTEA REFERENCES sites (id),
    to_site_id BYTEA NOT NULL REFERENCES sites (id),
    -- Where a shop is, and when it can be fetched from there.
    shop_address TEXT COLLATE "C",
    shop_postcode TEXT COLLATE "C",
    shop_insee_code TEXT COLLATE "C" REFERENCES communes (insee_code),
    shop_latitude DOUBLE PRECISION,
    shop_longitude DOUBLE PRECISION,
    window_starts_at BIGINT,
    window_ends_at BIGINT,
    grams BIGINT NOT NULL CHECK (grams BETWEEN 0 AND 100000000),
    collected_grams BIGINT,
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    note TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('asked', 'planned', 'collected', 'delivered', 'declined', 'withdrawn', 'failed')),
    -- Which side asked; the other answers.
    asked_by TEXT COLLATE "C" NOT NULL CHECK (asked_by IN ('carrier', 'sender', 'receiver')),
    -- Codes of the hand-overs; NULL: none is needed, or it is the claim's.
    pickup_code TEXT COLLATE "C",
    drop_code TEXT COLLATE "C",
    wrong_codes BIGINT NOT NULL,
    code_locked_until BIGINT,
    -- The tour's, so that each side's tours are read in order.
    leaves_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK ((kind = 'claim') = (claim_id IS NOT NULL)),
    CHECK ((kind = 'loan') = (loan_id IS NOT NULL)),
    CHECK ((loan_id IS NULL) = (leg IS NULL)),
    CHECK ((kind = 'shop') = (from_site_id IS NULL)),
    CHECK ((from_site_id IS NULL) = (sender_id IS NULL)),
    CHECK ((kind = 'shop') = (shop_insee_code IS NOT NULL))
);

CREATE INDEX tour_loads_tour ON tour_loads (tour_id, id);
-- What is carried is on one tour at a time.
CREATE UNIQUE INDEX tour_loads_claim_once ON tour_loads (claim_id) WHERE state IN ('asked', 'planned', 'collected');
CREATE UNIQUE INDEX tour_loads_loan_once ON tour_loads (loan_id, leg) WHERE state IN ('asked', 'planned', 'collected');
CREATE INDEX tour_loads_claim ON tour_loads (claim_id, id);
CREATE INDEX tour_loads_loan ON tour_loads (loan_id, id);
CREATE INDEX tour_loads_sender ON tour_loads (sender_id, leaves_at, tour_id);
CREATE INDEX tour_loads_receiver ON tour_loads (receiver_id, leaves_at, tour_id);
CREATE INDEX tour_loads_from_site ON tour_loads (from_site_id);
CREATE INDEX tour_loads_to_site ON tour_loads (to_site_id);

-- What happened to loads, the first first.
CREATE TABLE tour_load_events (
    load_id BYTEA NOT NULL REFERENCES tour_loads (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('asked', 'planned', 'collected', 'delivered', 'declined', 'withdrawn', 'failed')),
    user_id BYTEA REFERENCES users (id),
    party TEXT COLLATE "C" CHECK (party IN ('carrier', 'driver', 'sender', 'receiver', 'observer')),
    reason TEXT COLLATE "C",
    grams BIGINT,
    temperature_decidegrees BIGINT,
    PRIMARY KEY (load_id, number)
);

-- The stops of a tour in order, as planned: one row for each thing that is done with a load.
CREATE TABLE tour_stops (
    tour_id BYTEA NOT NULL REFERENCES tours (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    load_id BYTEA NOT NULL REFERENCES tour_loads (id) ON DELETE CASCADE,
    task TEXT COLLATE "C" NOT NULL CHECK (task IN ('pick_up', 'drop')),
    arrives_at BIGINT NOT NULL,
    leaves_at BIGINT NOT NULL,
    -- The way from the stop before, or from the start.
    metres BIGINT NOT NULL,
    aboard_grams BIGINT NOT NULL,
    PRIMARY KEY (tour_id, number),
    UNIQUE (load_id, task)
);

-- The cell in which a claim's food is fetched, its offer's: what a tour could take along is found by it.
ALTER TABLE claims ADD COLUMN from_cell BIGINT NOT NULL DEFAULT -1;
UPDATE claims SET from_cell = (SELECT offers.cell FROM offers WHERE offers.id = claims.offer_id);
CREATE INDEX claims_to_fetch ON claims (from_cell) WHERE state IN ('accepted', 'ready');

-- People are told of tours.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped'));

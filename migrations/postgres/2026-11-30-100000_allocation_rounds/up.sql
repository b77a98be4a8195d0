-- Allocation rounds: what sites ask for, what is approved, what is allocated and what is received, each with its author.

-- What sites ask for in every round.
CREATE TABLE standing_requests (
    site_id BYTEA NOT NULL PRIMARY KEY REFERENCES sites (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- NULL: what its transport usually carries.
    vehicle_kg BIGINT CHECK (vehicle_kg BETWEEN 1 AND 50000),
    declared_by BYTEA NOT NULL REFERENCES users (id),
    declared_at BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1)
);

CREATE TABLE standing_request_lines (
    site_id BYTEA NOT NULL REFERENCES standing_requests (site_id),
    -- A root of the tree.
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    kg BIGINT NOT NULL CHECK (kg BETWEEN 1 AND 100000),
    PRIMARY KEY (site_id, category_code, temperature_class)
);

-- Rounds that begin by themselves.
CREATE TABLE allocation_schedules (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    title TEXT COLLATE "C" NOT NULL,
    weekday TEXT COLLATE "C" NOT NULL CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    -- From midnight of the network's time zone.
    minute BIGINT NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    fetched_after_days BIGINT NOT NULL CHECK (fetched_after_days BETWEEN 0 AND 14),
    window_rounds BIGINT NOT NULL CHECK (window_rounds BETWEEN 1 AND 26),
    tolerance_kg BIGINT NOT NULL CHECK (tolerance_kg BETWEEN 0 AND 1000),
    next_at BIGINT NOT NULL,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL
);

CREATE INDEX allocation_schedules_next ON allocation_schedules (next_at);
CREATE INDEX allocation_schedules_organisation ON allocation_schedules (organisation_id);

CREATE TABLE allocation_rounds (
    id BYTEA NOT NULL PRIMARY KEY,
    -- The food bank.
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    title TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('draft', 'computed', 'adjusted', 'published', 'closed', 'cancelled')),
    fetched_on DATE NOT NULL,
    window_rounds BIGINT NOT NULL CHECK (window_rounds BETWEEN 1 AND 26),
    tolerance_kg BIGINT NOT NULL CHECK (tolerance_kg BETWEEN 0 AND 1000),
    requests_until BIGINT,
    -- The last one; NULL before it is computed.
    revision BIGINT CHECK (revision >= 1),
    -- Those of the last revision, JSON as on the wire.
    figures TEXT COLLATE "C",
    -- NULL: nobody, a schedule.
    created_by BYTEA REFERENCES users (id),
    created_at BIGINT NOT NULL,
    schedule_id BYTEA REFERENCES allocation_schedules (id) ON DELETE SET NULL,
    -- Since when a round that began by itself waits to be shared out by itself, too; NULL: it does not.
    compute_due_at BIGINT,
    published_by BYTEA REFERENCES users (id),
    published_at BIGINT,
    closed_by BYTEA REFERENCES users (id),
    closed_at BIGINT,
    updated_at BIGINT NOT NULL,
    -- Grows with each change: whoever writes about a round holds this row until the commit.
    version BIGINT NOT NULL CHECK (version >= 1)
);

CREATE INDEX allocation_rounds_organisation ON allocation_rounds (organisation_id, fetched_on, id);
CREATE INDEX allocation_rounds_day ON allocation_rounds (fetched_on, id);
-- Of few that were given up, not all others are read.
CREATE INDEX allocation_rounds_status ON allocation_rounds (status, fetched_on, id);
CREATE INDEX allocation_rounds_schedule ON allocation_rounds (schedule_id, fetched_on) WHERE schedule_id IS NOT NULL;
CREATE INDEX allocation_rounds_compute ON allocation_rounds (compute_due_at, id) WHERE compute_due_at IS NOT NULL;

-- How much of which lots is in a round.
CREATE TABLE round_lots (
    round_id BYTEA NOT NULL REFERENCES allocation_rounds (id),
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    kg BIGINT NOT NULL CHECK (kg >= 0),
    PRIMARY KEY (round_id, lot_id, site_id)
);

CREATE INDEX round_lots_lot ON round_lots (lot_id);
CREATE INDEX round_lots_site ON round_lots (site_id);

-- Which sites it is for. What the engine was told of them stands in the revision.
CREATE TABLE round_recipients (
    round_id BYTEA NOT NULL REFERENCES allocation_rounds (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    takes_part BOOLEAN NOT NULL,
    reason TEXT COLLATE "C" CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    factor_percent BIGINT NOT NULL CHECK (factor_percent BETWEEN 50 AND 300),
    -- Of the last revision, for lists; NULL before it, and for those that take no part or have counted nobody.
    kg BIGINT,
    -- In millionths.
    level BIGINT,
    PRIMARY KEY (round_id, site_id)
);

CREATE INDEX round_recipients_organisation ON round_recipients (organisation_id, round_id);
CREATE INDEX round_recipients_site ON round_recipients (site_id, round_id);

CREATE TABLE round_requests (
    round_id BYTEA NOT NULL,
    site_id BYTEA NOT NULL,
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    requested_kg BIGINT NOT NULL CHECK (requested_kg BETWEEN 0 AND 100000),
    requested_by BYTEA REFERENCES users (id),
    requested_at BIGINT NOT NULL,
    -- NULL: what was requested.
    approved_kg BIGINT CHECK (approved_kg BETWEEN 0 AND 100000),
    approved_by BYTEA REFERENCES users (id),
    approved_at BIGINT,
    reason TEXT COLLATE "C" CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    PRIMARY KEY (round_id, site_id, category_code, temperature_class),
    FOREIGN KEY (round_id, site_id) REFERENCES round_recipients (round_id, site_id)
);

-- What a round was after something changed it. Append-only.
CREATE TABLE round_revisions (
    round_id BYTEA NOT NULL REFERENCES allocation_rounds (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('computed', 'adjusted', 'undone', 'refused')),
    at BIGINT NOT NULL,
    user_id BYTEA REFERENCES users (id),
    lot_id BYTEA REFERENCES lots (id),
    from_site_id BYTEA REFERENCES sites (id),
    site_id BYTEA REFERENCES sites (id),
    kg_before BIGINT,
    kg_after BIGINT,
    cost_to_others_kg BIGINT,
    reason TEXT COLLATE "C" CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    note TEXT COLLATE "C",
    -- JSON as on the wire.
    figures TEXT COLLATE "C" NOT NULL,
    engine_version BIGINT NOT NULL,
    -- 16 hexadecimal digits.
    fingerprint TEXT COLLATE "C" NOT NULL,
    -- All that the engine was given, JSON: it can be shared out again, and explained, years later.
    instance TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (round_id, number)
);

-- What a revision shares out. Append-only.
CREATE TABLE round_lines (
    round_id BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    from_site_id BYTEA NOT NULL REFERENCES sites (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    kg BIGINT NOT NULL CHECK (kg >= 0),
    by_hand BOOLEAN NOT NULL,
    PRIMARY KEY (round_id, revision, lot_id, from_site_id, site_id),
    FOREIGN KEY (round_id, revision) REFERENCES round_revisions (round_id, number)
);

-- What became of the lines of a published round.
CREATE TABLE round_deliveries (
    round_id BYTEA NOT NULL REFERENCES allocation_rounds (id),
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    from_site_id BYTEA NOT NULL REFERENCES sites (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    allocated_kg BIGINT NOT NULL CHECK (allocated_kg >= 0),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('proposed', 'accepted', 'refused', 'handed_over', 'not_fetched')),
    answered_by BYTEA REFERENCES users (id),
    answered_at BIGINT,
    -- What was refused, kg.
    refused_kg BIGINT,
    -- Why it was refused, or why another quantity was received.
    reason TEXT COLLATE "C" CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    -- What the site says of a refusal, in its own words: needed where none of the reasons fits.
    note TEXT COLLATE "C",
    received_grams BIGINT CHECK (received_grams >= 0),
    handed_by BYTEA REFERENCES users (id),
    handed_at BIGINT,
    movement_id BYTEA REFERENCES stock_movements (id),
    PRIMARY KEY (round_id, site_id, lot_id, from_site_id)
);

CREATE INDEX round_deliveries_lot ON round_deliveries (lot_id, from_site_id);
CREATE INDEX round_deliveries_site ON round_deliveries (site_id, round_id);
CREATE INDEX round_deliveries_from ON round_deliveries (from_site_id);

-- What published rounds have promised of a lot at a site, and nobody has fetched: it leaves otherwise only as waste.
ALTER TABLE lot_balances ADD COLUMN reserved_grams BIGINT NOT NULL DEFAULT 0 CHECK (reserved_grams >= 0);
-- The primary key begins with the lot, too.
DROP INDEX lot_balances_lot;

CREATE TRIGGER round_revisions_no_change BEFORE UPDATE OR DELETE ON round_revisions
FOR EACH ROW EXECUTE FUNCTION stock_refuse_change();

CREATE TRIGGER round_lines_no_change BEFORE UPDATE OR DELETE ON round_lines
FOR EACH ROW EXECUTE FUNCTION stock_refuse_change();

-- People are told of what a round gives them, and food banks of what a round needs.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing', 'round_shared', 'round_due'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing', 'round_shared', 'round_due'));

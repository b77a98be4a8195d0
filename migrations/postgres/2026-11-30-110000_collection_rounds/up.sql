-- Collection rounds: the daily run through shops that give what they do not sell.

-- The habit: which shops on which days.
CREATE TABLE collection_routes (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- Where the food is brought.
    site_id BYTEA NOT NULL REFERENCES sites (id),
    title TEXT COLLATE "C" NOT NULL,
    -- Folded title, for the order of lists.
    title_key TEXT COLLATE "C" NOT NULL,
    -- Bit 0 is Monday, bit 6 is Sunday.
    weekdays BIGINT NOT NULL CHECK (weekdays BETWEEN 0 AND 127),
    -- From midnight of the network's time zone.
    leaves_at BIGINT CHECK (leaves_at BETWEEN 0 AND 1439),
    vehicle TEXT COLLATE "C",
    note TEXT COLLATE "C",
    -- Run no more.
    retired BOOLEAN NOT NULL,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1)
);

CREATE INDEX collection_routes_organisation ON collection_routes (organisation_id, retired, title_key, id);
CREATE INDEX collection_routes_title ON collection_routes (retired, title_key, id);
CREATE INDEX collection_routes_site ON collection_routes (site_id);

-- The shops of a route in order. Either the organisation or a name.
CREATE TABLE collection_route_stops (
    route_id BYTEA NOT NULL REFERENCES collection_routes (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    donor_id BYTEA REFERENCES organisations (id),
    donor_name TEXT COLLATE "C",
    address TEXT COLLATE "C",
    expected_at BIGINT CHECK (expected_at BETWEEN 0 AND 1439),
    place_note TEXT COLLATE "C",
    PRIMARY KEY (route_id, number),
    CHECK ((donor_id IS NULL) <> (donor_name IS NULL))
);

-- One day's run.
CREATE TABLE collection_rounds (
    id BYTEA NOT NULL PRIMARY KEY,
    -- NULL: of stops of its own.
    route_id BYTEA REFERENCES collection_routes (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    title TEXT COLLATE "C" NOT NULL,
    day DATE NOT NULL,
    drivers TEXT COLLATE "C",
    vehicle TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    -- Sums of its stops, for lists.
    stop_count BIGINT NOT NULL CHECK (stop_count >= 1),
    noted_count BIGINT NOT NULL CHECK (noted_count BETWEEN 0 AND stop_count),
    grams BIGINT NOT NULL CHECK (grams >= 0),
    -- The warmest readings on arrival.
    chilled_decidegrees BIGINT,
    frozen_decidegrees BIGINT,
    -- How many of its lots were put on hold; NULL unless it is done.
    held_count BIGINT CHECK (held_count >= 0),
    ended_at BIGINT,
    ended_by BYTEA REFERENCES users (id),
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Grows with each change of the round or of a stop: whoever writes about a round holds this row until the commit.
    version BIGINT NOT NULL CHECK (version >= 1),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'done') = (held_count IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);

-- A route is run once a day.
CREATE UNIQUE INDEX collection_rounds_route_once ON collection_rounds (route_id, day) WHERE state <> 'cancelled';
CREATE INDEX collection_rounds_organisation ON collection_rounds (organisation_id, day, id);
CREATE INDEX collection_rounds_route ON collection_rounds (route_id, day, id);
CREATE INDEX collection_rounds_day ON collection_rounds (day, id);
CREATE INDEX collection_rounds_site ON collection_rounds (site_id);

-- The stops of a round in order, as they were when it began, and what came of each.
CREATE TABLE collection_stops (
    round_id BYTEA NOT NULL REFERENCES collection_rounds (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    donor_id BYTEA REFERENCES organisations (id),
    donor_name TEXT COLLATE "C",
    address TEXT COLLATE "C",
    expected_at BIGINT CHECK (expected_at BETWEEN 0 AND 1439),
    place_note TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'collected', 'nothing', 'missed')),
    -- All its food together.
    grams BIGINT NOT NULL CHECK (grams >= 0),
    note TEXT COLLATE "C",
    -- When somebody was there.
    visited_at BIGINT,
    -- Who noted it last.
    noted_by BYTEA REFERENCES users (id),
    version BIGINT NOT NULL CHECK (version >= 0),
    PRIMARY KEY (round_id, number),
    CHECK ((donor_id IS NULL) <> (donor_name IS NULL)),
    CHECK ((version = 0) = (noted_by IS NULL)),
    CHECK ((state = 'collected') = (grams > 0))
);

-- What the shops gave.
CREATE TABLE collection_foods (
    round_id BYTEA NOT NULL,
    stop_number BIGINT NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 1),
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    title TEXT COLLATE "C" NOT NULL,
    grams BIGINT NOT NULL CHECK (grams BETWEEN 1 AND 100000000),
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    -- When it was loaded.
    temperature_decidegrees BIGINT,
    use_by DATE,
    best_before DATE,
    -- What it became when the round was finished.
    lot_id BYTEA REFERENCES lots (id),
    PRIMARY KEY (round_id, stop_number, number),
    FOREIGN KEY (round_id, stop_number) REFERENCES collection_stops (round_id, number),
    CHECK (use_by IS NULL OR best_before IS NULL)
);

-- Needs: food that sites lack, and which claims answer them.

CREATE TABLE needs (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    title TEXT COLLATE "C" NOT NULL,
    remarks TEXT COLLATE "C",
    -- What was said, where it was people; the weight that was counted from it is in wanted_grams.
    people BIGINT CHECK (people > 0),
    grams_per_person BIGINT CHECK (grams_per_person > 0),
    -- Bit 0 is ambient, bit 1 chilled, bit 2 frozen.
    temperature_classes BIGINT NOT NULL CHECK (temperature_classes BETWEEN 1 AND 7),
    pickup_km BIGINT CHECK (pickup_km >= 0),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('once', 'weekly')),
    -- The pattern of a standing need, in the network's time zone. Minutes count from midnight.
    weekday TEXT COLLATE "C" CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    minute_of_day BIGINT CHECK (minute_of_day BETWEEN 0 AND 1439),
    starts_on DATE,
    ends_on DATE,
    urgent_until BIGINT,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'fulfilled', 'withdrawn', 'closed')),
    -- The present occurrence: the only one of a need that comes once. Past ones are in need_occurrences.
    occurrence BIGINT NOT NULL CHECK (occurrence >= 1),
    closes_at BIGINT NOT NULL,
    wanted_grams BIGINT NOT NULL CHECK (wanted_grams > 0),
    -- Of claims that hold a quantity and have not been received.
    promised_grams BIGINT NOT NULL CHECK (promised_grams >= 0),
    received_grams BIGINT NOT NULL CHECK (received_grams >= 0),
    published_by BYTEA NOT NULL REFERENCES users (id),
    published_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- The site's place at publication, so that a search by distance reads one table. Cell -1: place unknown.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cell BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((people IS NULL) = (grams_per_person IS NULL)),
    CHECK ((kind = 'weekly') = (weekday IS NOT NULL)),
    CHECK ((weekday IS NULL) = (minute_of_day IS NULL)),
    CHECK ((weekday IS NULL) = (starts_on IS NULL)),
    CHECK (ends_on IS NULL OR ends_on >= starts_on),
    CHECK (urgent_until IS NULL OR kind = 'once'),
    CHECK ((latitude IS NULL) = (cell = -1))
);

-- The board: only what still lacks something is in these, so they stay as small as the board.
CREATE INDEX needs_open_newest ON needs (published_at DESC, id DESC) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;
CREATE INDEX needs_open_closing ON needs (closes_at, id) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;
CREATE INDEX needs_open_cell ON needs (cell) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;
-- Urgent ones come first in each order and are few: they are read at once and sorted by the server.
CREATE INDEX needs_open_urgent ON needs (urgent_until) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams AND urgent_until IS NOT NULL;
CREATE INDEX needs_organisation ON needs (organisation_id, published_at DESC, id DESC);
CREATE INDEX needs_site ON needs (site_id);
-- What time ends or moves to the next week, covered or not.
CREATE INDEX needs_closing ON needs (closes_at) WHERE status = 'open';

-- Weeks of standing needs that are over. Claims that answer them may still change.
CREATE TABLE need_occurrences (
    need_id BYTEA NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    closes_at BIGINT NOT NULL,
    wanted_grams BIGINT NOT NULL CHECK (wanted_grams > 0),
    promised_grams BIGINT NOT NULL CHECK (promised_grams >= 0),
    received_grams BIGINT NOT NULL CHECK (received_grams >= 0),
    PRIMARY KEY (need_id, number)
);

-- Stems of what a need says, made by the server's analyser. A list of stems with their needs is what both databases
-- search alike.
CREATE TABLE need_stems (
    stem TEXT COLLATE "C" NOT NULL,
    need_id BYTEA NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    PRIMARY KEY (stem, need_id)
);

CREATE INDEX need_stems_need ON need_stems (need_id);

ALTER TABLE claims ADD COLUMN need_id BYTEA REFERENCES needs (id);
ALTER TABLE claims ADD COLUMN need_occurrence BIGINT CHECK ((need_id IS NULL) = (need_occurrence IS NULL));
-- The taker, or the giver who proposed it for a need: the other side answers.
ALTER TABLE claims ADD COLUMN asked_by TEXT COLLATE "C" NOT NULL DEFAULT 'taker' CHECK (asked_by IN ('giver', 'taker'));

CREATE INDEX claims_need ON claims (need_id, requested_at DESC, id DESC);

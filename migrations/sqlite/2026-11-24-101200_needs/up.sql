-- Needs: food that sites lack, and which claims answer them.

CREATE TABLE needs (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    title TEXT NOT NULL,
    remarks TEXT,
    -- What was said, where it was people; the weight that was counted from it is in wanted_grams.
    people INTEGER CHECK (people > 0),
    grams_per_person INTEGER CHECK (grams_per_person > 0),
    -- Bit 0 is ambient, bit 1 chilled, bit 2 frozen.
    temperature_classes INTEGER NOT NULL CHECK (temperature_classes BETWEEN 1 AND 7),
    pickup_km INTEGER CHECK (pickup_km >= 0),
    kind TEXT NOT NULL CHECK (kind IN ('once', 'weekly')),
    -- The pattern of a standing need, in the network's time zone. Minutes count from midnight.
    weekday TEXT CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    minute_of_day INTEGER CHECK (minute_of_day BETWEEN 0 AND 1439),
    starts_on TEXT,
    ends_on TEXT,
    urgent_until INTEGER,
    status TEXT NOT NULL CHECK (status IN ('open', 'fulfilled', 'withdrawn', 'closed')),
    -- The present occurrence: the only one of a need that comes once. Past ones are in need_occurrences.
    occurrence INTEGER NOT NULL CHECK (occurrence >= 1),
    closes_at INTEGER NOT NULL,
    wanted_grams INTEGER NOT NULL CHECK (wanted_grams > 0),
    -- Of claims that hold a quantity and have not been received.
    promised_grams INTEGER NOT NULL CHECK (promised_grams >= 0),
    received_grams INTEGER NOT NULL CHECK (received_grams >= 0),
    published_by BLOB NOT NULL REFERENCES users (id),
    published_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- The site's place at publication, so that a search by distance reads one table. Cell -1: place unknown.
    latitude REAL,
    longitude REAL,
    cell INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((people IS NULL) = (grams_per_person IS NULL)),
    CHECK ((kind = 'weekly') = (weekday IS NOT NULL)),
    CHECK ((weekday IS NULL) = (minute_of_day IS NULL)),
    CHECK ((weekday IS NULL) = (starts_on IS NULL)),
    CHECK (ends_on IS NULL OR ends_on >= starts_on),
    CHECK (urgent_until IS NULL OR kind = 'once'),
    CHECK ((latitude IS NULL) = (cell = -1))
) STRICT;

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
    need_id BLOB NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    closes_at INTEGER NOT NULL,
    wanted_grams INTEGER NOT NULL CHECK (wanted_grams > 0),
    promised_grams INTEGER NOT NULL CHECK (promised_grams >= 0),
    received_grams INTEGER NOT NULL CHECK (received_grams >= 0),
    PRIMARY KEY (need_id, number)
) STRICT;

-- Stems of what a need says, made by the server's analyser. A list of stems with their needs is what both databases
-- search alike.
CREATE TABLE need_stems (
    stem TEXT NOT NULL,
    need_id BLOB NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    PRIMARY KEY (stem, need_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX need_stems_need ON need_stems (need_id);

ALTER TABLE claims ADD COLUMN need_id BLOB REFERENCES needs (id);
ALTER TABLE claims ADD COLUMN need_occurrence INTEGER CHECK ((need_id IS NULL) = (need_occurrence IS NULL));
-- The taker, or the giver who proposed it for a need: the other side answers.
ALTER TABLE claims ADD COLUMN asked_by TEXT NOT NULL DEFAULT 'taker' CHECK (asked_by IN ('giver', 'taker'));

CREATE INDEX claims_need ON claims (need_id, requested_at DESC, id DESC);

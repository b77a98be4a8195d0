-- What an offer says beyond quantity and place: product, allergens, who may see it, its checks, freezings and photos;
-- and surplus that comes back every week.

ALTER TABLE offers ADD COLUMN product_name TEXT COLLATE "C";
-- 14 digits, check digit included.
ALTER TABLE offers ADD COLUMN gtin TEXT COLLATE "C";
-- Bit n is the n-th of the fourteen of EU Regulation 1169/2011, annex II. NULL: not stated; 0: none of them.
ALTER TABLE offers ADD COLUMN allergens BIGINT CHECK (allergens BETWEEN 0 AND 16383);
ALTER TABLE offers ADD COLUMN visibility TEXT COLLATE "C" NOT NULL DEFAULT 'network' CHECK (visibility IN ('network', 'public', 'neighbours'));
-- The day of freezing; `use_by` then is the pack's limit for frozen food, what was printed stands in `freezings`.
ALTER TABLE offers ADD COLUMN frozen_on DATE;
-- When the last check passed; NULL: none, or the last one failed.
ALTER TABLE offers ADD COLUMN best_before_checked_at BIGINT;
-- The first of `offer_photos`, here so that a list of offers reads no other table for it.
ALTER TABLE offers ADD COLUMN photo_id BYTEA;

-- Append-only: the last one counts.
CREATE TABLE best_before_checks (
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    -- 1, 2, 3 … within the offer.
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    packaging_intact BOOLEAN NOT NULL,
    storage_kept BOOLEAN NOT NULL,
    traceable BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    PRIMARY KEY (offer_id, number)
);

-- Append-only: food is frozen once.
CREATE TABLE freezings (
    id BYTEA NOT NULL PRIMARY KEY,
    offer_id BYTEA NOT NULL REFERENCES offers (id),
    -- The taker froze what it fetched; NULL: the giver froze the offer.
    claim_id BYTEA CONSTRAINT freezings_claim UNIQUE REFERENCES claims (id),
    frozen_on DATE NOT NULL,
    -- As printed on the food.
    printed_use_by DATE,
    printed_best_before DATE,
    -- The limit from then on.
    use_by DATE NOT NULL,
    note TEXT COLLATE "C",
    recorded_by BYTEA NOT NULL REFERENCES users (id),
    recorded_at BIGINT NOT NULL
);

CREATE INDEX freezings_offer ON freezings (offer_id);

-- Append-only: whether an organisation redistributes in time what a shop gives shortly before its use-by date.
CREATE TABLE redistribution_declarations (
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- 1, 2, 3 … within the organisation; the last one counts.
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    in_time BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, number)
);

-- Pictures as they are shown: re-encoded, without metadata. The id is made of the content, so the same picture on two
-- offers is kept once.
CREATE TABLE photos (
    id BYTEA NOT NULL PRIMARY KEY,
    width BIGINT NOT NULL CHECK (width > 0),
    height BIGINT NOT NULL CHECK (height > 0),
    image BYTEA NOT NULL,
    thumbnail BYTEA NOT NULL,
    -- When it was last uploaded: what hangs on no offer is kept for a while.
    uploaded_at BIGINT NOT NULL
);

CREATE INDEX photos_uploaded_at ON photos (uploaded_at);

CREATE TABLE offer_photos (
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    -- 0 is shown first.
    position BIGINT NOT NULL CHECK (position BETWEEN 0 AND 3),
    photo_id BYTEA NOT NULL REFERENCES photos (id),
    CONSTRAINT offer_photos_pkey PRIMARY KEY (offer_id, position)
);

CREATE INDEX offer_photos_photo ON offer_photos (photo_id);

-- "Every Monday, bread": each occurrence becomes an offer by itself.
CREATE TABLE recurring_surpluses (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    title TEXT COLLATE "C" NOT NULL,
    remarks TEXT COLLATE "C",
    unit TEXT COLLATE "C" NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    grams_per_unit BIGINT NOT NULL CHECK (grams_per_unit > 0),
    total_grams BIGINT NOT NULL CHECK (total_grams > 0),
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    product_name TEXT COLLATE "C",
    gtin TEXT COLLATE "C",
    allergens BIGINT CHECK (allergens BETWEEN 0 AND 16383),
    visibility TEXT COLLATE "C" NOT NULL CHECK (visibility IN ('network', 'public', 'neighbours')),
    -- Bit 0 is Monday, bit 6 is Sunday.
    weekdays BIGINT NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    -- Minutes after midnight of the network's own time.
    pickup_from BIGINT NOT NULL CHECK (pickup_from BETWEEN 0 AND 1439),
    pickup_until BIGINT NOT NULL CHECK (pickup_until BETWEEN 0 AND 1439),
    lead_hours BIGINT NOT NULL CHECK (lead_hours BETWEEN 1 AND 168),
    -- Days after the occurrence.
    use_by_after_days BIGINT CHECK (use_by_after_days >= 0),
    best_before_after_days BIGINT CHECK (best_before_after_days >= 0),
    starts_on DATE NOT NULL,
    ends_on DATE,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    -- The problem for which the worker paused it; NULL: a person did.
    pause_code TEXT COLLATE "C",
    -- The occurrence that is published next, and when; NULL: none is left.
    next_on DATE,
    next_publish_at BIGINT,
    -- In whose name offers are published: who made it or resumed it last.
    kept_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (pickup_from < pickup_until),
    CHECK (use_by_after_days IS NULL OR best_before_after_days IS NULL),
    CHECK ((next_on IS NULL) = (next_publish_at IS NULL))
);

CREATE INDEX recurring_surpluses_organisation ON recurring_surpluses (organisation_id, created_at DESC, id DESC);
CREATE INDEX recurring_surpluses_due ON recurring_surpluses (next_publish_at) WHERE state = 'active';
CREATE INDEX recurring_surpluses_site ON recurring_surpluses (site_id);

-- What became of a day: an offer, or nothing because somebody skipped it. One row a day, so that no day is published
-- twice whatever happens.
CREATE TABLE recurring_occurrences (
    recurring_surplus_id BYTEA NOT NULL REFERENCES recurring_surpluses (id),
    day DATE NOT NULL,
    offer_id BYTEA REFERENCES offers (id),
    at BIGINT NOT NULL,
    CONSTRAINT recurring_occurrences_pkey PRIMARY KEY (recurring_surplus_id, day)
);

CREATE INDEX recurring_occurrences_offer ON recurring_occurrences (offer_id);

-- What an offer says beyond quantity and place: product, allergens, who may see it, its checks, freezings and photos;
-- and surplus that comes back every week.

ALTER TABLE offers ADD COLUMN product_name TEXT;
-- 14 digits, check digit included.
ALTER TABLE offers ADD COLUMN gtin TEXT;
-- Bit n is the n-th of the fourteen of EU Regulation 1169/2011, annex II. NULL: not stated; 0: none of them.
ALTER TABLE offers ADD COLUMN allergens INTEGER CHECK (allergens BETWEEN 0 AND 16383);
ALTER TABLE offers ADD COLUMN visibility TEXT NOT NULL DEFAULT 'network' CHECK (visibility IN ('network', 'public', 'neighbours'));
-- The day of freezing; `use_by` then is the pack's limit for frozen food, what was printed stands in `freezings`.
ALTER TABLE offers ADD COLUMN frozen_on TEXT;
-- When the last check passed; NULL: none, or the last one failed.
ALTER TABLE offers ADD COLUMN best_before_checked_at INTEGER;
-- The first of `offer_photos`, here so that a list of offers reads no other table for it.
ALTER TABLE offers ADD COLUMN photo_id BLOB;

-- Append-only: the last one counts.
CREATE TABLE best_before_checks (
    offer_id BLOB NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    -- 1, 2, 3 … within the offer.
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    packaging_intact INTEGER NOT NULL CHECK (packaging_intact IN (0, 1)),
    storage_kept INTEGER NOT NULL CHECK (storage_kept IN (0, 1)),
    traceable INTEGER NOT NULL CHECK (traceable IN (0, 1)),
    note TEXT,
    PRIMARY KEY (offer_id, number)
) STRICT;

-- Append-only: food is frozen once.
CREATE TABLE freezings (
    id BLOB NOT NULL PRIMARY KEY,
    offer_id BLOB NOT NULL REFERENCES offers (id),
    -- The taker froze what it fetched; NULL: the giver froze the offer.
    claim_id BLOB CONSTRAINT freezings_claim UNIQUE REFERENCES claims (id),
    frozen_on TEXT NOT NULL,
    -- As printed on the food.
    printed_use_by TEXT,
    printed_best_before TEXT,
    -- The limit from then on.
    use_by TEXT NOT NULL,
    note TEXT,
    recorded_by BLOB NOT NULL REFERENCES users (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX freezings_offer ON freezings (offer_id);

-- Append-only: whether an organisation redistributes in time what a shop gives shortly before its use-by date.
CREATE TABLE redistribution_declarations (
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- 1, 2, 3 … within the organisation; the last one counts.
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    in_time INTEGER NOT NULL CHECK (in_time IN (0, 1)),
    PRIMARY KEY (organisation_id, number)
) STRICT;

-- Pictures as they are shown: re-encoded, without metadata. The id is made of the content, so the same picture on two
-- offers is kept once.
CREATE TABLE photos (
    id BLOB NOT NULL PRIMARY KEY,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    image BLOB NOT NULL,
    thumbnail BLOB NOT NULL,
    -- When it was last uploaded: what hangs on no offer is kept for a while.
    uploaded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX photos_uploaded_at ON photos (uploaded_at);

CREATE TABLE offer_photos (
    offer_id BLOB NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    -- 0 is shown first.
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 3),
    photo_id BLOB NOT NULL REFERENCES photos (id),
    CONSTRAINT offer_photos_pkey PRIMARY KEY (offer_id, position)
) STRICT;

CREATE INDEX offer_photos_photo ON offer_photos (photo_id);

-- "Every Monday, bread": each occurrence becomes an offer by itself.
CREATE TABLE recurring_surpluses (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    title TEXT NOT NULL,
    remarks TEXT,
    unit TEXT NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    grams_per_unit INTEGER NOT NULL CHECK (grams_per_unit > 0),
    total_grams INTEGER NOT NULL CHECK (total_grams > 0),
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    product_name TEXT,
    gtin TEXT,
    allergens INTEGER CHECK (allergens BETWEEN 0 AND 16383),
    visibility TEXT NOT NULL CHECK (visibility IN ('network', 'public', 'neighbours')),
    -- Bit 0 is Monday, bit 6 is Sunday.
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    -- Minutes after midnight of the network's own time.
    pickup_from INTEGER NOT NULL CHECK (pickup_from BETWEEN 0 AND 1439),
    pickup_until INTEGER NOT NULL CHECK (pickup_until BETWEEN 0 AND 1439),
    lead_hours INTEGER NOT NULL CHECK (lead_hours BETWEEN 1 AND 168),
    -- Days after the occurrence.
    use_by_after_days INTEGER CHECK (use_by_after_days >= 0),
    best_before_after_days INTEGER CHECK (best_before_after_days >= 0),
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    -- The problem for which the worker paused it; NULL: a person did.
    pause_code TEXT,
    -- The occurrence that is published next, and when; NULL: none is left.
    next_on TEXT,
    next_publish_at INTEGER,
    -- In whose name offers are published: who made it or resumed it last.
    kept_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (pickup_from < pickup_until),
    CHECK (use_by_after_days IS NULL OR best_before_after_days IS NULL),
    CHECK ((next_on IS NULL) = (next_publish_at IS NULL))
) STRICT;

CREATE INDEX recurring_surpluses_organisation ON recurring_surpluses (organisation_id, created_at DESC, id DESC);
CREATE INDEX recurring_surpluses_due ON recurring_surpluses (next_publish_at) WHERE state = 'active';
CREATE INDEX recurring_surpluses_site ON recurring_surpluses (site_id);

-- What became of a day: an offer, or nothing because somebody skipped it. One row a day, so that no day is published
-- twice whatever happens.
CREATE TABLE recurring_occurrences (
    recurring_surplus_id BLOB NOT NULL REFERENCES recurring_surpluses (id),
    day TEXT NOT NULL,
    offer_id BLOB REFERENCES offers (id),
    at INTEGER NOT NULL,
    CONSTRAINT recurring_occurrences_pkey PRIMARY KEY (recurring_surplus_id, day)
) STRICT;

CREATE INDEX recurring_occurrences_offer ON recurring_occurrences (offer_id);

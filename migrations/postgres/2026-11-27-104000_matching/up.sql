-- Which needs an offer fits best, and which offers a need.

-- The site's cell; -1: place unknown. Its peers are found by it.
ALTER TABLE sites ADD COLUMN cell BIGINT NOT NULL DEFAULT -1;
UPDATE sites
    SET cell = CAST(floor(10.0 * (latitude + 90.0)) AS BIGINT) * 4096 + CAST(floor(10.0 * (longitude + 180.0)) AS BIGINT)
    WHERE latitude IS NOT NULL;
-- Median distance to the ten nearest other sites, metres in a straight line. NULL: not counted yet, the worker does it.
ALTER TABLE sites ADD COLUMN neighbourhood_m BIGINT CHECK (neighbourhood_m > 0);

CREATE INDEX sites_cell ON sites (cell);
CREATE INDEX sites_neighbourhood ON sites (neighbourhood_m);

-- What a new offer is held against: a few cells of a few categories. Offers have theirs already.
CREATE INDEX needs_open_category_cell ON needs (category_code, cell) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;

-- What everybody has received lately, read from the index alone.
CREATE INDEX stock_movements_lately ON stock_movements (at, to_organisation_id, grams);

-- Figures of the whole network that are too dear to count for each request.
CREATE TABLE network_figures (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL,
    counted_at BIGINT NOT NULL
);

-- Matches that an organisation does not want to see again. They teach, too.
CREATE TABLE match_dismissals (
    id BYTEA NOT NULL PRIMARY KEY,
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    need_id BYTEA NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('offering', 'needing')),
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('too_far', 'wrong_food', 'too_much', 'too_little', 'no_time', 'other')),
    -- Of what the other side has: its need, or its offer.
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    dismissed_by BYTEA NOT NULL REFERENCES users (id),
    dismissed_at BIGINT NOT NULL,
    CONSTRAINT match_dismissals_pair UNIQUE (offer_id, need_id, organisation_id)
);

CREATE INDEX match_dismissals_need ON match_dismissals (need_id, organisation_id);
CREATE INDEX match_dismissals_organisation ON match_dismissals (organisation_id, dismissed_at);

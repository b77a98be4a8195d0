-- What organisations have received, given and kept, counted once: a match among very many needs adds nothing up.

CREATE TABLE organisation_records (
    organisation_id BLOB NOT NULL PRIMARY KEY REFERENCES organisations (id),
    -- In 28 days; received less what was lost on the way.
    received_grams INTEGER NOT NULL,
    given_grams INTEGER NOT NULL,
    -- Accepted claims of the last year that it has fetched, and those that it has fetched, called off or let lapse.
    kept INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    -- Two parts of a score, ten-thousandths, and what they add to it, times ten thousand.
    fairness INTEGER NOT NULL CHECK (fairness BETWEEN 0 AND 10000),
    follow_through INTEGER NOT NULL CHECK (follow_through BETWEEN 0 AND 10000),
    merit INTEGER NOT NULL,
    counted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX organisation_records_merit ON organisation_records (merit);
CREATE INDEX organisation_records_counted ON organisation_records (counted_at);

-- Whose record has changed since it was counted, one line a change.
CREATE TABLE record_changes (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id)
) STRICT;

-- The organisation's merit, and what is far in the site's part of the country: beside the need, because they decide
-- whether it can be among the best.
ALTER TABLE needs ADD COLUMN merit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE needs ADD COLUMN neighbourhood_m INTEGER;
UPDATE needs SET neighbourhood_m = (SELECT sites.neighbourhood_m FROM sites WHERE sites.id = needs.site_id);

-- Counted as soon as the worker comes by.
INSERT INTO organisation_records (organisation_id, received_grams, given_grams, kept, ended, fairness, follow_through, merit, counted_at)
    SELECT DISTINCT organisation_id, 0, 0, 0, 0, 0, 0, 0, 0 FROM needs;

-- What a new offer is held against: a few cells of a few categories, those first whose organisation comes first.
DROP INDEX needs_open_category_cell;
CREATE INDEX needs_open_category_cell ON needs (category_code, cell, merit) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;

-- Matching reads a need from the index alone: rows lie all over a table of a million, index entries side by side. The columns
-- after the first three are those that a score counts, and the status of the condition.
-- The index by category and cell stays for the board.
DROP INDEX needs_open_category_area;

-- What counts of the site, in one number (`Receiver::packed`): how far it drives, km, and what it can store dry, chilled and
-- frozen, kg. No offer is as heavy as 131 t.
ALTER TABLE needs ADD COLUMN receiver INTEGER NOT NULL DEFAULT 0;
UPDATE needs SET receiver = (
    SELECT ((MIN(sites.reach_km, 4095) * 131072 + MIN(sites.storage_ambient_kg, 131071)) * 131072
        + MIN(sites.storage_chilled_kg, 131071)) * 131072 + MIN(sites.storage_frozen_kg, 131071)
    FROM sites WHERE sites.id = needs.site_id
);

-- By the first part of the category's code, for a search asks for nearly all categories that have it in common: one descent
-- for each place instead of one for each of its categories. The area is that of `engine::cells::squares::AREA_SQL`.
CREATE INDEX needs_open_root_cell ON needs ((substr(category_code, 1, instr(category_code || '.', '.') - 1)), cell, merit, category_code, closes_at, organisation_id, id, temperature_classes, pickup_km, urgent_until, wanted_grams, promised_grams, received_grams, latitude, longitude, neighbourhood_m, receiver, status) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;
CREATE INDEX needs_open_root_area ON needs ((substr(category_code, 1, instr(category_code || '.', '.') - 1)), (cell / 16384 * 1024 + cell % 4096 / 4), merit, category_code, closes_at, organisation_id, id, temperature_classes, pickup_km, urgent_until, wanted_grams, promised_grams, received_grams, latitude, longitude, neighbourhood_m, receiver, status, cell) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;

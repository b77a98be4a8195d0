DROP INDEX needs_open_category_cell;
CREATE INDEX needs_open_category_cell ON needs (category_code, cell) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;
ALTER TABLE needs DROP COLUMN neighbourhood_m;
ALTER TABLE needs DROP COLUMN merit;
DROP TABLE record_changes;
DROP TABLE organisation_records;

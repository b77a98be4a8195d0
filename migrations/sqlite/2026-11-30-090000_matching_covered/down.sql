DROP INDEX needs_open_root_cell;
DROP INDEX needs_open_root_area;
ALTER TABLE needs DROP COLUMN receiver;
CREATE INDEX needs_open_category_area ON needs (category_code, (cell / 32768 * 512 + cell % 4096 / 8), merit) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;

-- Needs that are far are looked up by areas of eight by eight cells: most cells of a large circle are empty. The expression
-- is that of `engine::cells::AREA_SQL`.
CREATE INDEX needs_open_category_area ON needs (category_code, (cell / 32768 * 512 + cell % 4096 / 8), merit) WHERE status = 'open' AND wanted_grams > promised_grams + received_grams;

-- A search near a place for one kind of food looks a few cells of a few categories up, instead of reading whole cells.

CREATE INDEX offers_open_category_cell ON offers (category_code, cell) WHERE status = 'open' AND left_grams > 0;

DROP INDEX offers_open_cell;
CREATE INDEX offers_open_cell ON offers (cell, closes_at, latitude, longitude, id)
    WHERE status = 'open' AND left_grams > 0;

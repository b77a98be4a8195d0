-- What a text finds in a cell is looked up by cell and identifier, and read from the index alone: at a million offers a
-- quarter of the time that their rows took. A search without text reads the whole cell as before.
DROP INDEX offers_open_cell;
CREATE INDEX offers_open_cell ON offers (cell, id, closes_at, latitude, longitude)
    WHERE status = 'open' AND left_grams > 0;

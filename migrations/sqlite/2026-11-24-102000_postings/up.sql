-- Which offers have which word, and where: a search for words near a place reads only what is near. (The full-text
-- indexes of the databases know words and no places; each read all that has a word to find the few that are near.) One
-- table and one query for both databases.

DROP TRIGGER offer_documents_insert;
DROP TRIGGER offer_documents_delete;
DROP TRIGGER offer_documents_update;
DROP TABLE offer_search;
-- The server writes the documents anew when it starts with another edition of the index.
DROP TABLE offer_documents;

CREATE TABLE offer_documents (
    offer_id BLOB NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    -- Tokens that the server's analyser makes of what an offer says, separated by spaces.
    stems TEXT NOT NULL
) STRICT;

-- An offer's cell never changes, nor do these until its words do.
CREATE TABLE offer_postings (
    token TEXT NOT NULL,
    cell INTEGER NOT NULL,
    offer_id BLOB NOT NULL,
    PRIMARY KEY (token, cell, offer_id)
) STRICT, WITHOUT ROWID;

-- What a search near a place decides by stands in the index itself: nobody reads rows of offers that are not shown.
DROP INDEX offers_open_cell;
CREATE INDEX offers_open_cell ON offers (cell, closes_at, latitude, longitude, id) WHERE status = 'open' AND left_grams > 0;
DROP INDEX offers_open_category_cell;
CREATE INDEX offers_open_category_cell ON offers (category_code, cell, closes_at, latitude, longitude, id)
    WHERE status = 'open' AND left_grams > 0;

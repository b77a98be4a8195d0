DROP INDEX offers_open_category_cell;
CREATE INDEX offers_open_category_cell ON offers (category_code, cell) WHERE status = 'open' AND left_grams > 0;
DROP INDEX offers_open_cell;
CREATE INDEX offers_open_cell ON offers (cell) WHERE status = 'open' AND left_grams > 0;
DROP TABLE offer_postings;
DROP TABLE offer_documents;

-- Stems of what an offer says, made by the server's analyser: PostgreSQL only indexes them.
CREATE TABLE offer_documents (
    offer_id BYTEA NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    stems TEXT NOT NULL,
    vector TSVECTOR NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED
);

CREATE INDEX offer_documents_vector ON offer_documents USING gin (vector);

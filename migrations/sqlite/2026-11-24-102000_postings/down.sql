DROP INDEX offers_open_category_cell;
CREATE INDEX offers_open_category_cell ON offers (category_code, cell) WHERE status = 'open' AND left_grams > 0;
DROP INDEX offers_open_cell;
CREATE INDEX offers_open_cell ON offers (cell) WHERE status = 'open' AND left_grams > 0;
DROP TABLE offer_postings;
DROP TABLE offer_documents;

-- Stems of what an offer says, made by the server's analyser: FTS5 only indexes them. The document has a row number
-- of its own, because FTS5 needs one that VACUUM leaves alone.
CREATE TABLE offer_documents (
    row_number INTEGER NOT NULL PRIMARY KEY,
    offer_id BLOB NOT NULL UNIQUE REFERENCES offers (id) ON DELETE CASCADE,
    stems TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE offer_search USING fts5 (
    stems, content = 'offer_documents', content_rowid = 'row_number', tokenize = 'ascii', detail = 'none'
);

CREATE TRIGGER offer_documents_insert AFTER INSERT ON offer_documents BEGIN
    INSERT INTO offer_search (rowid, stems) VALUES (new.row_number, new.stems);
END;

CREATE TRIGGER offer_documents_delete AFTER DELETE ON offer_documents BEGIN
    INSERT INTO offer_search (offer_search, rowid, stems) VALUES ('delete', old.row_number, old.stems);
END;

CREATE TRIGGER offer_documents_update AFTER UPDATE ON offer_documents BEGIN
    INSERT INTO offer_search (offer_search, rowid, stems) VALUES ('delete', old.row_number, old.stems);
    INSERT INTO offer_search (rowid, stems) VALUES (new.row_number, new.stems);
END;

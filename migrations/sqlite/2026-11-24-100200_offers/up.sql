-- Offers of food and what is searched of them.

CREATE TABLE offers (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    title TEXT NOT NULL,
    remarks TEXT,
    unit TEXT NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    grams_per_unit INTEGER NOT NULL CHECK (grams_per_unit > 0),
    total_grams INTEGER NOT NULL CHECK (total_grams > 0),
    left_grams INTEGER NOT NULL,
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    use_by TEXT,
    best_before TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'withdrawn', 'closed')),
    published_by BLOB NOT NULL REFERENCES users (id),
    published_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    -- The site's place at publication, so that a search by distance reads one table. Cell -1: place unknown.
    latitude REAL,
    longitude REAL,
    cell INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT offers_left_grams CHECK (left_grams BETWEEN 0 AND total_grams),
    CHECK (use_by IS NULL OR best_before IS NULL),
    CHECK ((latitude IS NULL) = (cell = -1))
) STRICT;

-- The board: only what can be claimed is in these, so they stay as small as the board.
CREATE INDEX offers_open_newest ON offers (published_at DESC, id DESC) WHERE status = 'open' AND left_grams > 0;
CREATE INDEX offers_open_closing ON offers (closes_at, id) WHERE status = 'open' AND left_grams > 0;
CREATE INDEX offers_open_cell ON offers (cell) WHERE status = 'open' AND left_grams > 0;
CREATE INDEX offers_organisation ON offers (organisation_id, published_at DESC, id DESC);
CREATE INDEX offers_site ON offers (site_id);
-- What time closes by itself, claimed out or not.
CREATE INDEX offers_closing ON offers (closes_at) WHERE status = 'open';

CREATE TABLE pickup_windows (
    offer_id BLOB NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    CHECK (starts_at < ends_at),
    PRIMARY KEY (offer_id, starts_at, ends_at)
) STRICT;

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

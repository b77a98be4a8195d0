-- Offers of food and what is searched of them.

CREATE TABLE offers (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    title TEXT COLLATE "C" NOT NULL,
    remarks TEXT COLLATE "C",
    unit TEXT COLLATE "C" NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    grams_per_unit BIGINT NOT NULL CHECK (grams_per_unit > 0),
    total_grams BIGINT NOT NULL CHECK (total_grams > 0),
    left_grams BIGINT NOT NULL,
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    use_by DATE,
    best_before DATE,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'withdrawn', 'closed')),
    published_by BYTEA NOT NULL REFERENCES users (id),
    published_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    -- The site's place at publication, so that a search by distance reads one table. Cell -1: place unknown.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cell BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT offers_left_grams CHECK (left_grams BETWEEN 0 AND total_grams),
    CHECK (use_by IS NULL OR best_before IS NULL),
    CHECK ((latitude IS NULL) = (cell = -1))
);

-- The board: only what can be claimed is in these, so they stay as small as the board.
CREATE INDEX offers_open_newest ON offers (published_at DESC, id DESC) WHERE status = 'open' AND left_grams > 0;
CREATE INDEX offers_open_closing ON offers (closes_at, id) WHERE status = 'open' AND left_grams > 0;
CREATE INDEX offers_open_cell ON offers (cell) WHERE status = 'open' AND left_grams > 0;
CREATE INDEX offers_organisation ON offers (organisation_id, published_at DESC, id DESC);
CREATE INDEX offers_site ON offers (site_id);
-- What time closes by itself, claimed out or not.
CREATE INDEX offers_closing ON offers (closes_at) WHERE status = 'open';

CREATE TABLE pickup_windows (
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    CHECK (starts_at < ends_at),
    PRIMARY KEY (offer_id, starts_at, ends_at)
);

-- Stems of what an offer says, made by the server's analyser: PostgreSQL only indexes them.
CREATE TABLE offer_documents (
    offer_id BYTEA NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    stems TEXT NOT NULL,
    vector TSVECTOR NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', stems)) STORED
);

CREATE INDEX offer_documents_vector ON offer_documents USING gin (vector);

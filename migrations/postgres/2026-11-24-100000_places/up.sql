-- Communes and the categories of food: reference data that everything else names.

CREATE TABLE communes (
    insee_code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    -- Folded name, "St" written out: what people type is folded in the same way.
    name_key TEXT COLLATE "C" NOT NULL,
    department TEXT COLLATE "C" NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);

CREATE INDEX communes_name_key ON communes (name_key, insee_code);

CREATE TABLE commune_postcodes (
    insee_code TEXT COLLATE "C" NOT NULL REFERENCES communes (insee_code) ON DELETE CASCADE,
    postcode TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (insee_code, postcode)
);

CREATE INDEX commune_postcodes_postcode ON commune_postcodes (postcode, insee_code);

CREATE TABLE categories (
    code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    parent_code TEXT COLLATE "C" REFERENCES categories (code),
    label_fr TEXT COLLATE "C" NOT NULL,
    label_en TEXT COLLATE "C" NOT NULL,
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    unit TEXT COLLATE "C" NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    date_kind TEXT COLLATE "C" NOT NULL CHECK (date_kind IN ('use_by', 'best_before', 'none')),
    position BIGINT NOT NULL
);

-- Documents of the whole installation that are too large for a setting, such as the outline of the territory.
CREATE TABLE network_documents (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body TEXT COLLATE "C" NOT NULL,
    updated_at BIGINT NOT NULL
);

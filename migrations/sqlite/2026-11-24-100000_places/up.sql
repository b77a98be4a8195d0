-- Communes and the categories of food: reference data that everything else names.

CREATE TABLE communes (
    insee_code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- Folded name, "St" written out: what people type is folded in the same way.
    name_key TEXT NOT NULL,
    department TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT;

CREATE INDEX communes_name_key ON communes (name_key, insee_code);

CREATE TABLE commune_postcodes (
    insee_code TEXT NOT NULL REFERENCES communes (insee_code) ON DELETE CASCADE,
    postcode TEXT NOT NULL,
    PRIMARY KEY (insee_code, postcode)
) STRICT;

CREATE INDEX commune_postcodes_postcode ON commune_postcodes (postcode, insee_code);

CREATE TABLE categories (
    code TEXT NOT NULL PRIMARY KEY,
    parent_code TEXT REFERENCES categories (code),
    label_fr TEXT NOT NULL,
    label_en TEXT NOT NULL,
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    unit TEXT NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    date_kind TEXT NOT NULL CHECK (date_kind IN ('use_by', 'best_before', 'none')),
    position INTEGER NOT NULL
) STRICT;

-- Documents of the whole installation that are too large for a setting, such as the outline of the territory.
CREATE TABLE network_documents (
    name TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

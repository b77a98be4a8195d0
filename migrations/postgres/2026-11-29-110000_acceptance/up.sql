-- What sites take, declared once. Sites without a row take anything.
CREATE TABLE acceptance_criteria (
    site_id BYTEA NOT NULL PRIMARY KEY REFERENCES sites (id) ON DELETE CASCADE,
    -- Bit 0 is Monday, bit 6 is Sunday; 0: any day.
    days BIGINT NOT NULL CHECK (days BETWEEN 0 AND 127),
    smallest_grams BIGINT CHECK (smallest_grams > 0),
    largest_grams BIGINT CHECK (largest_grams > 0),
    -- Codes with spaces between; empty: all.
    categories TEXT COLLATE "C" NOT NULL,
    radius_m BIGINT CHECK (radius_m > 0),
    chilled BOOLEAN NOT NULL,
    frozen BOOLEAN NOT NULL,
    fetches_cold BOOLEAN NOT NULL,
    -- NULL: taken back; the row stays, so that no version comes twice.
    declared_at BIGINT,
    version BIGINT NOT NULL
);

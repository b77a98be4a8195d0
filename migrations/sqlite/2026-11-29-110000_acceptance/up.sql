-- What sites take, declared once. Sites without a row take anything.
CREATE TABLE acceptance_criteria (
    site_id BLOB NOT NULL PRIMARY KEY REFERENCES sites (id) ON DELETE CASCADE,
    -- Bit 0 is Monday, bit 6 is Sunday; 0: any day.
    days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 127),
    smallest_grams INTEGER CHECK (smallest_grams > 0),
    largest_grams INTEGER CHECK (largest_grams > 0),
    -- Codes with spaces between; empty: all.
    categories TEXT NOT NULL,
    radius_m INTEGER CHECK (radius_m > 0),
    chilled INTEGER NOT NULL CHECK (chilled IN (0, 1)),
    frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),
    fetches_cold INTEGER NOT NULL CHECK (fetches_cold IN (0, 1)),
    -- NULL: taken back; the row stays, so that no version comes twice.
    declared_at INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- What is broken on an item, and what was done about it.

-- Until when it cannot be lent; the largest number: until further notice; NULL: it can.
ALTER TABLE equipment ADD COLUMN repair_until INTEGER;

CREATE TABLE equipment_repairs (
    id BLOB NOT NULL PRIMARY KEY,
    equipment_id BLOB NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    -- The loan from which it came back like this.
    loan_id BLOB REFERENCES loans (id),
    what TEXT NOT NULL,
    lendable INTEGER NOT NULL CHECK (lendable IN (0, 1)),
    -- When it should be ready.
    expected_at INTEGER,
    opened_by BLOB NOT NULL REFERENCES users (id),
    opened_at INTEGER NOT NULL,
    done TEXT,
    closed_by BLOB REFERENCES users (id),
    closed_at INTEGER,
    CHECK ((closed_at IS NULL) = (done IS NULL))
) STRICT;

CREATE INDEX equipment_repairs_item ON equipment_repairs (equipment_id, opened_at, id);

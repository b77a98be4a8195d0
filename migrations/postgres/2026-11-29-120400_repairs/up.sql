-- What is broken on an item, and what was done about it.

-- Until when it cannot be lent; the largest number: until further notice; NULL: it can.
ALTER TABLE equipment ADD COLUMN repair_until BIGINT;

CREATE TABLE equipment_repairs (
    id BYTEA NOT NULL PRIMARY KEY,
    equipment_id BYTEA NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    -- The loan from which it came back like this.
    loan_id BYTEA REFERENCES loans (id),
    what TEXT COLLATE "C" NOT NULL,
    lendable BOOLEAN NOT NULL,
    -- When it should be ready.
    expected_at BIGINT,
    opened_by BYTEA NOT NULL REFERENCES users (id),
    opened_at BIGINT NOT NULL,
    done TEXT COLLATE "C",
    closed_by BYTEA REFERENCES users (id),
    closed_at BIGINT,
    CHECK ((closed_at IS NULL) = (done IS NULL))
);

CREATE INDEX equipment_repairs_item ON equipment_repairs (equipment_id, opened_at, id);

-- Equipment that organisations lend each other, and its loans.

CREATE TABLE equipment (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('van', 'trailer', 'cold_box', 'refrigerator', 'freezer', 'trolley', 'tent', 'furniture', 'scales', 'kitchen', 'tools', 'electronics', 'other')),
    name TEXT COLLATE "C" NOT NULL,
    -- Folded name, for the order of lists.
    name_key TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C",
    conditions TEXT COLLATE "C",
    deposit_cents BIGINT CHECK (deposit_cents > 0),
    -- Bit 0 is the driving licence, bit 1 the proof of insurance, bit 2 the trained person.
    requirements BIGINT NOT NULL CHECK (requirements BETWEEN 0 AND 7),
    needs_approval BOOLEAN NOT NULL,
    gap_hours BIGINT NOT NULL CHECK (gap_hours BETWEEN 0 AND 168),
    max_days BIGINT NOT NULL CHECK (max_days BETWEEN 1 AND 90),
    retired_at BIGINT,
    -- Grows with each loan and closure: whoever changes the item's calendar holds this row until the commit.
    calendar_version BIGINT NOT NULL DEFAULT 0,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cell BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((latitude IS NULL) = (cell = -1))
);

CREATE INDEX equipment_lent_name ON equipment (name_key, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_lent_kind ON equipment (kind, name_key, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_lent_cell ON equipment (cell, kind, latitude, longitude, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_organisation ON equipment (organisation_id, name_key, id);
CREATE INDEX equipment_site ON equipment (site_id);

-- Times in which the owner keeps an item.
CREATE TABLE equipment_closures (
    id BYTEA NOT NULL PRIMARY KEY,
    equipment_id BYTEA NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    reason TEXT COLLATE "C" NOT NULL,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL
);

CREATE INDEX equipment_closures_item ON equipment_closures (equipment_id, ends_at, starts_at);

CREATE TABLE loans (
    id BYTEA NOT NULL PRIMARY KEY,
    equipment_id BYTEA NOT NULL REFERENCES equipment (id),
    lender_id BYTEA NOT NULL REFERENCES organisations (id),
    borrower_id BYTEA NOT NULL REFERENCES organisations (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    -- The end with the gap for cleaning; after the return, the end of that gap.
    busy_until BIGINT NOT NULL CHECK (busy_until >= starts_at),
    purpose TEXT COLLATE "C" NOT NULL,
    confirmed BIGINT NOT NULL CHECK (confirmed BETWEEN 0 AND 7),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'accepted', 'out', 'returned', 'declined', 'cancelled', 'expired')),
    -- When it ends by itself: not answered, or not fetched.
    lapses_at BIGINT NOT NULL,
    requested_by BYTEA NOT NULL REFERENCES users (id),
    requested_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (lender_id <> borrower_id)
);

CREATE INDEX loans_holding ON loans (equipment_id, busy_until, starts_at) WHERE state IN ('requested', 'accepted', 'out', 'returned');
CREATE UNIQUE INDEX loans_one_out ON loans (equipment_id) WHERE state = 'out';
CREATE INDEX loans_lapsing ON loans (lapses_at) WHERE state IN ('requested', 'accepted');
CREATE INDEX loans_newest ON loans (starts_at DESC, id DESC);
CREATE INDEX loans_lender ON loans (lender_id, starts_at DESC, id DESC);
CREATE INDEX loans_borrower ON loans (borrower_id, starts_at DESC, id DESC);
-- What an organisation has to do today.
CREATE INDEX loans_lender_open ON loans (lender_id, state, starts_at) WHERE state IN ('requested', 'accepted', 'out');
CREATE INDEX loans_borrower_open ON loans (borrower_id, state, starts_at) WHERE state IN ('requested', 'accepted', 'out');
CREATE INDEX loans_equipment ON loans (equipment_id, starts_at DESC, id DESC);

-- What happened on loans, the first first.
CREATE TABLE loan_events (
    loan_id BYTEA NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'accepted', 'out', 'returned', 'declined', 'cancelled', 'expired')),
    user_id BYTEA REFERENCES users (id),
    party TEXT COLLATE "C" CHECK (party IN ('lender', 'borrower', 'observer')),
    item_condition TEXT COLLATE "C" CHECK (item_condition IN ('good', 'worn', 'damaged')),
    note TEXT COLLATE "C",
    PRIMARY KEY (loan_id, number)
);

-- The rules refuse what overlaps before it is written; these stand behind them. The item's row is held, so that two
-- writes of its calendar come one after the other, and the second sees the first.
CREATE FUNCTION loans_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM equipment WHERE id = NEW.equipment_id FOR UPDATE;
    IF NEW.state IN ('requested', 'accepted', 'out', 'returned') AND (EXISTS (
        SELECT 1 FROM loans
        WHERE loans.equipment_id = NEW.equipment_id AND loans.id <> NEW.id
            AND loans.state IN ('requested', 'accepted', 'out', 'returned')
            AND loans.busy_until > NEW.starts_at AND loans.starts_at < NEW.busy_until
    ) OR EXISTS (
        SELECT 1 FROM equipment_closures
        WHERE equipment_closures.equipment_id = NEW.equipment_id
            AND equipment_closures.ends_at > NEW.starts_at AND equipment_closures.starts_at < NEW.busy_until
    )) THEN
        RAISE EXCEPTION 'equipment_busy';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER loans_no_overlap BEFORE INSERT OR UPDATE OF equipment_id, starts_at, busy_until, state ON loans
FOR EACH ROW EXECUTE FUNCTION loans_no_overlap();

CREATE FUNCTION closures_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM equipment WHERE id = NEW.equipment_id FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM loans
        WHERE loans.equipment_id = NEW.equipment_id AND loans.state IN ('requested', 'accepted', 'out', 'returned')
            AND loans.busy_until > NEW.starts_at AND loans.starts_at < NEW.ends_at
    ) OR EXISTS (
        SELECT 1 FROM equipment_closures
        WHERE equipment_closures.equipment_id = NEW.equipment_id AND equipment_closures.id <> NEW.id
            AND equipment_closures.ends_at > NEW.starts_at AND equipment_closures.starts_at < NEW.ends_at
    ) THEN
        RAISE EXCEPTION 'equipment_busy';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER closures_no_overlap BEFORE INSERT OR UPDATE ON equipment_closures
FOR EACH ROW EXECUTE FUNCTION closures_no_overlap();

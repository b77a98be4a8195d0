-- Equipment that organisations lend each other, and its loans.

CREATE TABLE equipment (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    kind TEXT NOT NULL CHECK (kind IN ('van', 'trailer', 'cold_box', 'refrigerator', 'freezer', 'trolley', 'tent', 'furniture', 'scales', 'kitchen', 'tools', 'electronics', 'other')),
    name TEXT NOT NULL,
    -- Folded name, for the order of lists.
    name_key TEXT NOT NULL,
    description TEXT,
    conditions TEXT,
    deposit_cents INTEGER CHECK (deposit_cents > 0),
    -- Bit 0 is the driving licence, bit 1 the proof of insurance, bit 2 the trained person.
    requirements INTEGER NOT NULL CHECK (requirements BETWEEN 0 AND 7),
    needs_approval INTEGER NOT NULL CHECK (needs_approval IN (0, 1)),
    gap_hours INTEGER NOT NULL CHECK (gap_hours BETWEEN 0 AND 168),
    max_days INTEGER NOT NULL CHECK (max_days BETWEEN 1 AND 90),
    retired_at INTEGER,
    -- Grows with each loan and closure: whoever changes the item's calendar holds this row until the commit.
    calendar_version INTEGER NOT NULL DEFAULT 0,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude REAL,
    longitude REAL,
    cell INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((latitude IS NULL) = (cell = -1))
) STRICT;

CREATE INDEX equipment_lent_name ON equipment (name_key, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_lent_kind ON equipment (kind, name_key, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_lent_cell ON equipment (cell, kind, latitude, longitude, id) WHERE retired_at IS NULL;
CREATE INDEX equipment_organisation ON equipment (organisation_id, name_key, id);
CREATE INDEX equipment_site ON equipment (site_id);

-- Times in which the owner keeps an item.
CREATE TABLE equipment_closures (
    id BLOB NOT NULL PRIMARY KEY,
    equipment_id BLOB NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    reason TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX equipment_closures_item ON equipment_closures (equipment_id, ends_at, starts_at);

CREATE TABLE loans (
    id BLOB NOT NULL PRIMARY KEY,
    equipment_id BLOB NOT NULL REFERENCES equipment (id),
    lender_id BLOB NOT NULL REFERENCES organisations (id),
    borrower_id BLOB NOT NULL REFERENCES organisations (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    -- The end with the gap for cleaning; after the return, the end of that gap.
    busy_until INTEGER NOT NULL CHECK (busy_until >= starts_at),
    purpose TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed BETWEEN 0 AND 7),
    state TEXT NOT NULL CHECK (state IN ('requested', 'accepted', 'out', 'returned', 'declined', 'cancelled', 'expired')),
    -- When it ends by itself: not answered, or not fetched.
    lapses_at INTEGER NOT NULL,
    requested_by BLOB NOT NULL REFERENCES users (id),
    requested_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (lender_id <> borrower_id)
) STRICT;

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
    loan_id BLOB NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'accepted', 'out', 'returned', 'declined', 'cancelled', 'expired')),
    user_id BLOB REFERENCES users (id),
    party TEXT CHECK (party IN ('lender', 'borrower', 'observer')),
    item_condition TEXT CHECK (item_condition IN ('good', 'worn', 'damaged')),
    note TEXT,
    PRIMARY KEY (loan_id, number)
) STRICT;

-- The rules refuse what overlaps before it is written; these stand behind them. SQLite has one writer, so nothing can
-- slip in between.
CREATE TRIGGER loans_no_overlap_insert BEFORE INSERT ON loans
WHEN NEW.state IN ('requested', 'accepted', 'out', 'returned') AND (EXISTS (
    SELECT 1 FROM loans
    WHERE loans.equipment_id = NEW.equipment_id AND loans.id <> NEW.id
        AND loans.state IN ('requested', 'accepted', 'out', 'returned')
        AND loans.busy_until > NEW.starts_at AND loans.starts_at < NEW.busy_until
) OR EXISTS (
    SELECT 1 FROM equipment_closures
    WHERE equipment_closures.equipment_id = NEW.equipment_id
        AND equipment_closures.ends_at > NEW.starts_at AND equipment_closures.starts_at < NEW.busy_until
))
BEGIN
    SELECT RAISE(ABORT, 'equipment_busy');
END;

CREATE TRIGGER loans_no_overlap_update BEFORE UPDATE OF equipment_id, starts_at, busy_until, state ON loans
WHEN NEW.state IN ('requested', 'accepted', 'out', 'returned') AND (EXISTS (
    SELECT 1 FROM loans
    WHERE loans.equipment_id = NEW.equipment_id AND loans.id <> NEW.id
        AND loans.state IN ('requested', 'accepted', 'out', 'returned')
        AND loans.busy_until > NEW.starts_at AND loans.starts_at < NEW.busy_until
) OR EXISTS (
    SELECT 1 FROM equipment_closures
    WHERE equipment_closures.equipment_id = NEW.equipment_id
        AND equipment_closures.ends_at > NEW.starts_at AND equipment_closures.starts_at < NEW.busy_until
))
BEGIN
    SELECT RAISE(ABORT, 'equipment_busy');
END;

CREATE TRIGGER closures_no_overlap_insert BEFORE INSERT ON equipment_closures
WHEN EXISTS (
    SELECT 1 FROM loans
    WHERE loans.equipment_id = NEW.equipment_id AND loans.state IN ('requested', 'accepted', 'out', 'returned')
        AND loans.busy_until > NEW.starts_at AND loans.starts_at < NEW.ends_at
) OR EXISTS (
    SELECT 1 FROM equipment_closures
    WHERE equipment_closures.equipment_id = NEW.equipment_id AND equipment_closures.id <> NEW.id
        AND equipment_closures.ends_at > NEW.starts_at AND equipment_closures.starts_at < NEW.ends_at
)
BEGIN
    SELECT RAISE(ABORT, 'equipment_busy');
END;

CREATE TRIGGER closures_no_overlap_update BEFORE UPDATE ON equipment_closures
WHEN EXISTS (
    SELECT 1 FROM loans
    WHERE loans.equipment_id = NEW.equipment_id AND loans.state IN ('requested', 'accepted', 'out', 'returned')
        AND loans.busy_until > NEW.starts_at AND loans.starts_at < NEW.ends_at
) OR EXISTS (
    SELECT 1 FROM equipment_closures
    WHERE equipment_closures.equipment_id = NEW.equipment_id AND equipment_closures.id <> NEW.id
        AND equipment_closures.ends_at > NEW.starts_at AND equipment_closures.starts_at < NEW.ends_at
)
BEGIN
    SELECT RAISE(ABORT, 'equipment_busy');
END;

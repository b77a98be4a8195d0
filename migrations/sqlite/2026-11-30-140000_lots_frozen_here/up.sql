-- Food in stock is frozen: it becomes a lot of its own, of the same origin, with another date.

-- Of which lot it was frozen here, after its arrival; NULL: it arrived as it is.
ALTER TABLE lots ADD COLUMN frozen_from_id BLOB REFERENCES lots (id);

-- What was frozen of a lot.
CREATE INDEX lots_frozen_from ON lots (frozen_from_id, id) WHERE frozen_from_id IS NOT NULL;

-- The ledger takes freezing. SQLite changes no CHECK: the table is made anew, and lines of rounds wait without their movements
-- until the end of the transaction.

PRAGMA defer_foreign_keys = ON;

CREATE TEMPORARY TABLE kept_stock_movements AS SELECT id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, lot_id, kind, reverses_id, note, temperature_decidegrees FROM stock_movements;

DROP TABLE stock_movements;

-- Append-only: a mistake is a reversing movement. Accounts are an organisation's site, a place outside the network, or what a
-- lot becomes.
CREATE TABLE stock_movements (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    grams INTEGER NOT NULL CHECK (grams > 0),
    from_kind TEXT NOT NULL CHECK (from_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss', 'freezing')),
    from_organisation_id BLOB REFERENCES organisations (id),
    from_site_id BLOB REFERENCES sites (id),
    to_kind TEXT NOT NULL CHECK (to_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss', 'freezing')),
    to_organisation_id BLOB REFERENCES organisations (id),
    to_site_id BLOB REFERENCES sites (id),
    author_id BLOB REFERENCES users (id),
    reason TEXT,
    -- Of which lot; NULL: the food of a claim, of which no lot is kept.
    lot_id BLOB REFERENCES lots (id),
    kind TEXT NOT NULL CHECK (kind IN ('receive', 'transfer', 'allocate', 'hand_over', 'distribute', 'waste', 'adjust', 'loss', 'freeze', 'reverse')),
    -- Each line is taken back once.
    reverses_id BLOB UNIQUE REFERENCES stock_movements (id),
    note TEXT,
    temperature_decidegrees INTEGER,
    CHECK ((from_kind = 'site') = (from_site_id IS NOT NULL)),
    CHECK ((from_kind = 'site') = (from_organisation_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_site_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_organisation_id IS NOT NULL)),
    CHECK ((kind = 'reverse') = (reverses_id IS NOT NULL)),
    CHECK (claim_id IS NOT NULL OR lot_id IS NOT NULL),
    CHECK (kind <> 'waste' OR reason IN ('expired', 'damaged', 'cold_chain', 'spoiled', 'pest', 'recall', 'other')),
    -- What is frozen leaves its lot by one line and begins another lot by the next.
    CHECK ((kind = 'freeze') = (from_kind = 'freezing' OR to_kind = 'freezing'))
) STRICT;

CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, kind, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, kind, at);
CREATE INDEX stock_movements_claim ON stock_movements (claim_id);
-- What everybody has received lately, read from the index alone.
CREATE INDEX stock_movements_lately ON stock_movements (kind, at, to_organisation_id, grams);
CREATE INDEX stock_movements_lot ON stock_movements (lot_id, at, id);

INSERT INTO stock_movements (id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, lot_id, kind, reverses_id, note, temperature_decidegrees)
SELECT id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, lot_id, kind, reverses_id, note, temperature_decidegrees FROM kept_stock_movements;

DROP TABLE kept_stock_movements;

CREATE TRIGGER stock_movements_no_update BEFORE UPDATE ON stock_movements
BEGIN
    SELECT RAISE(ABORT, 'stock_movements is append-only');
END;

CREATE TRIGGER stock_movements_no_delete BEFORE DELETE ON stock_movements
BEGIN
    SELECT RAISE(ABORT, 'stock_movements is append-only');
END;

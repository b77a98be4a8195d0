-- Stock: lots of food with one origin and date, the ledger of what became of them, and recalls.

CREATE TABLE lots (
    id BYTEA NOT NULL PRIMARY KEY,
    -- Who received it into the network, and where.
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    donor_id BYTEA REFERENCES organisations (id),
    donor_name TEXT COLLATE "C",
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    title TEXT COLLATE "C" NOT NULL,
    -- Folded title and batch number, and the barcode, for searches.
    search_key TEXT COLLATE "C" NOT NULL,
    -- 14 digits.
    gtin TEXT COLLATE "C",
    lot_number TEXT COLLATE "C",
    -- Folded and without spaces, for recalls.
    lot_number_key TEXT COLLATE "C",
    unit TEXT COLLATE "C" NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    grams_per_unit BIGINT NOT NULL CHECK (grams_per_unit > 0),
    received_grams BIGINT NOT NULL CHECK (received_grams > 0),
    use_by DATE,
    best_before DATE,
    -- When the last check after its best-before day passed; NULL: none did, or the last one failed.
    best_before_checked_at BIGINT,
    frozen_on DATE,
    printed_use_by DATE,
    printed_best_before DATE,
    funding_source TEXT COLLATE "C" NOT NULL CHECK (funding_source IN ('gift', 'state', 'esf_plus', 'purchase')),
    temperature_class TEXT COLLATE "C" NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    -- On arrival.
    temperature_decidegrees BIGINT,
    note TEXT COLLATE "C",
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('approved', 'on_hold', 'quarantined', 'recalled')),
    received_by BYTEA NOT NULL REFERENCES users (id),
    received_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Grows with each change, movements included: whoever writes about a lot holds this row until the commit.
    version BIGINT NOT NULL,
    CHECK (donor_id IS NULL OR donor_name IS NULL),
    CHECK (use_by IS NULL OR best_before IS NULL)
);

CREATE INDEX lots_gtin ON lots (gtin, id) WHERE gtin IS NOT NULL;
CREATE INDEX lots_site ON lots (site_id);

-- The statuses of a lot, the first first. Append-only: the last one counts.
CREATE TABLE lot_statuses (
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('approved', 'on_hold', 'quarantined', 'recalled')),
    cause TEXT COLLATE "C" NOT NULL CHECK (cause IN ('received', 'cold_chain', 'damaged', 'doubt', 'recall', 'checked', 'other')),
    note TEXT COLLATE "C",
    -- NULL where nobody decided.
    user_id BYTEA REFERENCES users (id),
    PRIMARY KEY (lot_id, number)
);

-- Checks of lots after their best-before day. Append-only: the last one counts.
CREATE TABLE lot_checks (
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    packaging_intact BOOLEAN NOT NULL,
    storage_kept BOOLEAN NOT NULL,
    traceable BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    PRIMARY KEY (lot_id, number)
);

-- What is left of a lot at a site: the sum of its movements there, kept by whoever books them, in the same transaction. Of
-- the lot it has what lists are filtered and ordered by, so that they are read from one index.
CREATE TABLE lot_balances (
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    grams BIGINT NOT NULL CHECK (grams >= 0),
    shelf TEXT COLLATE "C",
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('approved', 'on_hold', 'quarantined', 'recalled')),
    funding_source TEXT COLLATE "C" NOT NULL CHECK (funding_source IN ('gift', 'state', 'esf_plus', 'purchase')),
    -- The use-by date, else the best-before date, else the last day of the year 9999.
    due_on DATE NOT NULL,
    received_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (lot_id, site_id)
);

-- First out what must leave first.
CREATE INDEX lot_balances_organisation ON lot_balances (organisation_id, due_on, received_at, lot_id, site_id) WHERE grams > 0;
CREATE INDEX lot_balances_site ON lot_balances (site_id, due_on, received_at, lot_id) WHERE grams > 0;
-- What is about to be lost, whoever has it.
CREATE INDEX lot_balances_due ON lot_balances (due_on, organisation_id, status, grams) WHERE grams > 0;
CREATE INDEX lot_balances_all_of_site ON lot_balances (site_id);
-- Who has had any of it.
CREATE INDEX lot_balances_lot ON lot_balances (lot_id, organisation_id);

CREATE TABLE recalls (
    id BYTEA NOT NULL PRIMARY KEY,
    -- The food bank that made it; NULL: the network's administrator.
    organisation_id BYTEA REFERENCES organisations (id),
    title TEXT COLLATE "C" NOT NULL,
    gtin TEXT COLLATE "C",
    lot_number TEXT COLLATE "C",
    -- Folded and without spaces.
    lot_number_key TEXT COLLATE "C",
    reason TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C",
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- When the last site was settled.
    closed_at BIGINT,
    -- Grows with each answer: whoever answers holds this row until the commit.
    version BIGINT NOT NULL
);

CREATE INDEX recalls_newest ON recalls (created_at, id);
CREATE INDEX recalls_open ON recalls (created_at, id) WHERE closed_at IS NULL;
-- Whether a product that arrives is recalled.
CREATE INDEX recalls_gtin ON recalls (gtin) WHERE gtin IS NOT NULL;

-- The lots of a recall, as they were found when it was made.
CREATE TABLE recall_lots (
    recall_id BYTEA NOT NULL REFERENCES recalls (id),
    lot_id BYTEA NOT NULL REFERENCES lots (id),
    PRIMARY KEY (recall_id, lot_id)
);

CREATE INDEX recall_lots_lot ON recall_lots (lot_id, recall_id);

-- Every site that received any of it, and what it has answered.
CREATE TABLE recall_notices (
    recall_id BYTEA NOT NULL REFERENCES recalls (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- The recall's, so that each organisation's recalls are read in order.
    created_at BIGINT NOT NULL,
    received_grams BIGINT NOT NULL CHECK (received_grams >= 0),
    -- What it had when the recall was made.
    remaining_grams BIGINT NOT NULL CHECK (remaining_grams >= 0),
    returned_grams BIGINT NOT NULL CHECK (returned_grams >= 0),
    destroyed_grams BIGINT NOT NULL CHECK (destroyed_grams >= 0),
    used_grams BIGINT NOT NULL CHECK (used_grams >= 0),
    acknowledged_at BIGINT,
    acknowledged_by BYTEA REFERENCES users (id),
    note TEXT COLLATE "C",
    -- When it was answered and nothing was left.
    settled_at BIGINT,
    PRIMARY KEY (recall_id, site_id)
);

CREATE INDEX recall_notices_organisation ON recall_notices (organisation_id, created_at, recall_id);
CREATE INDEX recall_notices_site ON recall_notices (site_id);

-- The ledger takes lots, their reception and what becomes of them.
ALTER TABLE stock_movements ADD COLUMN lot_id BYTEA REFERENCES lots (id);
ALTER TABLE stock_movements ADD COLUMN kind TEXT COLLATE "C";
UPDATE stock_movements SET kind = CASE to_kind WHEN 'loss' THEN 'loss' ELSE 'hand_over' END;
ALTER TABLE stock_movements ALTER COLUMN kind SET NOT NULL;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check CHECK (kind IN ('receive', 'transfer', 'allocate', 'hand_over', 'distribute', 'waste', 'adjust', 'loss', 'reverse'));
-- Each line is taken back once.
ALTER TABLE stock_movements ADD COLUMN reverses_id BYTEA UNIQUE REFERENCES stock_movements (id);
ALTER TABLE stock_movements ADD COLUMN note TEXT COLLATE "C";
ALTER TABLE stock_movements ADD COLUMN temperature_decidegrees BIGINT;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_from_kind_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_to_kind_check;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_from_kind_check CHECK (from_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_to_kind_check CHECK (to_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_reverse_check CHECK ((kind = 'reverse') = (reverses_id IS NOT NULL));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_subject_check CHECK (claim_id IS NOT NULL OR lot_id IS NOT NULL);
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_waste_check CHECK (kind <> 'waste' OR reason IN ('expired', 'damaged', 'cold_chain', 'spoiled', 'pest', 'recall', 'other'));

DROP INDEX stock_movements_from;
DROP INDEX stock_movements_to;
DROP INDEX stock_movements_lately;
CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, kind, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, kind, at);
-- What everybody has received lately, read from the index alone.
CREATE INDEX stock_movements_lately ON stock_movements (kind, at, to_organisation_id, grams);
CREATE INDEX stock_movements_lot ON stock_movements (lot_id, at, id);

CREATE FUNCTION stock_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER stock_movements_no_change BEFORE UPDATE OR DELETE ON stock_movements
FOR EACH ROW EXECUTE FUNCTION stock_refuse_change();

CREATE TRIGGER lot_statuses_no_change BEFORE UPDATE OR DELETE ON lot_statuses
FOR EACH ROW EXECUTE FUNCTION stock_refuse_change();

CREATE TRIGGER lot_checks_no_change BEFORE UPDATE OR DELETE ON lot_checks
FOR EACH ROW EXECUTE FUNCTION stock_refuse_change();

-- People are told of recalls and of what is about to be lost.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due'));

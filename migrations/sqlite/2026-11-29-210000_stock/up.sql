-- Stock: lots of food with one origin and date, the ledger of what became of them, and recalls.

CREATE TABLE lots (
    id BLOB NOT NULL PRIMARY KEY,
    -- Who received it into the network, and where.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    donor_id BLOB REFERENCES organisations (id),
    donor_name TEXT,
    category_code TEXT NOT NULL REFERENCES categories (code),
    title TEXT NOT NULL,
    -- Folded title and batch number, and the barcode, for searches.
    search_key TEXT NOT NULL,
    -- 14 digits.
    gtin TEXT,
    lot_number TEXT,
    -- Folded and without spaces, for recalls.
    lot_number_key TEXT,
    unit TEXT NOT NULL CHECK (unit IN ('kilogram', 'litre', 'piece', 'portion', 'carton', 'crate', 'pallet')),
    grams_per_unit INTEGER NOT NULL CHECK (grams_per_unit > 0),
    received_grams INTEGER NOT NULL CHECK (received_grams > 0),
    use_by TEXT,
    best_before TEXT,
    -- When the last check after its best-before day passed; NULL: none did, or the last one failed.
    best_before_checked_at INTEGER,
    frozen_on TEXT,
    printed_use_by TEXT,
    printed_best_before TEXT,
    funding_source TEXT NOT NULL CHECK (funding_source IN ('gift', 'state', 'esf_plus', 'purchase')),
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    -- On arrival.
    temperature_decidegrees INTEGER,
    note TEXT,
    status TEXT NOT NULL CHECK (status IN ('approved', 'on_hold', 'quarantined', 'recalled')),
    received_by BLOB NOT NULL REFERENCES users (id),
    received_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Grows with each change, movements included: whoever writes about a lot holds this row until the commit.
    version INTEGER NOT NULL,
    CHECK (donor_id IS NULL OR donor_name IS NULL),
    CHECK (use_by IS NULL OR best_before IS NULL)
) STRICT;

CREATE INDEX lots_gtin ON lots (gtin, id) WHERE gtin IS NOT NULL;
CREATE INDEX lots_site ON lots (site_id);

-- The statuses of a lot, the first first. Append-only: the last one counts.
CREATE TABLE lot_statuses (
    lot_id BLOB NOT NULL REFERENCES lots (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('approved', 'on_hold', 'quarantined', 'recalled')),
    cause TEXT NOT NULL CHECK (cause IN ('received', 'cold_chain', 'damaged', 'doubt', 'recall', 'checked', 'other')),
    note TEXT,
    -- NULL where nobody decided.
    user_id BLOB REFERENCES users (id),
    PRIMARY KEY (lot_id, number)
) STRICT;

-- Checks of lots after their best-before day. Append-only: the last one counts.
CREATE TABLE lot_checks (
    lot_id BLOB NOT NULL REFERENCES lots (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    packaging_intact INTEGER NOT NULL CHECK (packaging_intact IN (0, 1)),
    storage_kept INTEGER NOT NULL CHECK (storage_kept IN (0, 1)),
    traceable INTEGER NOT NULL CHECK (traceable IN (0, 1)),
    note TEXT,
    PRIMARY KEY (lot_id, number)
) STRICT;

-- What is left of a lot at a site: the sum of its movements there, kept by whoever books them, in the same transaction. Of
-- the lot it has what lists are filtered and ordered by, so that they are read from one index.
CREATE TABLE lot_balances (
    lot_id BLOB NOT NULL REFERENCES lots (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    grams INTEGER NOT NULL CHECK (grams >= 0),
    shelf TEXT,
    category_code TEXT NOT NULL REFERENCES categories (code),
    status TEXT NOT NULL CHECK (status IN ('approved', 'on_hold', 'quarantined', 'recalled')),
    funding_source TEXT NOT NULL CHECK (funding_source IN ('gift', 'state', 'esf_plus', 'purchase')),
    -- The use-by date, else the best-before date, else the last day of the year 9999.
    due_on TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (lot_id, site_id)
) STRICT;

-- First out what must leave first.
CREATE INDEX lot_balances_organisation ON lot_balances (organisation_id, due_on, received_at, lot_id, site_id) WHERE grams > 0;
CREATE INDEX lot_balances_site ON lot_balances (site_id, due_on, received_at, lot_id) WHERE grams > 0;
-- What is about to be lost, whoever has it.
CREATE INDEX lot_balances_due ON lot_balances (due_on, organisation_id, status, grams) WHERE grams > 0;
CREATE INDEX lot_balances_all_of_site ON lot_balances (site_id);
-- Who has had any of it.
CREATE INDEX lot_balances_lot ON lot_balances (lot_id, organisation_id);

CREATE TABLE recalls (
    id BLOB NOT NULL PRIMARY KEY,
    -- The food bank that made it; NULL: the network's administrator.
    organisation_id BLOB REFERENCES organisations (id),
    title TEXT NOT NULL,
    gtin TEXT,
    lot_number TEXT,
    -- Folded and without spaces.
    lot_number_key TEXT,
    reason TEXT NOT NULL,
    url TEXT,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- When the last site was settled.
    closed_at INTEGER,
    -- Grows with each answer: whoever answers holds this row until the commit.
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX recalls_newest ON recalls (created_at, id);
CREATE INDEX recalls_open ON recalls (created_at, id) WHERE closed_at IS NULL;
-- Whether a product that arrives is recalled.
CREATE INDEX recalls_gtin ON recalls (gtin) WHERE gtin IS NOT NULL;

-- The lots of a recall, as they were found when it was made.
CREATE TABLE recall_lots (
    recall_id BLOB NOT NULL REFERENCES recalls (id),
    lot_id BLOB NOT NULL REFERENCES lots (id),
    PRIMARY KEY (recall_id, lot_id)
) STRICT;

CREATE INDEX recall_lots_lot ON recall_lots (lot_id, recall_id);

-- Every site that received any of it, and what it has answered.
CREATE TABLE recall_notices (
    recall_id BLOB NOT NULL REFERENCES recalls (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- The recall's, so that each organisation's recalls are read in order.
    created_at INTEGER NOT NULL,
    received_grams INTEGER NOT NULL CHECK (received_grams >= 0),
    -- What it had when the recall was made.
    remaining_grams INTEGER NOT NULL CHECK (remaining_grams >= 0),
    returned_grams INTEGER NOT NULL CHECK (returned_grams >= 0),
    destroyed_grams INTEGER NOT NULL CHECK (destroyed_grams >= 0),
    used_grams INTEGER NOT NULL CHECK (used_grams >= 0),
    acknowledged_at INTEGER,
    acknowledged_by BLOB REFERENCES users (id),
    note TEXT,
    -- When it was answered and nothing was left.
    settled_at INTEGER,
    PRIMARY KEY (recall_id, site_id)
) STRICT;

CREATE INDEX recall_notices_organisation ON recall_notices (organisation_id, created_at, recall_id);
CREATE INDEX recall_notices_site ON recall_notices (site_id);

-- The ledger takes lots, their reception and what becomes of them. SQLite changes no CHECK: the table is made anew.
ALTER TABLE stock_movements RENAME TO old_stock_movements;
DROP INDEX stock_movements_from;
DROP INDEX stock_movements_to;
DROP INDEX stock_movements_claim;
DROP INDEX stock_movements_lately;

-- Append-only: a mistake is a reversing movement. Accounts are an organisation's site, or a place outside the network.
CREATE TABLE stock_movements (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    grams INTEGER NOT NULL CHECK (grams > 0),
    from_kind TEXT NOT NULL CHECK (from_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss')),
    from_organisation_id BLOB REFERENCES organisations (id),
    from_site_id BLOB REFERENCES sites (id),
    to_kind TEXT NOT NULL CHECK (to_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss')),
    to_organisation_id BLOB REFERENCES organisations (id),
    to_site_id BLOB REFERENCES sites (id),
    author_id BLOB REFERENCES users (id),
    reason TEXT,
    -- Of which lot; NULL: the food of a claim, of which no lot is kept.
    lot_id BLOB REFERENCES lots (id),
    kind TEXT NOT NULL CHECK (kind IN ('receive', 'transfer', 'allocate', 'hand_over', 'distribute', 'waste', 'adjust', 'loss', 'reverse')),
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
    CHECK (kind <> 'waste' OR reason IN ('expired', 'damaged', 'cold_chain', 'spoiled', 'pest', 'recall', 'other'))
) STRICT;

CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, kind, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, kind, at);
CREATE INDEX stock_movements_claim ON stock_movements (claim_id);
-- What everybody has received lately, read from the index alone.
CREATE INDEX stock_movements_lately ON stock_movements (kind, at, to_organisation_id, grams);
CREATE INDEX stock_movements_lot ON stock_movements (lot_id, at, id);

INSERT INTO stock_movements (id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, kind)
SELECT id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason, CASE to_kind WHEN 'loss' THEN 'loss' ELSE 'hand_over' END FROM old_stock_movements;

DROP TABLE old_stock_movements;

CREATE TRIGGER stock_movements_no_update BEFORE UPDATE ON stock_movements
BEGIN
    SELECT RAISE(ABORT, 'stock_movements is append-only');
END;

CREATE TRIGGER stock_movements_no_delete BEFORE DELETE ON stock_movements
BEGIN
    SELECT RAISE(ABORT, 'stock_movements is append-only');
END;

CREATE TRIGGER lot_statuses_no_update BEFORE UPDATE ON lot_statuses
BEGIN
    SELECT RAISE(ABORT, 'lot_statuses is append-only');
END;

CREATE TRIGGER lot_statuses_no_delete BEFORE DELETE ON lot_statuses
BEGIN
    SELECT RAISE(ABORT, 'lot_statuses is append-only');
END;

CREATE TRIGGER lot_checks_no_update BEFORE UPDATE ON lot_checks
BEGIN
    SELECT RAISE(ABORT, 'lot_checks is append-only');
END;

CREATE TRIGGER lot_checks_no_delete BEFORE DELETE ON lot_checks
BEGIN
    SELECT RAISE(ABORT, 'lot_checks is append-only');
END;

-- People are told of recalls and of what is about to be lost.

ALTER TABLE notifications RENAME TO old_notifications;
ALTER TABLE notification_wishes RENAME TO old_notification_wishes;
DROP INDEX notifications_user;
DROP INDEX notifications_unread;
DROP INDEX notifications_new;
DROP INDEX notifications_mail;

CREATE TABLE notifications (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- For which of the person's organisations.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due')),
    -- What happened: the same for everybody who hears of it and for each attempt to tell.
    cause TEXT NOT NULL,
    -- What the sentence needs, JSON. The sentence itself is made by the page, in its reader's language.
    facts TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER,
    -- When a mail tells of it, unless it was read before; NULL: none, or it has left.
    mail_due_at INTEGER,
    CONSTRAINT notifications_once UNIQUE (user_id, kind, cause)
) STRICT;

CREATE INDEX notifications_user ON notifications (user_id, created_at, id);
CREATE INDEX notifications_unread ON notifications (user_id, created_at, id) WHERE read_at IS NULL;
-- What is new to all, for those who watch.
CREATE INDEX notifications_new ON notifications (created_at, id, user_id);
CREATE INDEX notifications_mail ON notifications (mail_due_at, user_id) WHERE mail_due_at IS NOT NULL;

CREATE TABLE notification_wishes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due')),
    way TEXT NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
) STRICT;

INSERT INTO notifications (id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at)
SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM old_notifications;
INSERT INTO notification_wishes (user_id, kind, way)
SELECT user_id, kind, way FROM old_notification_wishes;

DROP TABLE old_notifications;
DROP TABLE old_notification_wishes;

-- Allocation rounds: what sites ask for, what is approved, what is allocated and what is received, each with its author.

-- What sites ask for in every round.
CREATE TABLE standing_requests (
    site_id BLOB NOT NULL PRIMARY KEY REFERENCES sites (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- NULL: what its transport usually carries.
    vehicle_kg INTEGER CHECK (vehicle_kg BETWEEN 1 AND 50000),
    declared_by BLOB NOT NULL REFERENCES users (id),
    declared_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE TABLE standing_request_lines (
    site_id BLOB NOT NULL REFERENCES standing_requests (site_id),
    -- A root of the tree.
    category_code TEXT NOT NULL REFERENCES categories (code),
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    kg INTEGER NOT NULL CHECK (kg BETWEEN 1 AND 100000),
    PRIMARY KEY (site_id, category_code, temperature_class)
) STRICT;

-- Rounds that begin by themselves.
CREATE TABLE allocation_schedules (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    weekday TEXT NOT NULL CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    -- From midnight of the network's time zone.
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    fetched_after_days INTEGER NOT NULL CHECK (fetched_after_days BETWEEN 0 AND 14),
    window_rounds INTEGER NOT NULL CHECK (window_rounds BETWEEN 1 AND 26),
    tolerance_kg INTEGER NOT NULL CHECK (tolerance_kg BETWEEN 0 AND 1000),
    next_at INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX allocation_schedules_next ON allocation_schedules (next_at);
CREATE INDEX allocation_schedules_organisation ON allocation_schedules (organisation_id);

CREATE TABLE allocation_rounds (
    id BLOB NOT NULL PRIMARY KEY,
    -- The food bank.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'computed', 'adjusted', 'published', 'closed', 'cancelled')),
    fetched_on TEXT NOT NULL,
    window_rounds INTEGER NOT NULL CHECK (window_rounds BETWEEN 1 AND 26),
    tolerance_kg INTEGER NOT NULL CHECK (tolerance_kg BETWEEN 0 AND 1000),
    requests_until INTEGER,
    -- The last one; NULL before it is computed.
    revision INTEGER CHECK (revision >= 1),
    -- Those of the last revision, JSON as on the wire.
    figures TEXT,
    -- NULL: nobody, a schedule.
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    schedule_id BLOB REFERENCES allocation_schedules (id) ON DELETE SET NULL,
    -- Since when a round that began by itself waits to be shared out by itself, too; NULL: it does not.
    compute_due_at INTEGER,
    published_by BLOB REFERENCES users (id),
    published_at INTEGER,
    closed_by BLOB REFERENCES users (id),
    closed_at INTEGER,
    updated_at INTEGER NOT NULL,
    -- Grows with each change: whoever writes about a round holds this row until the commit.
    version INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

CREATE INDEX allocation_rounds_organisation ON allocation_rounds (organisation_id, fetched_on, id);
CREATE INDEX allocation_rounds_day ON allocation_rounds (fetched_on, id);
-- Of few that were given up, not all others are read.
CREATE INDEX allocation_rounds_status ON allocation_rounds (status, fetched_on, id);
CREATE INDEX allocation_rounds_schedule ON allocation_rounds (schedule_id, fetched_on) WHERE schedule_id IS NOT NULL;
CREATE INDEX allocation_rounds_compute ON allocation_rounds (compute_due_at, id) WHERE compute_due_at IS NOT NULL;

-- How much of which lots is in a round.
CREATE TABLE round_lots (
    round_id BLOB NOT NULL REFERENCES allocation_rounds (id),
    lot_id BLOB NOT NULL REFERENCES lots (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    kg INTEGER NOT NULL CHECK (kg >= 0),
    PRIMARY KEY (round_id, lot_id, site_id)
) STRICT;

CREATE INDEX round_lots_lot ON round_lots (lot_id);
CREATE INDEX round_lots_site ON round_lots (site_id);

-- Which sites it is for. What the engine was told of them stands in the revision.
CREATE TABLE round_recipients (
    round_id BLOB NOT NULL REFERENCES allocation_rounds (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    takes_part INTEGER NOT NULL CHECK (takes_part IN (0, 1)),
    reason TEXT CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    factor_percent INTEGER NOT NULL CHECK (factor_percent BETWEEN 50 AND 300),
    -- Of the last revision, for lists; NULL before it, and for those that take no part or have counted nobody.
    kg INTEGER,
    -- In millionths.
    level INTEGER,
    PRIMARY KEY (round_id, site_id)
) STRICT;

CREATE INDEX round_recipients_organisation ON round_recipients (organisation_id, round_id);
CREATE INDEX round_recipients_site ON round_recipients (site_id, round_id);

CREATE TABLE round_requests (
    round_id BLOB NOT NULL,
    site_id BLOB NOT NULL,
    category_code TEXT NOT NULL REFERENCES categories (code),
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    requested_kg INTEGER NOT NULL CHECK (requested_kg BETWEEN 0 AND 100000),
    requested_by BLOB REFERENCES users (id),
    requested_at INTEGER NOT NULL,
    -- NULL: what was requested.
    approved_kg INTEGER CHECK (approved_kg BETWEEN 0 AND 100000),
    approved_by BLOB REFERENCES users (id),
    approved_at INTEGER,
    reason TEXT CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    PRIMARY KEY (round_id, site_id, category_code, temperature_class),
    FOREIGN KEY (round_id, site_id) REFERENCES round_recipients (round_id, site_id)
) STRICT;

-- What a round was after something changed it. Append-only.
CREATE TABLE round_revisions (
    round_id BLOB NOT NULL REFERENCES allocation_rounds (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('computed', 'adjusted', 'undone', 'refused')),
    at INTEGER NOT NULL,
    user_id BLOB REFERENCES users (id),
    lot_id BLOB REFERENCES lots (id),
    from_site_id BLOB REFERENCES sites (id),
    site_id BLOB REFERENCES sites (id),
    kg_before INTEGER,
    kg_after INTEGER,
    cost_to_others_kg INTEGER,
    reason TEXT CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    note TEXT,
    -- JSON as on the wire.
    figures TEXT NOT NULL,
    engine_version INTEGER NOT NULL,
    -- 16 hexadecimal digits.
    fingerprint TEXT NOT NULL,
    -- All that the engine was given, JSON: it can be shared out again, and explained, years later.
    instance TEXT NOT NULL,
    PRIMARY KEY (round_id, number)
) STRICT;

-- What a revision shares out. Append-only.
CREATE TABLE round_lines (
    round_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    lot_id BLOB NOT NULL REFERENCES lots (id),
    from_site_id BLOB NOT NULL REFERENCES sites (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    kg INTEGER NOT NULL CHECK (kg >= 0),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    PRIMARY KEY (round_id, revision, lot_id, from_site_id, site_id),
    FOREIGN KEY (round_id, revision) REFERENCES round_revisions (round_id, number)
) STRICT;

-- What became of the lines of a published round.
CREATE TABLE round_deliveries (
    round_id BLOB NOT NULL REFERENCES allocation_rounds (id),
    lot_id BLOB NOT NULL REFERENCES lots (id),
    from_site_id BLOB NOT NULL REFERENCES sites (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    allocated_kg INTEGER NOT NULL CHECK (allocated_kg >= 0),
    status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'refused', 'handed_over', 'not_fetched')),
    answered_by BLOB REFERENCES users (id),
    answered_at INTEGER,
    -- What was refused, kg.
    refused_kg INTEGER,
    -- Why it was refused, or why another quantity was received.
    reason TEXT CHECK (reason IN ('supply', 'storage', 'transport', 'closed', 'not_needed', 'quality', 'emergency', 'mistake', 'not_fetched', 'other')),
    -- What the site says of a refusal, in its own words: needed where none of the reasons fits.
    note TEXT,
    received_grams INTEGER CHECK (received_grams >= 0),
    handed_by BLOB REFERENCES users (id),
    handed_at INTEGER,
    movement_id BLOB REFERENCES stock_movements (id),
    PRIMARY KEY (round_id, site_id, lot_id, from_site_id)
) STRICT;

CREATE INDEX round_deliveries_lot ON round_deliveries (lot_id, from_site_id);
CREATE INDEX round_deliveries_site ON round_deliveries (site_id, round_id);
CREATE INDEX round_deliveries_from ON round_deliveries (from_site_id);

-- What published rounds have promised of a lot at a site, and nobody has fetched: it leaves otherwise only as waste.
ALTER TABLE lot_balances ADD COLUMN reserved_grams INTEGER NOT NULL DEFAULT 0 CHECK (reserved_grams >= 0);
-- The primary key begins with the lot, too.
DROP INDEX lot_balances_lot;

CREATE TRIGGER round_revisions_no_update BEFORE UPDATE ON round_revisions
BEGIN
    SELECT RAISE(ABORT, 'round_revisions is append-only');
END;

CREATE TRIGGER round_revisions_no_delete BEFORE DELETE ON round_revisions
BEGIN
    SELECT RAISE(ABORT, 'round_revisions is append-only');
END;

CREATE TRIGGER round_lines_no_update BEFORE UPDATE ON round_lines
BEGIN
    SELECT RAISE(ABORT, 'round_lines is append-only');
END;

CREATE TRIGGER round_lines_no_delete BEFORE DELETE ON round_lines
BEGIN
    SELECT RAISE(ABORT, 'round_lines is append-only');
END;

-- People are told of what a round gives them, and food banks of what a round needs. SQLite changes no CHECK: the tables are made anew.

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
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing', 'round_shared', 'round_due')),
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
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing', 'round_shared', 'round_due')),
    way TEXT NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
) STRICT;

INSERT INTO notifications (id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at)
SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM old_notifications;
INSERT INTO notification_wishes (user_id, kind, way)
SELECT user_id, kind, way FROM old_notification_wishes;

DROP TABLE old_notifications;
DROP TABLE old_notification_wishes;

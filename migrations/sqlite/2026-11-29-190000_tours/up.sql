-- Shared tours: several claims, loans and shops in one run of one vehicle.

CREATE TABLE tours (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- Where it starts and ends.
    site_id BLOB NOT NULL REFERENCES sites (id),
    title TEXT NOT NULL,
    leaves_at INTEGER NOT NULL,
    -- When it has to be back, and when it should be, as planned.
    back_by INTEGER NOT NULL,
    returns_at INTEGER NOT NULL,
    vehicle TEXT NOT NULL,
    equipment_id BLOB REFERENCES equipment (id),
    -- What it can carry: in all, and of it refrigerated and deep-frozen.
    max_grams INTEGER NOT NULL CHECK (max_grams BETWEEN 1 AND 44000000),
    chilled_grams INTEGER NOT NULL CHECK (chilled_grams BETWEEN 0 AND max_grams),
    frozen_grams INTEGER NOT NULL CHECK (frozen_grams BETWEEN 0 AND max_grams),
    -- The most that is on board at once, as planned.
    peak_grams INTEGER NOT NULL CHECK (peak_grams BETWEEN 0 AND max_grams),
    peak_chilled_grams INTEGER NOT NULL CHECK (peak_chilled_grams BETWEEN 0 AND chilled_grams),
    peak_frozen_grams INTEGER NOT NULL CHECK (peak_frozen_grams BETWEEN 0 AND frozen_grams),
    -- The whole way, as planned.
    metres INTEGER NOT NULL,
    note TEXT,
    driver_id BLOB REFERENCES users (id),
    driver_organisation_id BLOB REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'done', 'cancelled')),
    reason TEXT,
    -- When it ends by itself, while it is planned or running.
    lapses_at INTEGER NOT NULL,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude REAL,
    longitude REAL,
    cell INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Grows with each change of the tour or of one of its loads.
    version INTEGER NOT NULL,
    CHECK (back_by > leaves_at),
    CHECK ((driver_id IS NULL) = (driver_organisation_id IS NULL)),
    CHECK ((latitude IS NULL) = (cell = -1))
) STRICT;

CREATE INDEX tours_open ON tours (leaves_at, id) WHERE state IN ('planned', 'running');
CREATE INDEX tours_cell ON tours (cell) WHERE state IN ('planned', 'running');
CREATE INDEX tours_lapsing ON tours (lapses_at) WHERE state IN ('planned', 'running');
CREATE INDEX tours_leaving ON tours (leaves_at, id);
CREATE INDEX tours_organisation ON tours (organisation_id, leaves_at, id);
CREATE INDEX tours_driver ON tours (driver_id, leaves_at, id);
CREATE INDEX tours_site ON tours (site_id);

-- What a tour carries, carried or was asked to carry from one place to another.
CREATE TABLE tour_loads (
    id BLOB NOT NULL PRIMARY KEY,
    tour_id BLOB NOT NULL REFERENCES tours (id),
    kind TEXT NOT NULL CHECK (kind IN ('claim', 'loan', 'shop')),
    -- Of the offer, the item or the shop, as it was when the load was added.
    title TEXT NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    loan_id BLOB REFERENCES loans (id),
    leg TEXT CHECK (leg IN ('out', 'back')),
    sender_id BLOB REFERENCES organisations (id),
    receiver_id BLOB NOT NULL REFERENCES organisations (id),
    from_site_id BLOB REFERENCES sites (id),
    to_site_id BLOB NOT NULL REFERENCES sites (id),
    -- Where a shop is, and when it can be fetched from there.
    shop_address TEXT,
    shop_postcode TEXT,
    shop_insee_code TEXT REFERENCES communes (insee_code),
    shop_latitude REAL,
    shop_longitude REAL,
    window_starts_at INTEGER,
    window_ends_at INTEGER,
    grams INTEGER NOT NULL CHECK (grams BETWEEN 0 AND 100000000),
    collected_grams INTEGER,
    temperature_class TEXT NOT NULL CHECK (temperature_class IN ('ambient', 'chilled', 'frozen')),
    note TEXT,
    state TEXT NOT NULL CHECK (state IN ('asked', 'planned', 'collected', 'delivered', 'declined', 'withdrawn', 'failed')),
    -- Which side asked; the other answers.
    asked_by TEXT NOT NULL CHECK (asked_by IN ('carrier', 'sender', 'receiver')),
    -- Codes of the hand-overs; NULL: none is needed, or it is the claim's.
    pickup_code TEXT,
    drop_code TEXT,
    wrong_codes INTEGER NOT NULL,
    code_locked_until INTEGER,
    -- The tour's, so that each side's tours are read in order.
    leaves_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((kind = 'claim') = (claim_id IS NOT NULL)),
    CHECK ((kind = 'loan') = (loan_id IS NOT NULL)),
    CHECK ((loan_id IS NULL) = (leg IS NULL)),
    CHECK ((kind = 'shop') = (from_site_id IS NULL)),
    CHECK ((from_site_id IS NULL) = (sender_id IS NULL)),
    CHECK ((kind = 'shop') = (shop_insee_code IS NOT NULL))
) STRICT;

CREATE INDEX tour_loads_tour ON tour_loads (tour_id, id);
-- What is carried is on one tour at a time.
CREATE UNIQUE INDEX tour_loads_claim_once ON tour_loads (claim_id) WHERE state IN ('asked', 'planned', 'collected');
CREATE UNIQUE INDEX tour_loads_loan_once ON tour_loads (loan_id, leg) WHERE state IN ('asked', 'planned', 'collected');
CREATE INDEX tour_loads_claim ON tour_loads (claim_id, id);
CREATE INDEX tour_loads_loan ON tour_loads (loan_id, id);
CREATE INDEX tour_loads_sender ON tour_loads (sender_id, leaves_at, tour_id);
CREATE INDEX tour_loads_receiver ON tour_loads (receiver_id, leaves_at, tour_id);
CREATE INDEX tour_loads_from_site ON tour_loads (from_site_id);
CREATE INDEX tour_loads_to_site ON tour_loads (to_site_id);

-- What happened to loads, the first first.
CREATE TABLE tour_load_events (
    load_id BLOB NOT NULL REFERENCES tour_loads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'planned', 'collected', 'delivered', 'declined', 'withdrawn', 'failed')),
    user_id BLOB REFERENCES users (id),
    party TEXT CHECK (party IN ('carrier', 'driver', 'sender', 'receiver', 'observer')),
    reason TEXT,
    grams INTEGER,
    temperature_decidegrees INTEGER,
    PRIMARY KEY (load_id, number)
) STRICT;

-- The stops of a tour in order, as planned: one row for each thing that is done with a load.
CREATE TABLE tour_stops (
    tour_id BLOB NOT NULL REFERENCES tours (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    load_id BLOB NOT NULL REFERENCES tour_loads (id) ON DELETE CASCADE,
    task TEXT NOT NULL CHECK (task IN ('pick_up', 'drop')),
    arrives_at INTEGER NOT NULL,
    leaves_at INTEGER NOT NULL,
    -- The way from the stop before, or from the start.
    metres INTEGER NOT NULL,
    aboard_grams INTEGER NOT NULL,
    PRIMARY KEY (tour_id, number),
    UNIQUE (load_id, task)
) STRICT;

-- The cell in which a claim's food is fetched, its offer's: what a tour could take along is found by it.
ALTER TABLE claims ADD COLUMN from_cell INTEGER NOT NULL DEFAULT -1;
UPDATE claims SET from_cell = (SELECT offers.cell FROM offers WHERE offers.id = claims.offer_id);
CREATE INDEX claims_to_fetch ON claims (from_cell) WHERE state IN ('accepted', 'ready');

-- People are told of tours. SQLite changes no CHECK: the tables are made anew.

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
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped')),
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
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped')),
    way TEXT NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
) STRICT;

INSERT INTO notifications (id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at)
SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM old_notifications;
INSERT INTO notification_wishes (user_id, kind, way)
SELECT user_id, kind, way FROM old_notification_wishes;

DROP TABLE old_notifications;
DROP TABLE old_notification_wishes;

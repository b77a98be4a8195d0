-- What people were told of recalls and stock is lost.

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
SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM old_notifications WHERE kind NOT IN ('recall', 'stock_due');
INSERT INTO notification_wishes (user_id, kind, way)
SELECT user_id, kind, way FROM old_notification_wishes WHERE kind NOT IN ('recall', 'stock_due');

DROP TABLE old_notifications;
DROP TABLE old_notification_wishes;

-- What was booked of lots is lost; what changed hands by claims stays. As on the way up: SQLite changes no CHECK.

ALTER TABLE stock_movements RENAME TO old_stock_movements;
DROP INDEX stock_movements_from;
DROP INDEX stock_movements_to;
DROP INDEX stock_movements_claim;
DROP INDEX stock_movements_lately;
DROP INDEX stock_movements_lot;

CREATE TABLE stock_movements (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    category_code TEXT NOT NULL REFERENCES categories (code),
    grams INTEGER NOT NULL CHECK (grams > 0),
    from_kind TEXT NOT NULL CHECK (from_kind IN ('site', 'loss')),
    from_organisation_id BLOB REFERENCES organisations (id),
    from_site_id BLOB REFERENCES sites (id),
    to_kind TEXT NOT NULL CHECK (to_kind IN ('site', 'loss')),
    to_organisation_id BLOB REFERENCES organisations (id),
    to_site_id BLOB REFERENCES sites (id),
    author_id BLOB REFERENCES users (id),
    reason TEXT,
    CHECK ((from_kind = 'site') = (from_site_id IS NOT NULL)),
    CHECK ((from_kind = 'site') = (from_organisation_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_site_id IS NOT NULL)),
    CHECK ((to_kind = 'site') = (to_organisation_id IS NOT NULL))
) STRICT;

CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, at);
CREATE INDEX stock_movements_claim ON stock_movements (claim_id);
CREATE INDEX stock_movements_lately ON stock_movements (at, to_organisation_id, grams);

INSERT INTO stock_movements (id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason)
SELECT id, at, claim_id, category_code, grams, from_kind, from_organisation_id, from_site_id, to_kind, to_organisation_id, to_site_id, author_id, reason FROM old_stock_movements WHERE lot_id IS NULL;

DROP TABLE old_stock_movements;

DROP TABLE recall_notices;
DROP TABLE recall_lots;
DROP TABLE recalls;
DROP TABLE lot_balances;
DROP TABLE lot_checks;
DROP TABLE lot_statuses;
DROP TABLE lots;

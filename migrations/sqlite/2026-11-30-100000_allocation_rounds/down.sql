-- What people were told of rounds is lost.

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
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing')),
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
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing')),
    way TEXT NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
) STRICT;

INSERT INTO notifications (id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at)
SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM old_notifications WHERE kind NOT IN ('round_shared', 'round_due');
INSERT INTO notification_wishes (user_id, kind, way)
SELECT user_id, kind, way FROM old_notification_wishes WHERE kind NOT IN ('round_shared', 'round_due');

DROP TABLE old_notifications;
DROP TABLE old_notification_wishes;

DROP TABLE round_deliveries;
DROP TABLE round_lines;
DROP TABLE round_revisions;
DROP TABLE round_requests;
DROP TABLE round_recipients;
DROP TABLE round_lots;
DROP TABLE allocation_rounds;
DROP TABLE allocation_schedules;
DROP TABLE standing_request_lines;
DROP TABLE standing_requests;
ALTER TABLE lot_balances DROP COLUMN reserved_grams;
CREATE INDEX lot_balances_lot ON lot_balances (lot_id, organisation_id);

-- Reminders of loans, and loans that are kept longer.

-- When somebody is next to be reminded of it; NULL: nobody.
ALTER TABLE loans ADD COLUMN remind_at INTEGER;
CREATE INDEX loans_reminding ON loans (remind_at) WHERE remind_at IS NOT NULL;
UPDATE loans SET remind_at = starts_at - 86400000 WHERE state = 'accepted';
UPDATE loans SET remind_at = ends_at - 86400000 WHERE state = 'out';

-- Wishes to keep an item longer. While one is asked, the loan holds the time until then.
CREATE TABLE loan_renewals (
    loan_id BLOB NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    -- The new end, and the one before.
    ends_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL CHECK (ends_at > ended_at),
    note TEXT,
    state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'lapsed')),
    asked_by BLOB NOT NULL REFERENCES users (id),
    asked_at INTEGER NOT NULL,
    -- When the wish ends by itself.
    answer_by INTEGER NOT NULL,
    answered_at INTEGER,
    reason TEXT,
    PRIMARY KEY (loan_id, number)
) STRICT;

CREATE UNIQUE INDEX loan_renewals_open ON loan_renewals (loan_id) WHERE state = 'asked';
CREATE INDEX loan_renewals_lapsing ON loan_renewals (answer_by) WHERE state = 'asked';

-- People are reminded of loans, and told when days that they waited for are free.
CREATE TABLE notifications_of_more (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed')),
    cause TEXT NOT NULL,
    facts TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER,
    mail_due_at INTEGER,
    CONSTRAINT notifications_once UNIQUE (user_id, kind, cause)
) STRICT;
INSERT INTO notifications_of_more SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM notifications;
DROP TABLE notifications;
ALTER TABLE notifications_of_more RENAME TO notifications;
CREATE INDEX notifications_user ON notifications (user_id, created_at, id);
CREATE INDEX notifications_unread ON notifications (user_id, created_at, id) WHERE read_at IS NULL;
CREATE INDEX notifications_new ON notifications (created_at, id, user_id);
CREATE INDEX notifications_mail ON notifications (mail_due_at, user_id) WHERE mail_due_at IS NOT NULL;

CREATE TABLE notification_wishes_of_more (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed')),
    way TEXT NOT NULL CHECK (way IN ('off', 'app', 'at_once', 'daily')),
    CONSTRAINT notification_wishes_pkey PRIMARY KEY (user_id, kind)
) STRICT;
INSERT INTO notification_wishes_of_more SELECT user_id, kind, way FROM notification_wishes;
DROP TABLE notification_wishes;
ALTER TABLE notification_wishes_of_more RENAME TO notification_wishes;

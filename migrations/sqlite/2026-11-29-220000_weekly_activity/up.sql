-- What sites count each week, Monday to Sunday: counts of people helped, never people.

CREATE TABLE weekly_activities (
    site_id BLOB NOT NULL REFERENCES sites (id),
    -- Its Monday.
    week_start TEXT NOT NULL CHECK (strftime('%w', week_start) = '1'),
    -- The site's.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- NULL: not counted; 0: none.
    households INTEGER CHECK (households BETWEEN 0 AND 100000),
    -- By age: the first is the youngest band of the national pack.
    people_1 INTEGER CHECK (people_1 BETWEEN 0 AND 100000),
    people_2 INTEGER CHECK (people_2 BETWEEN 0 AND 100000),
    people_3 INTEGER CHECK (people_3 BETWEEN 0 AND 100000),
    people_4 INTEGER CHECK (people_4 BETWEEN 0 AND 100000),
    people_5 INTEGER CHECK (people_5 BETWEEN 0 AND 100000),
    people_6 INTEGER CHECK (people_6 BETWEEN 0 AND 100000),
    meals INTEGER CHECK (meals BETWEEN 0 AND 100000),
    parcels INTEGER CHECK (parcels BETWEEN 0 AND 100000),
    visits INTEGER CHECK (visits BETWEEN 0 AND 100000),
    -- Who declared it first, and when; whoever corrected it stands in the lines of its changes.
    declared_by BLOB NOT NULL REFERENCES users (id),
    declared_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Grows with each correction: the number of its last line.
    version INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (site_id, week_start),
    CHECK (COALESCE(households, people_1, people_2, people_3, people_4, people_5, people_6, meals, parcels, visits) IS NOT NULL)
) STRICT;

CREATE INDEX weekly_activities_organisation ON weekly_activities (organisation_id, week_start);
CREATE INDEX weekly_activities_week ON weekly_activities (week_start);

-- What was declared and corrected, the first first. Append-only.
CREATE TABLE weekly_activity_changes (
    site_id BLOB NOT NULL,
    week_start TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    -- All that was said then, JSON as on the wire.
    counts TEXT NOT NULL,
    PRIMARY KEY (site_id, week_start, number),
    FOREIGN KEY (site_id, week_start) REFERENCES weekly_activities (site_id, week_start)
) STRICT;

-- From when until when a site has declared, and when its organisation is reminded of what is missing since.
CREATE TABLE weekly_activity_spans (
    site_id BLOB NOT NULL PRIMARY KEY REFERENCES sites (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- Mondays.
    first_week TEXT NOT NULL,
    last_week TEXT NOT NULL CHECK (last_week >= first_week),
    -- NULL: no more; it begins again with the next declaration.
    remind_at INTEGER
) STRICT;

CREATE INDEX weekly_activity_spans_due ON weekly_activity_spans (remind_at) WHERE remind_at IS NOT NULL;

-- The sites that are expected to declare, by what they are for.
CREATE INDEX sites_kind ON sites (kind, organisation_id, created_at, id);

CREATE TRIGGER weekly_activity_changes_no_update BEFORE UPDATE ON weekly_activity_changes
BEGIN
    SELECT RAISE(ABORT, 'weekly_activity_changes is append-only');
END;

CREATE TRIGGER weekly_activity_changes_no_delete BEFORE DELETE ON weekly_activity_changes
BEGIN
    SELECT RAISE(ABORT, 'weekly_activity_changes is append-only');
END;

-- People are told of weeks that are missing. SQLite changes no CHECK: the tables are made anew.

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
SELECT id, user_id, organisation_id, kind, cause, facts, created_at, read_at, mail_due_at FROM old_notifications;
INSERT INTO notification_wishes (user_id, kind, way)
SELECT user_id, kind, way FROM old_notification_wishes;

DROP TABLE old_notifications;
DROP TABLE old_notification_wishes;

-- What sites count each week, Monday to Sunday: counts of people helped, never people.

CREATE TABLE weekly_activities (
    site_id BYTEA NOT NULL REFERENCES sites (id),
    -- Its Monday.
    week_start DATE NOT NULL CHECK (EXTRACT(ISODOW FROM week_start) = 1),
    -- The site's.
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- NULL: not counted; 0: none.
    households BIGINT CHECK (households BETWEEN 0 AND 100000),
    -- By age: the first is the youngest band of the national pack.
    people_1 BIGINT CHECK (people_1 BETWEEN 0 AND 100000),
    people_2 BIGINT CHECK (people_2 BETWEEN 0 AND 100000),
    people_3 BIGINT CHECK (people_3 BETWEEN 0 AND 100000),
    people_4 BIGINT CHECK (people_4 BETWEEN 0 AND 100000),
    people_5 BIGINT CHECK (people_5 BETWEEN 0 AND 100000),
    people_6 BIGINT CHECK (people_6 BETWEEN 0 AND 100000),
    meals BIGINT CHECK (meals BETWEEN 0 AND 100000),
    parcels BIGINT CHECK (parcels BETWEEN 0 AND 100000),
    visits BIGINT CHECK (visits BETWEEN 0 AND 100000),
    -- Who declared it first, and when; whoever corrected it stands in the lines of its changes.
    declared_by BYTEA NOT NULL REFERENCES users (id),
    declared_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Grows with each correction: the number of its last line.
    version BIGINT NOT NULL CHECK (version >= 1),
    PRIMARY KEY (site_id, week_start),
    CHECK (COALESCE(households, people_1, people_2, people_3, people_4, people_5, people_6, meals, parcels, visits) IS NOT NULL)
);

CREATE INDEX weekly_activities_organisation ON weekly_activities (organisation_id, week_start);
CREATE INDEX weekly_activities_week ON weekly_activities (week_start);

-- What was declared and corrected, the first first. Append-only.
CREATE TABLE weekly_activity_changes (
    site_id BYTEA NOT NULL,
    week_start DATE NOT NULL,
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    -- All that was said then, JSON as on the wire.
    counts TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site_id, week_start, number),
    FOREIGN KEY (site_id, week_start) REFERENCES weekly_activities (site_id, week_start)
);

-- From when until when a site has declared, and when its organisation is reminded of what is missing since.
CREATE TABLE weekly_activity_spans (
    site_id BYTEA NOT NULL PRIMARY KEY REFERENCES sites (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- Mondays.
    first_week DATE NOT NULL,
    last_week DATE NOT NULL CHECK (last_week >= first_week),
    -- NULL: no more; it begins again with the next declaration.
    remind_at BIGINT
);

CREATE INDEX weekly_activity_spans_due ON weekly_activity_spans (remind_at) WHERE remind_at IS NOT NULL;

-- The sites that are expected to declare, by what they are for.
CREATE INDEX sites_kind ON sites (kind, organisation_id, created_at, id);

CREATE FUNCTION weekly_activity_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'weekly_activity_changes is append-only';
END
$$;

CREATE TRIGGER weekly_activity_changes_no_change BEFORE UPDATE OR DELETE ON weekly_activity_changes
FOR EACH ROW EXECUTE FUNCTION weekly_activity_refuse_change();

-- People are told of weeks that are missing.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing'));

-- Skills that organisations offer and look for, the sessions in which they help each other, and the hours of these.

CREATE TABLE skill_listings (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('offered', 'wanted')),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    site_id BLOB NOT NULL REFERENCES sites (id),
    -- Words of the application's list. Not checked here: a new skill would need the table anew.
    skill TEXT NOT NULL,
    topic TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    -- Folded title, description and languages, for searches.
    search_key TEXT NOT NULL,
    -- Who does it; shown as long as that person belongs to the organisation.
    person_id BLOB REFERENCES users (id),
    -- Bit 3 × day + part: Monday is day 0, the morning part 0.
    free_times INTEGER NOT NULL CHECK (free_times BETWEEN 0 AND 2097151),
    free_times_note TEXT,
    travels_km INTEGER CHECK (travels_km BETWEEN 0 AND 300),
    remote INTEGER NOT NULL CHECK (remote IN (0, 1)),
    languages TEXT,
    needed_by TEXT,
    wanted_minutes INTEGER CHECK (wanted_minutes BETWEEN 15 AND 12000),
    paused_at INTEGER,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude REAL,
    longitude REAL,
    cell INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((latitude IS NULL) = (cell = -1)),
    CHECK (kind = 'wanted' OR (needed_by IS NULL AND wanted_minutes IS NULL)),
    CHECK (kind = 'offered' OR (person_id IS NULL AND travels_km IS NULL))
) STRICT;

CREATE INDEX skill_listings_newest ON skill_listings (created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_kind ON skill_listings (kind, created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_topic ON skill_listings (topic, created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_skill ON skill_listings (skill, created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_cell ON skill_listings (cell, kind) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_organisation ON skill_listings (organisation_id, created_at DESC, id DESC);
CREATE INDEX skill_listings_site ON skill_listings (site_id);

CREATE TABLE skill_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    listing_id BLOB NOT NULL REFERENCES skill_listings (id),
    giver_id BLOB NOT NULL REFERENCES organisations (id),
    receiver_id BLOB NOT NULL REFERENCES organisations (id),
    person_id BLOB REFERENCES users (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    -- NULL: from afar.
    site_id BLOB REFERENCES sites (id),
    note TEXT,
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'to_settle', 'done', 'reversed', 'declined', 'cancelled', 'expired')),
    proposed_by TEXT NOT NULL CHECK (proposed_by IN ('giver', 'receiver')),
    proposed_by_user BLOB NOT NULL REFERENCES users (id),
    -- When it ends by itself, unless it is answered.
    answer_by INTEGER NOT NULL,
    -- How long it took, as each side says.
    giver_minutes INTEGER CHECK (giver_minutes BETWEEN 0 AND 1440),
    receiver_minutes INTEGER CHECK (receiver_minutes BETWEEN 0 AND 1440),
    -- When those who have not confirmed are asked to; NULL: not agreed, or they were asked.
    remind_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (giver_id <> receiver_id),
    CHECK (state <> 'done' OR giver_minutes = receiver_minutes)
) STRICT;

CREATE INDEX skill_sessions_newest ON skill_sessions (starts_at DESC, id DESC);
CREATE INDEX skill_sessions_giver ON skill_sessions (giver_id, starts_at DESC, id DESC);
CREATE INDEX skill_sessions_receiver ON skill_sessions (receiver_id, starts_at DESC, id DESC);
CREATE INDEX skill_sessions_waiting ON skill_sessions (answer_by) WHERE state = 'proposed';
CREATE INDEX skill_sessions_reminding ON skill_sessions (remind_at) WHERE remind_at IS NOT NULL;
-- When somebody is busy.
CREATE INDEX skill_sessions_person ON skill_sessions (person_id, ends_at, starts_at) WHERE state IN ('agreed', 'to_settle', 'done');
CREATE INDEX skill_sessions_site ON skill_sessions (site_id);

-- What happened on sessions, the first first.
CREATE TABLE skill_session_events (
    session_id BLOB NOT NULL REFERENCES skill_sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'to_settle', 'done', 'reversed', 'declined', 'cancelled', 'expired')),
    user_id BLOB REFERENCES users (id),
    party TEXT CHECK (party IN ('giver', 'receiver', 'observer')),
    minutes INTEGER,
    note TEXT,
    PRIMARY KEY (session_id, number)
) STRICT;

-- The hours, double entry: each booking is two lines, of the side that gave and of the side that was given, which add up
-- to nothing. The key allows one booking a session, and one that takes it back.
CREATE TABLE skill_hours (
    session_id BLOB NOT NULL REFERENCES skill_sessions (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
    other_id BLOB NOT NULL REFERENCES organisations (id),
    minutes INTEGER NOT NULL CHECK (minutes <> 0),
    at INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (session_id, organisation_id, reversal),
    CHECK (organisation_id <> other_id)
) STRICT;

CREATE INDEX skill_hours_organisation ON skill_hours (organisation_id, at DESC, session_id DESC, reversal DESC, minutes);

-- Append-only: a mistake is a line that takes back another.
CREATE TRIGGER skill_hours_no_update BEFORE UPDATE ON skill_hours
BEGIN
    SELECT RAISE(ABORT, 'skill_hours is append-only');
END;

CREATE TRIGGER skill_hours_no_delete BEFORE DELETE ON skill_hours
BEGIN
    SELECT RAISE(ABORT, 'skill_hours is append-only');
END;

-- Skills that organisations offer and look for, the sessions in which they help each other, and the hours of these.

CREATE TABLE skill_listings (
    id BYTEA NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('offered', 'wanted')),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    -- Words of the application's list. Not checked here: a new skill would need the table anew.
    skill TEXT COLLATE "C" NOT NULL,
    topic TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C",
    -- Folded title, description and languages, for searches.
    search_key TEXT COLLATE "C" NOT NULL,
    -- Who does it; shown as long as that person belongs to the organisation.
    person_id BYTEA REFERENCES users (id),
    -- Bit 3 × day + part: Monday is day 0, the morning part 0.
    free_times BIGINT NOT NULL CHECK (free_times BETWEEN 0 AND 2097151),
    free_times_note TEXT COLLATE "C",
    travels_km BIGINT CHECK (travels_km BETWEEN 0 AND 300),
    remote BOOLEAN NOT NULL,
    languages TEXT COLLATE "C",
    needed_by DATE,
    wanted_minutes BIGINT CHECK (wanted_minutes BETWEEN 15 AND 12000),
    paused_at BIGINT,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cell BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((latitude IS NULL) = (cell = -1)),
    CHECK (kind = 'wanted' OR (needed_by IS NULL AND wanted_minutes IS NULL)),
    CHECK (kind = 'offered' OR (person_id IS NULL AND travels_km IS NULL))
);

CREATE INDEX skill_listings_newest ON skill_listings (created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_kind ON skill_listings (kind, created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_topic ON skill_listings (topic, created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_skill ON skill_listings (skill, created_at DESC, id DESC) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_cell ON skill_listings (cell, kind) WHERE paused_at IS NULL;
CREATE INDEX skill_listings_organisation ON skill_listings (organisation_id, created_at DESC, id DESC);
CREATE INDEX skill_listings_site ON skill_listings (site_id);

CREATE TABLE skill_sessions (
    id BYTEA NOT NULL PRIMARY KEY,
    listing_id BYTEA NOT NULL REFERENCES skill_listings (id),
    giver_id BYTEA NOT NULL REFERENCES organisations (id),
    receiver_id BYTEA NOT NULL REFERENCES organisations (id),
    person_id BYTEA REFERENCES users (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    -- NULL: from afar.
    site_id BYTEA REFERENCES sites (id),
    note TEXT COLLATE "C",
    counted BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'agreed', 'to_settle', 'done', 'reversed', 'declined', 'cancelled', 'expired')),
    proposed_by TEXT COLLATE "C" NOT NULL CHECK (proposed_by IN ('giver', 'receiver')),
    proposed_by_user BYTEA NOT NULL REFERENCES users (id),
    -- When it ends by itself, unless it is answered.
    answer_by BIGINT NOT NULL,
    -- How long it took, as each side says.
    giver_minutes BIGINT CHECK (giver_minutes BETWEEN 0 AND 1440),
    receiver_minutes BIGINT CHECK (receiver_minutes BETWEEN 0 AND 1440),
    -- When those who have not confirmed are asked to; NULL: not agreed, or they were asked.
    remind_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (giver_id <> receiver_id),
    CHECK (state <> 'done' OR giver_minutes = receiver_minutes)
);

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
    session_id BYTEA NOT NULL REFERENCES skill_sessions (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'agreed', 'to_settle', 'done', 'reversed', 'declined', 'cancelled', 'expired')),
    user_id BYTEA REFERENCES users (id),
    party TEXT COLLATE "C" CHECK (party IN ('giver', 'receiver', 'observer')),
    minutes BIGINT,
    note TEXT COLLATE "C",
    PRIMARY KEY (session_id, number)
);

-- The hours, double entry: each booking is two lines, of the side that gave and of the side that was given, which add up
-- to nothing. The key allows one booking a session, and one that takes it back.
CREATE TABLE skill_hours (
    session_id BYTEA NOT NULL REFERENCES skill_sessions (id),
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    reversal BOOLEAN NOT NULL,
    other_id BYTEA NOT NULL REFERENCES organisations (id),
    minutes BIGINT NOT NULL CHECK (minutes <> 0),
    at BIGINT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    PRIMARY KEY (session_id, organisation_id, reversal),
    CHECK (organisation_id <> other_id)
);

CREATE INDEX skill_hours_organisation ON skill_hours (organisation_id, at DESC, session_id DESC, reversal DESC, minutes);

-- Append-only: a mistake is a line that takes back another.
CREATE FUNCTION skill_hours_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'skill_hours is append-only';
END
$$;

CREATE TRIGGER skill_hours_no_change BEFORE UPDATE OR DELETE ON skill_hours
FOR EACH ROW EXECUTE FUNCTION skill_hours_refuse_change();

-- What members report to the network's administrator. Nobody else reads it, least of all whom it is about.
CREATE TABLE reports (
    id BLOB NOT NULL PRIMARY KEY,
    reporter_id BLOB NOT NULL REFERENCES users (id),
    -- As whose member.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    about_organisation_id BLOB NOT NULL REFERENCES organisations (id),
    subject TEXT NOT NULL CHECK (subject IN ('claim', 'loan', 'skill_session', 'offer', 'organisation')),
    -- No reference: it stands in one of four tables. NULL: the organisation itself.
    subject_id BLOB,
    reason TEXT NOT NULL CHECK (reason IN ('no_show', 'unsafe_food', 'damaged_equipment', 'misconduct', 'wrong_information', 'other')),
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- NULL: open.
    closed_at INTEGER,
    closed_by BLOB REFERENCES users (id),
    outcome TEXT CHECK (outcome IN ('helped', 'warned', 'suspended', 'unfounded', 'other')),
    -- What its author reads.
    answer TEXT,
    version INTEGER NOT NULL,
    CHECK (organisation_id <> about_organisation_id),
    CHECK ((subject = 'organisation') = (subject_id IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CHECK (closed_at IS NOT NULL OR answer IS NULL)
) STRICT;

CREATE INDEX reports_newest ON reports (created_at DESC, id DESC);
CREATE INDEX reports_open ON reports (created_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX reports_reporter ON reports (reporter_id, created_at DESC, id DESC);

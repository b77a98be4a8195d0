-- Equipment, vehicles and space that organisations look for, and what fits them: the other side of what is lent.

CREATE TABLE equipment_needs (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    site_id BYTEA NOT NULL REFERENCES sites (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('van', 'trailer', 'cold_box', 'refrigerator', 'freezer', 'trolley', 'tent', 'furniture', 'scales', 'kitchen', 'tools', 'electronics', 'cold_room', 'storage', 'room', 'other')),
    title TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C",
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    urgent BOOLEAN NOT NULL,
    -- One whose end is past stays open and is in no list of others.
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'met', 'withdrawn')),
    -- The loan by which it is met, where it is one.
    loan_id BYTEA REFERENCES loans (id),
    published_by BYTEA NOT NULL REFERENCES users (id),
    published_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- The site's place; it follows when the site moves. Cell -1: place unknown.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cell BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((latitude IS NULL) = (cell = -1)),
    CHECK (loan_id IS NULL OR status = 'met')
);

CREATE INDEX equipment_needs_soonest ON equipment_needs (starts_at, id) WHERE status = 'open';
CREATE INDEX equipment_needs_kind ON equipment_needs (kind, starts_at, id) WHERE status = 'open';
CREATE INDEX equipment_needs_cell ON equipment_needs (cell, kind) WHERE status = 'open';
CREATE INDEX equipment_needs_organisation ON equipment_needs (organisation_id, starts_at DESC, id DESC);
CREATE INDEX equipment_needs_site ON equipment_needs (site_id);
CREATE INDEX equipment_needs_loan ON equipment_needs (loan_id) WHERE loan_id IS NOT NULL;

-- The need for which a loan was asked: it is met once the loan is agreed.
ALTER TABLE loans ADD COLUMN equipment_need_id BYTEA REFERENCES equipment_needs (id);

-- Matches of equipment and of skills that an organisation does not want to see again. They teach, too.
CREATE TABLE help_dismissals (
    id BYTEA NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('equipment', 'skill')),
    -- An item and a need of equipment, or a skill that is offered and one that is looked for. No references: each stands in
    -- one of two tables, as the kind says.
    helping_id BYTEA NOT NULL,
    wanting_id BYTEA NOT NULL,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('offering', 'needing')),
    reason TEXT COLLATE "C" NOT NULL CHECK (reason IN ('too_far', 'wrong_kind', 'no_time', 'other')),
    -- What the other side has or looks for: a word of equipment or of skills.
    word TEXT COLLATE "C" NOT NULL,
    dismissed_by BYTEA NOT NULL REFERENCES users (id),
    dismissed_at BIGINT NOT NULL,
    CONSTRAINT help_dismissals_pair UNIQUE (helping_id, wanting_id, organisation_id)
);

CREATE INDEX help_dismissals_wanting ON help_dismissals (wanting_id, organisation_id);
CREATE INDEX help_dismissals_organisation ON help_dismissals (organisation_id, dismissed_at);

-- Skills that can be done from afar, wherever they are.
CREATE INDEX skill_listings_remote ON skill_listings (topic, kind) WHERE paused_at IS NULL AND remote;

-- What organisations have borrowed and lent, and how long they were helped and have helped, in 90 days; what became of
-- their promises as borrowers and as those who are helped, in 180.
ALTER TABLE organisation_records ADD COLUMN borrowed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN lent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN borrowings_kept BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN borrowings_ended BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN helped_minutes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN gave_minutes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN sessions_kept BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisation_records ADD COLUMN sessions_ended BIGINT NOT NULL DEFAULT 0;

-- Counted as soon as the worker comes by.
UPDATE organisation_records SET counted_at = 0;
INSERT INTO organisation_records (organisation_id, received_grams, given_grams, kept, ended, fairness, follow_through, merit, counted_at)
    SELECT organisations.id, 0, 0, 0, 0, 0, 0, 0, 0 FROM organisations
    WHERE NOT EXISTS (SELECT 1 FROM organisation_records WHERE organisation_records.organisation_id = organisations.id)
        AND (EXISTS (SELECT 1 FROM loans WHERE loans.borrower_id = organisations.id OR loans.lender_id = organisations.id)
            OR EXISTS (SELECT 1 FROM skill_hours WHERE skill_hours.organisation_id = organisations.id));

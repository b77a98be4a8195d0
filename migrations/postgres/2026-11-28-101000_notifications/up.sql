-- What people are told of, and who was told of which offer or need.

CREATE TABLE notifications (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- For which of the person's organisations.
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped')),
    -- What happened: the same for everybody who hears of it and for each attempt to tell.
    cause TEXT COLLATE "C" NOT NULL,
    -- What the sentence needs, JSON. The sentence itself is made by the page, in its reader's language.
    facts TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    -- When a mail tells of it, unless it was read before; NULL: none, or it has left.
    mail_due_at BIGINT,
    CONSTRAINT notifications_once UNIQUE (user_id, kind, cause)
);

CREATE INDEX notifications_user ON notifications (user_id, created_at, id);
CREATE INDEX notifications_unread ON notifications (user_id, created_at, id) WHERE read_at IS NULL;
-- What is new to all, for those who watch.
CREATE INDEX notifications_new ON notifications (created_at, id, user_id);
CREATE INDEX notifications_mail ON notifications (mail_due_at, user_id) WHERE mail_due_at IS NOT NULL;

-- Offers and needs whose matches are told of, a round at a time.
CREATE TABLE matches_to_tell (
    -- An offer or a need, as the side says.
    subject_id BYTEA NOT NULL PRIMARY KEY,
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('offering', 'needing')),
    rounds BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);

CREATE INDEX matches_to_tell_due ON matches_to_tell (due_at);

-- Which organisations were told of an offer or need: never twice, and later the more they were told lately.
CREATE TABLE told_matches (
    subject_id BYTEA NOT NULL,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    told_at BIGINT NOT NULL,
    CONSTRAINT told_matches_pkey PRIMARY KEY (subject_id, organisation_id)
);

CREATE INDEX told_matches_organisation ON told_matches (organisation_id, told_at);
CREATE INDEX told_matches_age ON told_matches (told_at);

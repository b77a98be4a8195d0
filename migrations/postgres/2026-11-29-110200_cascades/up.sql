-- To whom offers are proposed first, and who wishes how much of them.

-- To whom a site's offers are proposed first.
CREATE TABLE partners (
    site_id BYTEA NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    CONSTRAINT partners_pkey PRIMARY KEY (site_id, organisation_id)
);

CREATE INDEX partners_organisation ON partners (organisation_id);

-- Until when the offer is kept for those who were called; NULL: anybody may claim it.
ALTER TABLE offers ADD COLUMN first_until BIGINT;

-- One of each offer that is not proposed to everybody at once. Whoever writes a wish, or decides, holds its row first.
CREATE TABLE cascades (
    offer_id BYTEA NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    step TEXT COLLATE "C" NOT NULL CHECK (step IN ('partners', 'best', 'everybody')),
    -- 1, 2, 3 … with each group that is called; 0 before the first one.
    number BIGINT NOT NULL CHECK (number >= 0),
    -- When the present step is decided; NULL once it is over.
    ends_at BIGINT,
    -- The giver wants it open to everybody after this step.
    then_everybody BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX cascades_due ON cascades (ends_at) WHERE ends_at IS NOT NULL;

CREATE TABLE cascade_calls (
    offer_id BYTEA NOT NULL REFERENCES cascades (offer_id) ON DELETE CASCADE,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    -- The step in which it was called.
    number BIGINT NOT NULL,
    is_partner BOOLEAN NOT NULL,
    -- How well the offer fits it, in ten thousandths; 0 where nothing is known.
    score BIGINT NOT NULL,
    called_at BIGINT NOT NULL,
    -- What it has answered in the step in which it was called.
    answer TEXT COLLATE "C" CHECK (answer IN ('take', 'decline')),
    CONSTRAINT cascade_calls_pkey PRIMARY KEY (offer_id, organisation_id)
);

CREATE INDEX cascade_calls_organisation ON cascade_calls (organisation_id);

CREATE TABLE cascade_wishes (
    offer_id BYTEA NOT NULL,
    organisation_id BYTEA NOT NULL,
    -- The step in which it was wished: one of each organisation.
    number BIGINT NOT NULL,
    site_id BYTEA NOT NULL REFERENCES sites (id),
    grams BIGINT NOT NULL CHECK (grams > 0),
    pickup_at BIGINT,
    need_id BYTEA REFERENCES needs (id) ON DELETE SET NULL,
    message TEXT COLLATE "C",
    wished_by BYTEA NOT NULL REFERENCES users (id),
    wished_at BIGINT NOT NULL,
    -- How much of it became a claim; NULL until the step is decided.
    granted_grams BIGINT CHECK (granted_grams BETWEEN 0 AND grams),
    claim_id BYTEA REFERENCES claims (id) ON DELETE SET NULL,
    CONSTRAINT cascade_wishes_pkey PRIMARY KEY (offer_id, organisation_id, number),
    CONSTRAINT cascade_wishes_call FOREIGN KEY (offer_id, organisation_id) REFERENCES cascade_calls (offer_id, organisation_id) ON DELETE CASCADE
);

CREATE INDEX cascade_wishes_site ON cascade_wishes (site_id);

-- To whom offers are proposed first, and who wishes how much of them.

-- To whom a site's offers are proposed first.
CREATE TABLE partners (
    site_id BLOB NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    organisation_id BLOB NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    CONSTRAINT partners_pkey PRIMARY KEY (site_id, organisation_id)
) STRICT;

CREATE INDEX partners_organisation ON partners (organisation_id);

-- Until when the offer is kept for those who were called; NULL: anybody may claim it.
ALTER TABLE offers ADD COLUMN first_until INTEGER;

-- One of each offer that is not proposed to everybody at once. Whoever writes a wish, or decides, holds its row first.
CREATE TABLE cascades (
    offer_id BLOB NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    step TEXT NOT NULL CHECK (step IN ('partners', 'best', 'everybody')),
    -- 1, 2, 3 … with each group that is called; 0 before the first one.
    number INTEGER NOT NULL CHECK (number >= 0),
    -- When the present step is decided; NULL once it is over.
    ends_at INTEGER,
    -- The giver wants it open to everybody after this step.
    then_everybody INTEGER NOT NULL CHECK (then_everybody IN (0, 1)),
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX cascades_due ON cascades (ends_at) WHERE ends_at IS NOT NULL;

CREATE TABLE cascade_calls (
    offer_id BLOB NOT NULL REFERENCES cascades (offer_id) ON DELETE CASCADE,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- The step in which it was called.
    number INTEGER NOT NULL,
    is_partner INTEGER NOT NULL CHECK (is_partner IN (0, 1)),
    -- How well the offer fits it, in ten thousandths; 0 where nothing is known.
    score INTEGER NOT NULL,
    called_at INTEGER NOT NULL,
    -- What it has answered in the step in which it was called.
    answer TEXT CHECK (answer IN ('take', 'decline')),
    CONSTRAINT cascade_calls_pkey PRIMARY KEY (offer_id, organisation_id)
) STRICT;

CREATE INDEX cascade_calls_organisation ON cascade_calls (organisation_id);

CREATE TABLE cascade_wishes (
    offer_id BLOB NOT NULL,
    organisation_id BLOB NOT NULL,
    -- The step in which it was wished: one of each organisation.
    number INTEGER NOT NULL,
    site_id BLOB NOT NULL REFERENCES sites (id),
    grams INTEGER NOT NULL CHECK (grams > 0),
    pickup_at INTEGER,
    need_id BLOB REFERENCES needs (id) ON DELETE SET NULL,
    message TEXT,
    wished_by BLOB NOT NULL REFERENCES users (id),
    wished_at INTEGER NOT NULL,
    -- How much of it became a claim; NULL until the step is decided.
    granted_grams INTEGER CHECK (granted_grams BETWEEN 0 AND grams),
    claim_id BLOB REFERENCES claims (id) ON DELETE SET NULL,
    CONSTRAINT cascade_wishes_pkey PRIMARY KEY (offer_id, organisation_id, number),
    CONSTRAINT cascade_wishes_call FOREIGN KEY (offer_id, organisation_id) REFERENCES cascade_calls (offer_id, organisation_id) ON DELETE CASCADE
) STRICT;

CREATE INDEX cascade_wishes_site ON cascade_wishes (site_id);

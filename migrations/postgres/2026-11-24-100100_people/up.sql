-- People, their sessions, organisations, who belongs where, and sites.

CREATE TABLE users (
    id BYTEA NOT NULL PRIMARY KEY,
    -- As the person wrote it.
    email TEXT COLLATE "C" NOT NULL,
    -- Lower case: the log-in.
    email_key TEXT COLLATE "C" NOT NULL CONSTRAINT users_email_key UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    locale TEXT COLLATE "C" NOT NULL CHECK (locale IN ('fr', 'en')),
    network_admin BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX users_network_admin ON users (id) WHERE network_admin;

-- Ed25519 keys that sign access tokens. In the database, so that every copy of the server knows them.
CREATE TABLE signing_keys (
    kid TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    private_pem TEXT COLLATE "C" NOT NULL,
    public_pem TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);

-- Refresh tokens: each is used once and replaced by a sibling of the same family.
CREATE TABLE refresh_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    family_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    issued_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_valid_until ON refresh_tokens (valid_until);

CREATE TABLE organisations (
    id BYTEA NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('association', 'social_grocery', 'community_kitchen', 'municipal_social_centre', 'food_bank', 'donor')),
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('pending', 'approved', 'refused', 'suspended')),
    decision_reason TEXT COLLATE "C",
    decided_by BYTEA REFERENCES users (id),
    decided_at BIGINT,
    description TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    website TEXT COLLATE "C",
    siret TEXT COLLATE "C",
    rna TEXT COLLATE "C",
    -- Where an import found it; NULL for those that registered themselves.
    source_key TEXT COLLATE "C" CONSTRAINT organisations_source_key UNIQUE,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX organisations_status_name ON organisations (status, name_key, id);
CREATE INDEX organisations_name ON organisations (name_key, id);

CREATE TABLE memberships (
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    user_id BYTEA NOT NULL REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('volunteer', 'coordinator', 'allocator')),
    created_at BIGINT NOT NULL,
    CONSTRAINT memberships_pkey PRIMARY KEY (organisation_id, user_id)
);

CREATE INDEX memberships_user ON memberships (user_id, organisation_id);

CREATE TABLE invitations (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    email TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('volunteer', 'coordinator', 'allocator')),
    token_hash BYTEA NOT NULL CONSTRAINT invitations_token_hash UNIQUE,
    invited_by BYTEA NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    accepted_at BIGINT,
    withdrawn_at BIGINT
);

CREATE INDEX invitations_organisation ON invitations (organisation_id, created_at);

CREATE TABLE sites (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation_id BYTEA NOT NULL REFERENCES organisations (id),
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('distribution_point', 'storage_site', 'warehouse', 'social_grocery', 'community_kitchen', 'voucher_point', 'baby_space', 'office')),
    address TEXT COLLATE "C",
    insee_code TEXT COLLATE "C" NOT NULL REFERENCES communes (insee_code),
    postcode TEXT COLLATE "C" NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    position_source TEXT COLLATE "C" CHECK (position_source IN ('given', 'commune')),
    phone TEXT COLLATE "C",
    opening_hours TEXT COLLATE "C",
    storage_ambient_kg BIGINT NOT NULL CHECK (storage_ambient_kg >= 0),
    storage_chilled_kg BIGINT NOT NULL CHECK (storage_chilled_kg >= 0),
    storage_frozen_kg BIGINT NOT NULL CHECK (storage_frozen_kg >= 0),
    transport TEXT COLLATE "C" NOT NULL CHECK (transport IN ('none', 'car', 'van', 'refrigerated_van')),
    -- Bit 0 is Monday, bit 6 is Sunday.
    distribution_days BIGINT NOT NULL CHECK (distribution_days BETWEEN 0 AND 127),
    reach_km BIGINT NOT NULL CHECK (reach_km >= 0),
    source_key TEXT COLLATE "C" CONSTRAINT sites_source_key UNIQUE,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (position_source IS NULL))
);

CREATE INDEX sites_organisation ON sites (organisation_id, name_key, id);
CREATE INDEX sites_name ON sites (name_key, id);
CREATE INDEX sites_commune ON sites (insee_code);

-- People, their sessions, organisations, who belongs where, and sites.

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    -- As the person wrote it.
    email TEXT NOT NULL,
    -- Lower case: the log-in.
    email_key TEXT NOT NULL CONSTRAINT users_email_key UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
    network_admin INTEGER NOT NULL CHECK (network_admin IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX users_network_admin ON users (id) WHERE network_admin;

-- Ed25519 keys that sign access tokens. In the database, so that every copy of the server knows them.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    private_pem TEXT NOT NULL,
    public_pem TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;

-- Refresh tokens: each is used once and replaced by a sibling of the same family.
CREATE TABLE refresh_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    family_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    issued_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_valid_until ON refresh_tokens (valid_until);

CREATE TABLE organisations (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('association', 'social_grocery', 'community_kitchen', 'municipal_social_centre', 'food_bank', 'donor')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'refused', 'suspended')),
    decision_reason TEXT,
    decided_by BLOB REFERENCES users (id),
    decided_at INTEGER,
    description TEXT,
    phone TEXT,
    website TEXT,
    siret TEXT,
    rna TEXT,
    -- Where an import found it; NULL for those that registered themselves.
    source_key TEXT CONSTRAINT organisations_source_key UNIQUE,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX organisations_status_name ON organisations (status, name_key, id);
CREATE INDEX organisations_name ON organisations (name_key, id);

CREATE TABLE memberships (
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('volunteer', 'coordinator', 'allocator')),
    created_at INTEGER NOT NULL,
    CONSTRAINT memberships_pkey PRIMARY KEY (organisation_id, user_id)
) STRICT;

CREATE INDEX memberships_user ON memberships (user_id, organisation_id);

CREATE TABLE invitations (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('volunteer', 'coordinator', 'allocator')),
    token_hash BLOB NOT NULL CONSTRAINT invitations_token_hash UNIQUE,
    invited_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    accepted_at INTEGER,
    withdrawn_at INTEGER
) STRICT;

CREATE INDEX invitations_organisation ON invitations (organisation_id, created_at);

CREATE TABLE sites (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('distribution_point', 'storage_site', 'warehouse', 'social_grocery', 'community_kitchen', 'voucher_point', 'baby_space', 'office')),
    address TEXT,
    insee_code TEXT NOT NULL REFERENCES communes (insee_code),
    postcode TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    position_source TEXT CHECK (position_source IN ('given', 'commune')),
    phone TEXT,
    opening_hours TEXT,
    storage_ambient_kg INTEGER NOT NULL CHECK (storage_ambient_kg >= 0),
    storage_chilled_kg INTEGER NOT NULL CHECK (storage_chilled_kg >= 0),
    storage_frozen_kg INTEGER NOT NULL CHECK (storage_frozen_kg >= 0),
    transport TEXT NOT NULL CHECK (transport IN ('none', 'car', 'van', 'refrigerated_van')),
    -- Bit 0 is Monday, bit 6 is Sunday.
    distribution_days INTEGER NOT NULL CHECK (distribution_days BETWEEN 0 AND 127),
    reach_km INTEGER NOT NULL CHECK (reach_km >= 0),
    source_key TEXT CONSTRAINT sites_source_key UNIQUE,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (position_source IS NULL))
) STRICT;

CREATE INDEX sites_organisation ON sites (organisation_id, name_key, id);
CREATE INDEX sites_name ON sites (name_key, id);
CREATE INDEX sites_commune ON sites (insee_code);

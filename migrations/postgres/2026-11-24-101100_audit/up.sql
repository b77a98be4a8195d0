-- Who did what, and registration numbers that two organisations cannot share.

-- Without references: an entry outlives what it is about. In the order of time, so that writing one is cheap.
CREATE TABLE audit_entries (
    at BIGINT NOT NULL,
    id BYTEA NOT NULL,
    person_id BYTEA,
    organisation_id BYTEA,
    -- Operation of the API document.
    operation TEXT NOT NULL,
    -- Noun of the object's address.
    object_kind TEXT,
    object_id BYTEA,
    request_id BYTEA,
    detail TEXT,
    CONSTRAINT audit_entries_pkey PRIMARY KEY (at, id)
);

CREATE INDEX audit_entries_person ON audit_entries (person_id, at, id);
CREATE INDEX audit_entries_organisation ON audit_entries (organisation_id, at, id);
CREATE INDEX audit_entries_operation ON audit_entries (operation, at, id);
CREATE INDEX audit_entries_object ON audit_entries (object_id, at, id);

-- Entries before this instant may be thrown away. One row; it only moves forward.
CREATE TABLE audit_horizon (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    keep_from BIGINT NOT NULL
);

INSERT INTO audit_horizon (id, keep_from) VALUES (1, 0);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
FOR EACH ROW EXECUTE FUNCTION audit_refuse('audit entries are never changed');

CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('audit entries are kept until their time is over');

CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF old.at >= (SELECT keep_from FROM audit_horizon) THEN
        RAISE EXCEPTION 'audit entries are kept until their time is over';
    END IF;
    RETURN old;
END $$;

CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_keep();

CREATE TRIGGER audit_horizon_forward BEFORE UPDATE ON audit_horizon
FOR EACH ROW WHEN (new.keep_from < old.keep_from)
EXECUTE FUNCTION audit_refuse('the audit horizon only moves forward');

-- Where two have one number already, the one that registered first keeps it.
UPDATE organisations SET siret = NULL WHERE status <> 'refused' AND EXISTS (
    SELECT 1 FROM organisations AS first
    WHERE first.siret = organisations.siret AND first.status <> 'refused' AND first.id < organisations.id
);
UPDATE organisations SET rna = NULL WHERE status <> 'refused' AND EXISTS (
    SELECT 1 FROM organisations AS first
    WHERE first.rna = organisations.rna AND first.status <> 'refused' AND first.id < organisations.id
);

-- A refused registration must not keep the number from its true owner.
CREATE UNIQUE INDEX organisations_siret ON organisations (siret) WHERE status <> 'refused';
CREATE UNIQUE INDEX organisations_rna ON organisations (rna) WHERE status <> 'refused';

-- Organisations that wait for an item to be free, in the order in which they came.

CREATE TABLE equipment_waits (
    id BLOB NOT NULL PRIMARY KEY,
    equipment_id BLOB NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'booked', 'missed', 'withdrawn', 'lapsed')),
    -- Until when the days are kept for it, once they are offered; while it waits, when they begin.
    due_at INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX equipment_waits_queue ON equipment_waits (equipment_id, created_at, id) WHERE state IN ('waiting', 'offered');
CREATE INDEX equipment_waits_due ON equipment_waits (due_at) WHERE state IN ('waiting', 'offered');
-- An organisation waits once for an item.
CREATE UNIQUE INDEX equipment_waits_once ON equipment_waits (equipment_id, organisation_id) WHERE state IN ('waiting', 'offered');

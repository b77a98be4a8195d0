-- Since when a round that began by itself waits to be shared out by itself, too; NULL: none does.
ALTER TABLE allocation_rounds ADD COLUMN compute_due_at BIGINT;

-- Those that nobody has touched.
UPDATE allocation_rounds SET compute_due_at = created_at
WHERE schedule_id IS NOT NULL AND status = 'draft' AND version = 1;

CREATE INDEX allocation_rounds_compute ON allocation_rounds (compute_due_at, id) WHERE compute_due_at IS NOT NULL;

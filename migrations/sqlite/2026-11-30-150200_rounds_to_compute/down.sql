DROP INDEX allocation_rounds_compute;
ALTER TABLE allocation_rounds DROP COLUMN compute_due_at;

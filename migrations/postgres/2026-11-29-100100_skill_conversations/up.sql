-- Conversations about sessions of skills.

ALTER TABLE conversations ADD COLUMN skill_session_id BYTEA REFERENCES skill_sessions (id);
ALTER TABLE conversations ADD CONSTRAINT conversations_skill_session UNIQUE (skill_session_id);
ALTER TABLE conversations DROP CONSTRAINT conversations_check;
ALTER TABLE conversations ADD CONSTRAINT conversations_check CHECK (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END + CASE WHEN loan_id IS NULL THEN 0 ELSE 1 END + CASE WHEN skill_session_id IS NULL THEN 0 ELSE 1 END = 1);

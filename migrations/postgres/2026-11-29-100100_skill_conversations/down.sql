-- What was said of sessions is lost.
DELETE FROM conversations WHERE skill_session_id IS NOT NULL;
ALTER TABLE conversations DROP CONSTRAINT conversations_check;
ALTER TABLE conversations DROP COLUMN skill_session_id;
ALTER TABLE conversations ADD CONSTRAINT conversations_check CHECK (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END + CASE WHEN loan_id IS NULL THEN 0 ELSE 1 END = 1);

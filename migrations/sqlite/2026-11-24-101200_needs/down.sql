DROP INDEX claims_need;
ALTER TABLE claims DROP COLUMN asked_by;
ALTER TABLE claims DROP COLUMN need_occurrence;
ALTER TABLE claims DROP COLUMN need_id;
DROP TABLE need_stems;
DROP TABLE need_occurrences;
DROP TABLE needs;

ALTER TABLE offers DROP COLUMN first_until;
DROP TABLE cascade_wishes;
DROP TABLE cascade_calls;
DROP TABLE cascades;
DROP TABLE partners;

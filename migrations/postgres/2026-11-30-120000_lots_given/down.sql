DROP INDEX offers_lot_closing;
DROP INDEX offers_lot;
ALTER TABLE offers DROP COLUMN lot_id;

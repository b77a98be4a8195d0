-- One index in the order of closing serves the board and the work that closes offers: what is claimed whole is passed
-- over until it closes, and each publication writes an index less.
DROP INDEX offers_open_closing;
DROP INDEX offers_closing;
CREATE INDEX offers_closing ON offers (closes_at, id) WHERE status = 'open';

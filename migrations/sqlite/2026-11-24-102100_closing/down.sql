DROP INDEX offers_closing;
CREATE INDEX offers_closing ON offers (closes_at) WHERE status = 'open';
CREATE INDEX offers_open_closing ON offers (closes_at, id) WHERE status = 'open' AND left_grams > 0;

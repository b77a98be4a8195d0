-- Offers know the lot they are of: what they promise is kept of it, and who fetches it is found by its recall. NULL: food of
-- which no lot is kept.
ALTER TABLE offers ADD COLUMN lot_id BYTEA REFERENCES lots (id);

-- The offers of a lot at a site: those on the board, and those whose claims still wait.
CREATE INDEX offers_lot ON offers (lot_id, site_id) WHERE lot_id IS NOT NULL;

-- Those whose time is over.
CREATE INDEX offers_lot_closing ON offers (closes_at, lot_id, site_id) WHERE status = 'open' AND lot_id IS NOT NULL;

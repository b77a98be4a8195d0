-- Food in stock is frozen: it becomes a lot of its own, of the same origin, with another date.

-- Of which lot it was frozen here, after its arrival; NULL: it arrived as it is.
ALTER TABLE lots ADD COLUMN frozen_from_id BYTEA REFERENCES lots (id);

-- What was frozen of a lot.
CREATE INDEX lots_frozen_from ON lots (frozen_from_id, id) WHERE frozen_from_id IS NOT NULL;

-- The ledger takes freezing.
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_from_kind_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_to_kind_check;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check CHECK (kind IN ('receive', 'transfer', 'allocate', 'hand_over', 'distribute', 'waste', 'adjust', 'loss', 'freeze', 'reverse'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_from_kind_check CHECK (from_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss', 'freezing'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_to_kind_check CHECK (to_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss', 'freezing'));
-- What is frozen leaves its lot by one line and begins another lot by the next.
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_freeze_check CHECK ((kind = 'freeze') = (from_kind = 'freezing' OR to_kind = 'freezing'));

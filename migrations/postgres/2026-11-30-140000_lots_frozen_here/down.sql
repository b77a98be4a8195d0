-- What was frozen stays a lot, of which nobody knows any more where it comes from: the books say that it was counted too much, and
-- too little of the lot that it was.
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_freeze_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_from_kind_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_to_kind_check;
ALTER TABLE stock_movements DISABLE TRIGGER stock_movements_no_change;
UPDATE stock_movements SET kind = 'adjust', from_kind = CASE from_kind WHEN 'freezing' THEN 'adjustment' ELSE from_kind END, to_kind = CASE to_kind WHEN 'freezing' THEN 'adjustment' ELSE to_kind END WHERE kind = 'freeze';
ALTER TABLE stock_movements ENABLE TRIGGER stock_movements_no_change;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check CHECK (kind IN ('receive', 'transfer', 'allocate', 'hand_over', 'distribute', 'waste', 'adjust', 'loss', 'reverse'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_from_kind_check CHECK (from_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_to_kind_check CHECK (to_kind IN ('donor', 'site', 'distributed', 'waste', 'adjustment', 'loss'));

DROP INDEX lots_frozen_from;
ALTER TABLE lots DROP COLUMN frozen_from_id;

-- What people were told of recalls and stock is lost.
DELETE FROM notifications WHERE kind IN ('recall', 'stock_due');
DELETE FROM notification_wishes WHERE kind IN ('recall', 'stock_due');
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped'));

-- What was booked of lots is lost; what changed hands by claims stays.
DROP TRIGGER stock_movements_no_change ON stock_movements;
DELETE FROM stock_movements WHERE lot_id IS NOT NULL;
DROP INDEX stock_movements_from;
DROP INDEX stock_movements_to;
DROP INDEX stock_movements_lately;
DROP INDEX stock_movements_lot;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_waste_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_subject_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_reverse_check;
ALTER TABLE stock_movements DROP COLUMN temperature_decidegrees;
ALTER TABLE stock_movements DROP COLUMN note;
ALTER TABLE stock_movements DROP COLUMN reverses_id;
ALTER TABLE stock_movements DROP COLUMN kind;
ALTER TABLE stock_movements DROP COLUMN lot_id;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_from_kind_check;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_to_kind_check;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_from_kind_check CHECK (from_kind IN ('site', 'loss'));
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_to_kind_check CHECK (to_kind IN ('site', 'loss'));
CREATE INDEX stock_movements_from ON stock_movements (from_organisation_id, at);
CREATE INDEX stock_movements_to ON stock_movements (to_organisation_id, at);
CREATE INDEX stock_movements_lately ON stock_movements (at, to_organisation_id, grams);

DROP TABLE recall_notices;
DROP TABLE recall_lots;
DROP TABLE recalls;
DROP TABLE lot_balances;
DROP TABLE lot_checks;
DROP TABLE lot_statuses;
DROP TABLE lots;
DROP FUNCTION stock_refuse_change;

-- What people were told of rounds is lost.
DELETE FROM notifications WHERE kind IN ('round_shared', 'round_due');
DELETE FROM notification_wishes WHERE kind IN ('round_shared', 'round_due');
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due', 'activity_missing'));

DROP TABLE round_deliveries;
DROP TABLE round_lines;
DROP TABLE round_revisions;
DROP TABLE round_requests;
DROP TABLE round_recipients;
DROP TABLE round_lots;
DROP TABLE allocation_rounds;
DROP TABLE allocation_schedules;
DROP TABLE standing_request_lines;
DROP TABLE standing_requests;
ALTER TABLE lot_balances DROP COLUMN reserved_grams;
CREATE INDEX lot_balances_lot ON lot_balances (lot_id, organisation_id);

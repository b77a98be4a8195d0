DROP TABLE tour_stops;
DROP TABLE tour_load_events;
DROP TABLE tour_loads;
DROP TABLE tours;
DROP INDEX claims_to_fetch;
ALTER TABLE claims DROP COLUMN from_cell;

-- What people were told of tours is lost.
DELETE FROM notifications WHERE kind IN ('tour_asked', 'tour_stepped');
DELETE FROM notification_wishes WHERE kind IN ('tour_asked', 'tour_stepped');
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered'));

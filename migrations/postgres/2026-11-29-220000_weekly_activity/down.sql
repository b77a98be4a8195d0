-- What people were told of missing weeks is lost.
DELETE FROM notifications WHERE kind = 'activity_missing';
DELETE FROM notification_wishes WHERE kind = 'activity_missing';
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered', 'tour_asked', 'tour_stepped', 'recall', 'stock_due'));

DROP INDEX sites_kind;
DROP TABLE weekly_activity_spans;
DROP TABLE weekly_activity_changes;
DROP TABLE weekly_activities;
DROP FUNCTION weekly_activity_refuse_change;

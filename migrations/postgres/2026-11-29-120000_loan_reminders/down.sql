-- The wider lists of kinds stay: whoever comes before writes none of the new ones.
DELETE FROM notifications WHERE kind IN ('loan_reminded', 'equipment_freed');
DELETE FROM notification_wishes WHERE kind IN ('loan_reminded', 'equipment_freed');
DROP TABLE loan_renewals;
DROP INDEX loans_reminding;
ALTER TABLE loans DROP COLUMN remind_at;

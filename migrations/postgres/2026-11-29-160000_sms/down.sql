ALTER TABLE notification_hours DROP COLUMN sms_to;

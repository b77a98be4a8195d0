-- Where a person is told of offers by SMS as well; none where not.
ALTER TABLE notification_hours ADD COLUMN sms_to TEXT COLLATE "C";

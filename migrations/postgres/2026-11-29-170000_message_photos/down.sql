DROP TABLE message_photos;
DROP TABLE message_uploads;

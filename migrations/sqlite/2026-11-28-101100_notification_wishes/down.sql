ALTER TABLE outbox DROP COLUMN stop_url;
DROP TABLE notification_wishes;
DROP TABLE notification_hours;

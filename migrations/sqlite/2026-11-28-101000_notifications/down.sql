DROP TABLE told_matches;
DROP TABLE matches_to_tell;
DROP TABLE notifications;

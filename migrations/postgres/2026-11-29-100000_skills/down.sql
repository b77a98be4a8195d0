DROP TABLE skill_hours;
DROP TABLE skill_session_events;
DROP TABLE skill_sessions;
DROP TABLE skill_listings;
DROP FUNCTION skill_hours_refuse_change;

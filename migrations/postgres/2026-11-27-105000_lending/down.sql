DROP TABLE loan_events;
DROP TABLE loans;
DROP TABLE equipment_closures;
DROP TABLE equipment;
DROP FUNCTION loans_no_overlap;
DROP FUNCTION closures_no_overlap;

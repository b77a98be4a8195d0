DROP TABLE loan_events;
DROP TABLE loans;
DROP TABLE equipment_closures;
DROP TABLE equipment;

DROP TABLE equipment_waits;

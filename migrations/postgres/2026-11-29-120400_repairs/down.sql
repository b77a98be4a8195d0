DROP TABLE equipment_repairs;
ALTER TABLE equipment DROP COLUMN repair_until;

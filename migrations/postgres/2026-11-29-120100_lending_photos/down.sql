DROP TABLE loan_photos;
DROP TABLE equipment_photos;
DROP INDEX equipment_photo;
ALTER TABLE equipment DROP COLUMN photo_id;

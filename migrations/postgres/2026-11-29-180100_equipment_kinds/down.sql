-- Space becomes something else.
UPDATE equipment SET kind = 'other' WHERE kind IN ('cold_room', 'storage', 'room');
ALTER TABLE equipment DROP CONSTRAINT equipment_kind_check,
    ADD CONSTRAINT equipment_kind_check CHECK (kind IN ('van', 'trailer', 'cold_box', 'refrigerator', 'freezer', 'trolley', 'tent', 'furniture', 'scales', 'kitchen', 'tools', 'electronics', 'other'));

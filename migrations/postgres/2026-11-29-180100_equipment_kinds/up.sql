-- Space can be lent too: a place in a cold room, room to store, a room.

ALTER TABLE equipment DROP CONSTRAINT equipment_kind_check,
    ADD CONSTRAINT equipment_kind_check CHECK (kind IN ('van', 'trailer', 'cold_box', 'refrigerator', 'freezer', 'trolley', 'tent', 'furniture', 'scales', 'kitchen', 'tools', 'electronics', 'cold_room', 'storage', 'room', 'other'));

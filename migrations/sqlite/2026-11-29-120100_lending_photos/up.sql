-- Photos of what is lent, and of its condition when it changes hands.

-- The first photo, where lists read it.
ALTER TABLE equipment ADD COLUMN photo_id BLOB REFERENCES photos (id);
CREATE INDEX equipment_photo ON equipment (photo_id) WHERE photo_id IS NOT NULL;

CREATE TABLE equipment_photos (
    equipment_id BLOB NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    -- The least is shown first.
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 5),
    photo_id BLOB NOT NULL REFERENCES photos (id),
    -- What is to be seen, for those who do not see it.
    alt TEXT,
    PRIMARY KEY (equipment_id, position)
) STRICT;

CREATE INDEX equipment_photos_photo ON equipment_photos (photo_id);

-- They prove something: nobody takes them away.
CREATE TABLE loan_photos (
    loan_id BLOB NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    moment TEXT NOT NULL CHECK (moment IN ('out', 'back')),
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 5),
    photo_id BLOB NOT NULL REFERENCES photos (id),
    added_by BLOB NOT NULL REFERENCES users (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (loan_id, moment, position)
) STRICT;

CREATE INDEX loan_photos_photo ON loan_photos (photo_id);

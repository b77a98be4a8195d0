-- Photos of what is lent, and of its condition when it changes hands.

-- The first photo, where lists read it.
ALTER TABLE equipment ADD COLUMN photo_id BYTEA REFERENCES photos (id);
CREATE INDEX equipment_photo ON equipment (photo_id) WHERE photo_id IS NOT NULL;

CREATE TABLE equipment_photos (
    equipment_id BYTEA NOT NULL REFERENCES equipment (id) ON DELETE CASCADE,
    -- The least is shown first.
    position BIGINT NOT NULL CHECK (position BETWEEN 0 AND 5),
    photo_id BYTEA NOT NULL REFERENCES photos (id),
    -- What is to be seen, for those who do not see it.
    alt TEXT COLLATE "C",
    PRIMARY KEY (equipment_id, position)
);

CREATE INDEX equipment_photos_photo ON equipment_photos (photo_id);

-- They prove something: nobody takes them away.
CREATE TABLE loan_photos (
    loan_id BYTEA NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    moment TEXT COLLATE "C" NOT NULL CHECK (moment IN ('out', 'back')),
    position BIGINT NOT NULL CHECK (position BETWEEN 0 AND 5),
    photo_id BYTEA NOT NULL REFERENCES photos (id),
    added_by BYTEA NOT NULL REFERENCES users (id),
    added_at BIGINT NOT NULL,
    PRIMARY KEY (loan_id, moment, position)
);

CREATE INDEX loan_photos_photo ON loan_photos (photo_id);

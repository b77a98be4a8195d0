-- Photos of messages.

-- Sent by somebody who is about to write, and in no message yet: the message takes them away from here. What it does not
-- take goes after a day.
CREATE TABLE message_uploads (
    -- The claim, loan or session that the message will be about. No reference: there may be no conversation yet, and the
    -- row is gone tomorrow.
    about_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    photo_id BYTEA NOT NULL REFERENCES photos (id),
    uploaded_at BIGINT NOT NULL,
    CONSTRAINT message_uploads_pkey PRIMARY KEY (about_id, user_id, photo_id)
);

CREATE INDEX message_uploads_photo ON message_uploads (photo_id);

-- Gone once the message is taken back. A message that photos say all of has an empty text.
CREATE TABLE message_photos (
    message_id BYTEA NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    -- In its author's order.
    position BIGINT NOT NULL CHECK (position BETWEEN 0 AND 3),
    photo_id BYTEA NOT NULL REFERENCES photos (id),
    -- What is to be seen, for those who do not see it.
    alt TEXT COLLATE "C",
    CONSTRAINT message_photos_pkey PRIMARY KEY (message_id, position)
);

CREATE INDEX message_photos_photo ON message_photos (photo_id);

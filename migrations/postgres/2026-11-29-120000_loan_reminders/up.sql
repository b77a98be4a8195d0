-- Reminders of loans, and loans that are kept longer.

-- When somebody is next to be reminded of it; NULL: nobody.
ALTER TABLE loans ADD COLUMN remind_at BIGINT;
CREATE INDEX loans_reminding ON loans (remind_at) WHERE remind_at IS NOT NULL;
UPDATE loans SET remind_at = starts_at - 86400000 WHERE state = 'accepted';
UPDATE loans SET remind_at = ends_at - 86400000 WHERE state = 'out';

-- Wishes to keep an item longer. While one is asked, the loan holds the time until then.
CREATE TABLE loan_renewals (
    loan_id BYTEA NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number >= 1),
    -- The new end, and the one before.
    ends_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL CHECK (ends_at > ended_at),
    note TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'lapsed')),
    asked_by BYTEA NOT NULL REFERENCES users (id),
    asked_at BIGINT NOT NULL,
    -- When the wish ends by itself.
    answer_by BIGINT NOT NULL,
    answered_at BIGINT,
    reason TEXT COLLATE "C",
    PRIMARY KEY (loan_id, number)
);

CREATE UNIQUE INDEX loan_renewals_open ON loan_renewals (loan_id) WHERE state = 'asked';
CREATE INDEX loan_renewals_lapsing ON loan_renewals (answer_by) WHERE state = 'asked';

-- People are reminded of loans, and told when days that they waited for are free.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check,
    ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check,
    ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed'));

-- People are told of equipment and skills that fit.

ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due', 'help_wanted', 'help_offered'));

-- Whatever has matches that are told of, a round at a time.
ALTER TABLE matches_to_tell DROP CONSTRAINT matches_to_tell_side_check;
ALTER TABLE matches_to_tell RENAME COLUMN side TO subject;
UPDATE matches_to_tell SET subject = CASE subject WHEN 'offering' THEN 'offer' ELSE 'need' END;
ALTER TABLE matches_to_tell ADD CONSTRAINT matches_to_tell_subject_check CHECK (subject IN ('offer', 'need', 'equipment', 'equipment_need', 'skill'));

-- What people were told of equipment and skills that fit is lost, and so is what waits to be told of these.
DELETE FROM notifications WHERE kind IN ('help_wanted', 'help_offered');
DELETE FROM notification_wishes WHERE kind IN ('help_wanted', 'help_offered');
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due'));
ALTER TABLE notification_wishes DROP CONSTRAINT notification_wishes_kind_check;
ALTER TABLE notification_wishes ADD CONSTRAINT notification_wishes_kind_check CHECK (kind IN ('offer_fits', 'need_fits', 'matched', 'claim_asked', 'claim_stepped', 'loan_asked', 'loan_stepped', 'loan_reminded', 'equipment_freed', 'skill_asked', 'skill_stepped', 'skill_due'));

DELETE FROM matches_to_tell WHERE subject NOT IN ('offer', 'need');
ALTER TABLE matches_to_tell DROP CONSTRAINT matches_to_tell_subject_check;
UPDATE matches_to_tell SET subject = CASE subject WHEN 'offer' THEN 'offering' ELSE 'needing' END;
ALTER TABLE matches_to_tell RENAME COLUMN subject TO side;
ALTER TABLE matches_to_tell ADD CONSTRAINT matches_to_tell_side_check CHECK (side IN ('offering', 'needing'));

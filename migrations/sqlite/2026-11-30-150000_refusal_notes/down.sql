-- What sites said of their refusals is lost; revisions keep it of each refusal for which one thing was said.
ALTER TABLE round_deliveries DROP COLUMN note;

-- What a site says of a line that it refuses, in its own words: needed where none of the reasons fits.
ALTER TABLE round_deliveries ADD COLUMN note TEXT;

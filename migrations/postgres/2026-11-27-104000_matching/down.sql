DROP TABLE match_dismissals;
DROP TABLE network_figures;
DROP INDEX stock_movements_lately;
DROP INDEX needs_open_category_cell;
DROP INDEX sites_neighbourhood;
DROP INDEX sites_cell;
ALTER TABLE sites DROP COLUMN neighbourhood_m;
ALTER TABLE sites DROP COLUMN cell;

DROP INDEX offers_open_category_cell;

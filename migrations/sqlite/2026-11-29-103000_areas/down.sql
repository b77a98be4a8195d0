DROP INDEX needs_open_category_area;

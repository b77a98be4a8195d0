DROP TABLE network_documents;
DROP TABLE categories;
DROP TABLE commune_postcodes;
DROP TABLE communes;

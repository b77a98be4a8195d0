DROP TABLE offer_documents;
DROP TABLE pickup_windows;
DROP TABLE offers;

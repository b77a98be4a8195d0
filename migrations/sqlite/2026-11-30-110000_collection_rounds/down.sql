DROP TABLE collection_foods;
DROP TABLE collection_stops;
DROP TABLE collection_rounds;
DROP TABLE collection_route_stops;
DROP TABLE collection_routes;

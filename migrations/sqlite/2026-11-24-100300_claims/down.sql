DROP TABLE stock_movements;
DROP TABLE claim_events;
DROP TABLE claims;

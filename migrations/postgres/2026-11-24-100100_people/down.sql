DROP TABLE sites;
DROP TABLE invitations;
DROP TABLE memberships;
DROP TABLE organisations;
DROP TABLE refresh_tokens;
DROP TABLE signing_keys;
DROP TABLE users;

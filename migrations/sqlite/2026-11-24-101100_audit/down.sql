DROP INDEX organisations_rna;
DROP INDEX organisations_siret;
DROP TABLE audit_entries;
DROP TABLE audit_horizon;

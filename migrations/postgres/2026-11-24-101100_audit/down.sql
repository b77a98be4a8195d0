DROP INDEX organisations_rna;
DROP INDEX organisations_siret;
DROP TABLE audit_entries;
DROP TABLE audit_horizon;
DROP FUNCTION audit_keep;
DROP FUNCTION audit_refuse;

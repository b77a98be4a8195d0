DROP INDEX allocation_rounds_status;

DROP TABLE acceptance_criteria;

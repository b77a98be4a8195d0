DROP TABLE loan_answers;

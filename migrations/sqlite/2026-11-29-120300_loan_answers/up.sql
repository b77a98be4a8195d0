-- What a borrower says about what an item requires: who drives, which insurance.

CREATE TABLE loan_answers (
    loan_id BLOB NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    requirement TEXT NOT NULL CHECK (requirement IN ('driving_licence', 'insurance_proof', 'trained_person')),
    answer TEXT NOT NULL,
    PRIMARY KEY (loan_id, requirement)
) STRICT;

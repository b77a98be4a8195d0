-- What a borrower says about what an item requires: who drives, which insurance.

CREATE TABLE loan_answers (
    loan_id BYTEA NOT NULL REFERENCES loans (id) ON DELETE CASCADE,
    requirement TEXT COLLATE "C" NOT NULL CHECK (requirement IN ('driving_licence', 'insurance_proof', 'trained_person')),
    answer TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (loan_id, requirement)
);

//! The eight people of the table, in the order of its columns.

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nobody: no token.
    Anonymous,
    /// A volunteer of another approved organisation.
    VolunteerElsewhere,
    /// A coordinator of another approved organisation.
    CoordinatorElsewhere,
    /// A volunteer of the organisation whose matter it is.
    Volunteer,
    /// A coordinator of the organisation whose matter it is.
    Coordinator,
    /// A coordinator of the food bank, which is another approved organisation.
    FoodBank,
    /// The network's administrator.
    Administrator,
    /// A coordinator of the organisation whose matter it is, after its suspension.
    Suspended,
}

impl Role {
    /// The columns.
    pub const ALL: [Self; 8] = [
        Self::Anonymous,
        Self::VolunteerElsewhere,
        Self::CoordinatorElsewhere,
        Self::Volunteer,
        Self::Coordinator,
        Self::FoodBank,
        Self::Administrator,
        Self::Suspended,
    ];
}

//! The roles that somebody can be given.

use crate::components::Choice;
use crate::i18n::{t, word};
use shared::organisations::Role;

/// The roles with what each may do; allocators exist in food banks alone.
pub fn role_choices(with_allocator: bool) -> Vec<Choice<Role>> {
    let roles = [
        (Role::Volunteer, t!("members.volunteer_hint")),
        (Role::Coordinator, t!("members.coordinator_hint")),
        (Role::Allocator, t!("members.allocator_hint")),
    ];
    let known = roles.into_iter().filter(|(role, _)| *role != Role::Allocator || with_allocator);
    known.map(|(role, hint)| Choice::new(role, word(role)).detailed(hint)).collect()
}

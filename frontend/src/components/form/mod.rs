//! Form fields. Each takes a [`crate::hooks::Binding`] and wires up label, hint and error for screen readers itself.

mod checklist;
mod chips;
mod choice;
mod clash;
mod combobox;
mod count_field;
mod field;
mod layout;
mod near_dates;
mod password_field;
mod quantity_field;
mod radio_cards;
mod reason;
mod segmented;
mod select_field;
mod stepper;
mod text_area;
mod text_field;

pub use checklist::checklist;
pub use chips::{Chip, Chips};
pub use choice::{Choice, any_of, one_of};
pub use clash::{Clash, Clashes, Side};
pub use combobox::{Combobox, Suggestion};
pub use count_field::CountField;
pub use layout::form_section;
pub use near_dates::near_dates;
pub use password_field::PasswordField;
pub use quantity_field::QuantityField;
pub use radio_cards::RadioCards;
pub use reason::{ReasonDraft, reason_form};
pub use segmented::Segmented;
pub use select_field::SelectField;
pub use text_area::TextArea;
pub use text_field::TextField;

//! The delivery note of a site as a file.

use crate::components::part;
use crate::i18n::t;
use crate::pages::rounds::paper::{PaperProps, use_paper};
use shared::paths;
use shared::rounds::RoundExplanation;
use yew::prelude::*;

/// Saves the note of the site whose share this is.
pub fn note(told: &RoundExplanation) -> Html {
    let paper = PaperProps {
        path: paths::delivery_note(told.round_id, told.site.id),
        name: format!("{}-{}.pdf", t!("round_share.note_file"), file_part(&told.site.name)),
        label: t!("round_share.note"),
    };
    part(use_paper, paper)
}

/// A name as part of a file's: letters and digits with hyphens between.
fn file_part(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_site() {
        assert_eq!(file_part("Antenne de Coutras / dépôt"), "antenne-de-coutras-dépôt");
    }
}

//! The delivery note of a site as a file: on the phone of who fetches, or on paper.

use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView};
use crate::hooks::use_mutation;
use crate::i18n::t;
use shared::ids::{AllocationRoundId, SiteId};
use shared::paths;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

/// Props of [`use_note`].
#[derive(PartialEq)]
pub struct NoteProps {
    /// The round.
    pub round: AllocationRoundId,
    /// The site that fetches.
    pub site: SiteId,
    /// Its name, for the file's.
    pub name: String,
}

/// Saves the note. Not a plain link: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_note(props: Rc<NoteProps>) -> Html {
    let name = format!("{}-{}.pdf", t!("round_share.note_file"), file_part(&props.name));
    let save = use_mutation(client::rounds::document, move |file: Blob| browser::save_file(&name, &file));
    let path = paths::delivery_note(props.round, props.site);
    let onclick = save.run.reform(move |()| path.clone());
    html! {
        <>
            <Button icon={Icon::Copy} busy={save.busy} {onclick}>{ t!("round_share.note") }</Button>
            <ProblemView failure={save.failure.clone()} />
        </>
    }
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

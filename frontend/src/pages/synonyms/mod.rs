//! What people call categories besides their labels, for the administrator: the tree, and the words of one category.

mod edit;
mod tree;

pub use edit::{SynonymsPageProps, use_synonyms_page};
pub use tree::use_tree_page;

use crate::components::PageHeader;
use crate::hooks::Session;
use crate::i18n::t;
use yew::prelude::*;

/// What everybody else sees of these pages.
fn refusal(session: &Session) -> Option<Html> {
    let administers = session.me().is_some_and(|me| me.user.network_admin);
    (!administers).then(|| html! { <PageHeader title={t!("nav.administration")} lead={t!("problem.forbidden")} /> })
}

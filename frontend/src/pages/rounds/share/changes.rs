//! What would change a site's share: each counted by sharing the whole round out once more.

use super::words::{change as words_of, more_kg};
use crate::components::Card;
use crate::i18n::t;
use shared::rounds::RoundWhatIf;
use yew::prelude::*;

/// The changes, what brings most first.
pub fn changes(all: &[RoundWhatIf]) -> Html {
    let gains: Vec<_> = all.iter().filter(|what_if| what_if.kg > 0).collect();
    html! {
        <Card title={t!("round_share.changes_title")}>
            if gains.is_empty() {
                <p>{ t!("round_share.changes_none") }</p>
            } else {
                <p class="muted">{ t!("round_share.changes_lead") }</p>
                <ul class="rows">{ for gains.into_iter().map(|gain| html! { <li key={gain.change.to_string()}>{ change(gain) }</li> }) }</ul>
            }
        </Card>
    }
}

fn change(gain: &RoundWhatIf) -> Html {
    html! {
        <div class="spread">
            <span>{ words_of(gain.change) }</span>
            <span class="share-gain">
                <strong>{ more_kg(gain.kg) }</strong>
                if gain.together_kg > 0 {
                    <span class="muted">{ t!("round_share.together", kg = more_kg(gain.together_kg)) }</span>
                }
            </span>
        </div>
    }
}

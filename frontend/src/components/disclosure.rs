//! What few people need, behind one line.

use super::Icon;
use yew::prelude::*;

/// Whether what is behind the line is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Disclosure {
    open: bool,
    toggle: Callback<MouseEvent>,
}

/// Closed at first, unless something in it is `filled`; what is `wrong` in it is always shown.
#[hook]
pub fn use_disclosure(filled: bool, wrong: bool) -> Disclosure {
    let open = use_state(|| filled);
    {
        // It stays open once the mistake is mended: nothing must vanish under somebody's hands.
        let open = open.clone();
        use_effect_with((filled, wrong), move |(filled, wrong)| {
            if *filled || *wrong {
                open.set(true);
            }
        });
    }
    let shown = *open || wrong;
    let toggle = Callback::from(move |event: MouseEvent| {
        // The browser would open it by itself, and its state and ours would part.
        event.prevent_default();
        open.set(!shown);
    });
    Disclosure { open: shown, toggle }
}

impl Disclosure {
    /// The line, and what is behind it.
    pub fn around(&self, summary: AttrValue, content: Html) -> Html {
        html! {
            <details class="disclosure" open={self.open}>
                <summary onclick={self.toggle.clone()}>{ Icon::ChevronRight }<span>{ summary }</span></summary>
                <div class="disclosure-body">{ content }</div>
            </details>
        }
    }
}

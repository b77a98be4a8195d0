//! Words that narrow a list, which follows while one types.

use super::optional;
use crate::browser;
use yew::prelude::*;

/// How long the typist must pause before the list follows, ms.
const PAUSE: i32 = 300;

/// What stands in the field, and what takes what is typed there. `words` are those that narrow the list now; `follow`
/// narrows it by others.
#[hook]
pub fn use_words(words: Option<String>, follow: Callback<Option<String>>) -> (String, Callback<String>) {
    let typed = use_state(|| words.clone().unwrap_or_default());
    let turn = use_mut_ref(|| 0_u32);
    // Another filter may be set during the pause: the list follows from where it is then.
    let latest = use_mut_ref(|| follow.clone());
    latest.replace(follow);
    {
        // The words were taken away elsewhere: by a chip, or by "back".
        let typed = typed.clone();
        use_effect_with(words, move |words| {
            if optional(&typed) != *words {
                typed.set(words.clone().unwrap_or_default());
            }
        });
    }
    {
        // Who has left the page meanwhile is not brought back to it.
        let turn = turn.clone();
        use_effect_with((), move |()| move || turn_over(&mut turn.borrow_mut()));
    }
    let change = {
        let typed = typed.clone();
        Callback::from(move |text: String| {
            typed.set(text.clone());
            turn_over(&mut turn.borrow_mut());
            let this_turn = *turn.borrow();
            let (turn, latest) = (turn.clone(), latest.clone());
            browser::after(PAUSE, move || {
                if *turn.borrow() == this_turn {
                    let follow = latest.borrow().clone();
                    follow.emit(optional(&text));
                }
            });
        })
    };
    ((*typed).clone(), change)
}

/// What was to follow does not any more.
fn turn_over(turn: &mut u32) {
    *turn = turn.wrapping_add(1);
}

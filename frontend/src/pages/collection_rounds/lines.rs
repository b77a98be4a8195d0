//! Lists that are typed line by line: one line is open, the others are read.

use crate::browser;
use crate::components::{Button, Icon};
use crate::hooks::{Draft, Form};
use shared::problem::FieldError;
use yew::prelude::*;

/// A line as text.
pub trait Line: Clone + Default + PartialEq + 'static {
    /// Whether anything was typed.
    fn is_begun(&self) -> bool {
        *self != Self::default()
    }
}

/// A draft with such a list.
pub trait Lined: Draft {
    /// One of its lines.
    type Item: Line;
    /// The JSON pointer of the list.
    const POINTER: &'static str;
    /// The most lines.
    const MOST: usize;

    /// The lines, the one being typed included; never none.
    fn lines(&self) -> &[Self::Item];

    /// The same to be changed.
    fn lines_mut(&mut self) -> &mut Vec<Self::Item>;

    /// All lines, without a last one that nobody has begun; the only one counts as it is.
    fn begun(&self) -> &[Self::Item] {
        match self.lines().split_last() {
            Some((last, before)) if !before.is_empty() && !last.is_begun() => before,
            _ => self.lines(),
        }
    }

    /// Has one more line to be typed, unless the last one is that already; its place.
    fn add(&mut self) -> usize {
        let lines = self.lines_mut();
        if lines.last().is_none_or(Line::is_begun) {
            lines.push(Self::Item::default());
        }
        lines.len().saturating_sub(1)
    }

    /// Takes the line at a place away.
    fn remove(&mut self, place: usize) {
        let lines = self.lines_mut();
        if place < lines.len() {
            lines.remove(place);
        }
        if lines.is_empty() {
            lines.push(Self::Item::default());
        }
    }

    /// What is wrong with the line at a place.
    fn wrong_at(&self, place: usize) -> Vec<FieldError> {
        let at = format!("{}/{place}/", Self::POINTER);
        let wrong = self.build().err().unwrap_or_default();
        wrong.into_iter().filter(|error| error.pointer.starts_with(&at)).collect()
    }
}

/// The lines of a form.
pub struct Lines<D: Lined> {
    form: Form<D>,
    open: UseStateHandle<Option<usize>>,
    /// Which one is open.
    pub shown: Option<usize>,
}

/// The lines of a form, one of them open at most. The fields of the open one stand in an element of the class
/// `collecting-line`, which is where the keyboard goes.
#[hook]
pub fn use_lines<D: Lined>(form: &Form<D>) -> Lines<D> {
    let lines = form.draft.lines();
    // A line that nobody has begun is there to be typed.
    let unbegun = lines.iter().position(|line| !line.is_begun());
    let open = use_state(|| unbegun);
    let shown = (*open).filter(|place| *place < lines.len()).or(unbegun);
    {
        // What is typed into it must not close it.
        let open = open.clone();
        use_effect_with(shown, move |shown| {
            if *open != *shown {
                open.set(*shown);
            }
        });
    }
    Lines { form: form.clone(), open, shown }
}

impl<D: Lined> Lines<D> {
    /// Those to be drawn, each with its place.
    pub fn each(&self) -> impl Iterator<Item = (usize, &D::Item)> {
        let shown = self.shown;
        let all = self.form.draft.lines().iter().enumerate();
        all.filter(move |(place, line)| line.is_begun() || shown == Some(*place))
    }

    /// Does something that closes the open one. Only what is right is closed: a mistake behind a line would not be found.
    pub fn closing(&self, then: Callback<()>) -> Callback<()> {
        let (form, shown) = (self.form.clone(), self.shown);
        Callback::from(move |()| {
            let wrong = shown.map(|place| form.draft.wrong_at(place)).unwrap_or_default();
            if wrong.is_empty() {
                then.emit(());
            } else {
                form.reject_fields(wrong);
            }
        })
    }

    /// Has none open; the keyboard stays where it is.
    pub fn shut(&self) -> Callback<()> {
        let open = self.open.clone();
        Callback::from(move |()| open.set(None))
    }

    /// Opens the one at a place.
    pub fn change(&self, place: usize) -> Callback<()> {
        self.closing(self.show().reform(move |()| Some(place)))
    }

    /// Takes the one at a place away.
    pub fn remove(&self, place: usize) -> Callback<()> {
        let (form, show, shown) = (self.form.clone(), self.show(), self.shown);
        Callback::from(move |()| {
            form.edit_at(D::POINTER, move |draft: &mut D| draft.remove(place));
            // What is open stays so, wherever it stands then.
            show.emit(shown.filter(|open| *open != place).map(|open| if open > place { open - 1 } else { open }));
        })
    }

    /// The button for one more, as long as there is room.
    pub fn more(&self, words: AttrValue) -> Html {
        if self.form.draft.lines().len() >= D::MOST {
            return html! {};
        }
        let (form, show) = (self.form.clone(), self.show());
        let add = Callback::from(move |()| {
            let place = (*form.draft).clone().add();
            form.edit_at(D::POINTER, |draft: &mut D| {
                draft.add();
            });
            show.emit(Some(place));
        });
        html! {
            <div class="collecting-more" tabindex="-1">
                <Button icon={Icon::Plus} wide=true onclick={self.closing(add)}>{ words }</Button>
            </div>
        }
    }

    /// Opens one or none, and moves the keyboard there.
    fn show(&self) -> Callback<Option<usize>> {
        let open = self.open.clone();
        Callback::from(move |place: Option<usize>| {
            open.set(place);
            let target = if place.is_some() { ".collecting-line .input" } else { ".collecting-more" };
            browser::after(80, move || browser::focus_first(target));
        })
    }
}

//! Name and alert of a search, as the two forms ask for them.

use crate::components::{Choice, RadioCards, SelectField, TextField, one_of};
use crate::hooks::{Draft, Form, checked};
use crate::i18n::{t, word};
use shared::problem::FieldError;
use shared::saved_searches::{Alert, DEFAULT_ALERT_HOUR, SavedSearch, SavedSearchPatch};
use yew::prelude::*;

/// Hours at which a daily mail can come: when people read mails.
const HOURS: std::ops::RangeInclusive<u8> = 5..=22;

/// Name and alert.
#[derive(Clone, PartialEq)]
pub struct SearchDraft {
    name: String,
    alert: Alert,
    hour: u8,
}

impl SearchDraft {
    /// For a new search.
    pub const fn named(name: String) -> Self {
        Self { name, alert: Alert::Daily, hour: DEFAULT_ALERT_HOUR }
    }
}

impl From<&SavedSearch> for SearchDraft {
    fn from(search: &SavedSearch) -> Self {
        Self { name: search.name.clone(), alert: search.alert, hour: search.alert_hour }
    }
}

impl Draft for SearchDraft {
    type Wire = SavedSearchPatch;

    fn build(&self) -> Result<SavedSearchPatch, Vec<FieldError>> {
        checked(SavedSearchPatch {
            name: Some(self.name.trim().to_owned()),
            filters: None,
            alert: Some(self.alert),
            alert_hour: (self.alert == Alert::Daily).then_some(Some(self.hour)),
        })
    }
}

/// The fields.
pub fn search_fields(form: &Form<SearchDraft>) -> Html {
    let alert = form.field("/alert", |draft| &mut draft.alert);
    let alerts = [
        Choice::new(Alert::Daily, word(Alert::Daily)).detailed(t!("searches.daily_hint")),
        Choice::new(Alert::AtOnce, word(Alert::AtOnce)).detailed(t!("searches.at_once_hint")),
        Choice::new(Alert::Off, word(Alert::Off)).detailed(t!("searches.off_hint")),
    ];
    let hour = form.field("/alert_hour", |draft| &mut draft.hour);
    // An hour from elsewhere stays a choice.
    let hours = HOURS.chain((!HOURS.contains(&hour.value)).then_some(hour.value));
    let hours: Vec<_> = hours.map(|hour| Choice::new(hour, t!("searches.hour", hour = i64::from(hour)))).collect();
    html! {
        <>
            <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("searches.name")} />
            <RadioCards question={one_of(&alert, &alerts)} label={t!("searches.alert")} />
            if alert.value == Alert::Daily {
                <SelectField question={one_of(&hour, &hours)} label={t!("searches.alert_hour")} />
            }
        </>
    }
}

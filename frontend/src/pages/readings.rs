//! The temperature of food that changes hands, as it is read off and typed.

use crate::components::TextField;
use crate::hooks::Binding;
use crate::i18n::{number, t};
use shared::cold_chain::{DeciCelsius, limit};
use shared::units::TemperatureClass;
use yew::prelude::*;

/// A reading as text, of food that must be kept so cold.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    class: TemperatureClass,
    /// °C as typed.
    pub typed: String,
}

impl Reading {
    /// Nothing yet.
    #[must_use]
    pub fn new(class: TemperatureClass) -> Self {
        // Number pads of phones have no minus: it stands there already.
        let typed = if class == TemperatureClass::Frozen { "−" } else { "" };
        Self { class, typed: typed.to_owned() }
    }

    /// The reading; `Ok(None)` where none is asked for.
    ///
    /// # Errors
    /// What is wrong with it, as a code of a field.
    pub fn value(&self) -> Result<Option<DeciCelsius>, &'static str> {
        if limit(self.class).is_none() {
            return Ok(None);
        }
        if matches!(self.typed.trim(), "" | "-" | "−") {
            return Err("temperature_required");
        }
        let thousandths = number::parse_decimal(&self.typed).ok_or("number")?;
        if thousandths % 100 == 0 { Ok(Some(DeciCelsius(thousandths / 100))) } else { Err("number") }
    }

    /// The limit that the reading is above.
    #[must_use]
    pub fn exceeded(&self) -> Option<DeciCelsius> {
        let (limit, reading) = (limit(self.class)?, self.value().ok()??);
        (reading > limit).then_some(limit)
    }

    /// Its field; nothing where none is asked for.
    pub fn field(&self, bind: Binding<String>) -> Html {
        self.shown(bind, false)
    }

    /// Its field where it may be left out.
    pub fn optional_field(&self, bind: Binding<String>) -> Html {
        self.shown(bind, true)
    }

    fn shown(&self, bind: Binding<String>, optional: bool) -> Html {
        let Some(limit) = limit(self.class) else { return html! {} };
        html! {
            <TextField
                {bind}
                label={t!("claim.temperature")}
                hint={t!("claim.temperature_hint", limit = number::temperature(limit))}
                inputmode="decimal"
                autocomplete="off"
                unit="°C"
                {optional}
            />
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(class: TemperatureClass, typed: &str) -> Reading {
        Reading { typed: typed.to_owned(), ..Reading::new(class) }
    }

    #[test]
    fn cold_food_needs_a_reading_and_dry_food_none() {
        assert_eq!(Reading::new(TemperatureClass::Ambient).value(), Ok(None));
        assert_eq!(Reading::new(TemperatureClass::Frozen).value(), Err("temperature_required"));
        assert_eq!(typed(TemperatureClass::Frozen, "−18,5").value(), Ok(Some(DeciCelsius(-185))));
    }

    #[test]
    fn too_warm_is_seen_while_it_is_typed() {
        assert_eq!(typed(TemperatureClass::Frozen, "−12").exceeded(), Some(DeciCelsius(-150)));
        assert_eq!(typed(TemperatureClass::Chilled, "9,5").exceeded(), Some(DeciCelsius(80)));
        assert_eq!(typed(TemperatureClass::Chilled, "4").exceeded(), None);
    }
}

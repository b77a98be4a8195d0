//! JSON texts to wire types and back.
//!
//! `serde_json::from_str` and `to_string` would do, but bring a parser and a writer, tables of powers of ten, a second
//! way from arrays to structs and sentences about what went wrong: a tenth of the module, for what every browser has
//! built in. Here the browser's `JSON` handles text, and a [`Value`] stands between it and the types.

use serde::Serialize;
use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt::{self, Display, Formatter};

/// The wire type in a JSON text.
///
/// # Errors
/// When the text is no JSON or not of this type.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    T::deserialize(Reader(text::parse(text).ok_or(Unreadable)?))
}

/// The JSON text of a wire type; none for types that JSON cannot hold, which wire types are not.
pub fn write(data: &impl Serialize) -> Option<String> {
    text::print(&serde_json::to_value(data).ok()?)
}

/// The value as the browser's own objects.
pub use text::to_js;

/// The browser's JSON.
#[cfg(target_arch = "wasm32")]
mod text {
    use js_sys::{Array, JSON, Object, Reflect};
    use serde_json::{Map, Number, Value};
    use wasm_bindgen::{JsCast, JsValue};

    /// Whole numbers below this are exact in a double.
    const EXACT: f64 = 9_007_199_254_740_992.0;

    pub fn parse(text: &str) -> Option<Value> {
        JSON::parse(text).ok().map(|value| from_js(&value))
    }

    pub fn print(value: &Value) -> Option<String> {
        JSON::stringify(&to_js(value)).ok()?.as_string()
    }

    fn from_js(value: &JsValue) -> Value {
        if let Some(text) = value.as_string() {
            Value::String(text)
        } else if let Some(number) = value.as_f64() {
            from_number(number)
        } else if let Some(flag) = value.as_bool() {
            Value::Bool(flag)
        } else if let Some(items) = value.dyn_ref::<Array>() {
            Value::Array(items.iter().map(|item| from_js(&item)).collect())
        } else if let Some(object) = value.dyn_ref::<Object>() {
            Value::Object(members(object))
        } else {
            Value::Null
        }
    }

    fn members(object: &Object) -> Map<String, Value> {
        let entries = Object::entries(object);
        let pairs = entries.iter().filter_map(|entry| entry.dyn_into::<Array>().ok());
        pairs.filter_map(|pair| Some((pair.get(0).as_string()?, from_js(&pair.get(1))))).collect()
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and exact")]
    fn from_number(number: f64) -> Value {
        if number.trunc() == number && number.abs() < EXACT {
            Value::from(number as i64)
        } else {
            Number::from_f64(number).map_or(Value::Null, Value::Number)
        }
    }

    pub fn to_js(value: &Value) -> JsValue {
        match value {
            Value::Null => JsValue::NULL,
            Value::Bool(flag) => JsValue::from_bool(*flag),
            Value::Number(number) => JsValue::from_f64(number.as_f64().unwrap_or_default()),
            Value::String(text) => JsValue::from_str(text),
            Value::Array(items) => items.iter().map(to_js).collect::<Array>().into(),
            Value::Object(members) => {
                let object = Object::new();
                for (name, member) in members {
                    // Fails only for frozen objects.
                    let _ = Reflect::set(&object, &JsValue::from_str(name), &to_js(member));
                }
                object.into()
            }
        }
    }
}

/// Off the browser, for tests.
#[cfg(not(target_arch = "wasm32"))]
mod text {
    use serde_json::Value;
    use wasm_bindgen::JsValue;

    pub fn parse(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok()
    }

    pub fn print(value: &Value) -> Option<String> {
        serde_json::to_string(value).ok()
    }

    pub fn to_js(_: &Value) -> JsValue {
        JsValue::NULL
    }
}

/// The text is not what was expected. Why it is not would interest nobody who reads it in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl Display for Unreadable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

struct Reader(Value);

macro_rules! numbers {
    ($($name:ident: $as:ident => $visit:ident),+ $(,)?) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            visitor.$visit(self.0.$as().ok_or(Unreadable)?)
        }
    )+};
}

macro_rules! texts {
    ($($name:ident),+ $(,)?) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            match self.0 {
                Value::String(text) => visitor.visit_string(text),
                _ => Err(Unreadable),
            }
        }
    )+};
}

/// Kinds of values that no wire type has.
macro_rules! absent {
    ($($name:ident($($argument:ident: $type:ty),*)),+ $(,)?) => {$(
        fn $name<V: Visitor<'de>>(self, $($argument: $type,)* _: V) -> Result<V::Value, Unreadable> {
            Err(Unreadable)
        }
    )+};
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Unreadable;

    numbers! {
        deserialize_bool: as_bool => visit_bool,
        deserialize_i8: as_i64 => visit_i64,
        deserialize_i16: as_i64 => visit_i64,
        deserialize_i32: as_i64 => visit_i64,
        deserialize_i64: as_i64 => visit_i64,
        deserialize_u8: as_u64 => visit_u64,
        deserialize_u16: as_u64 => visit_u64,
        deserialize_u32: as_u64 => visit_u64,
        deserialize_u64: as_u64 => visit_u64,
        deserialize_f32: as_f64 => visit_f64,
        deserialize_f64: as_f64 => visit_f64,
    }

    texts!(deserialize_char, deserialize_str, deserialize_string, deserialize_identifier);

    absent! {
        deserialize_bytes(),
        deserialize_byte_buf(),
        deserialize_unit(),
        deserialize_unit_struct(_name: &'static str),
        deserialize_tuple(_len: usize),
        deserialize_tuple_struct(_name: &'static str, _len: usize),
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(flag),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => visitor.visit_i64(whole),
                None => visitor.visit_f64(number.as_f64().ok_or(Unreadable)?),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(members) => visitor.visit_map(Members { rest: members.into_iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Object(members) => visitor.visit_map(Members { rest: members.into_iter(), value: None }),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(IntoDeserializer::<Unreadable>::into_deserializer(word)),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        self.0.next().map(|item| seed.deserialize(Reader(item))).transpose()
    }
}

struct Members {
    rest: serde_json::map::IntoIter,
    value: Option<Value>,
}

impl<'de> MapAccess<'de> for Members {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        let name: StringDeserializer<Unreadable> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(Reader(self.value.take().ok_or(Unreadable)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::network::Network;
    use shared::problem::{Code, Problem};
    use shared::sites::{SitePage, Weekday};

    #[test]
    fn wire_types_read_as_serde_json_reads_them() {
        let text = r#"{"items": [{"id": "01932c07-93c4-7c3a-9d67-6e1f1c2f9a20",
            "organisation": {"id": "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10", "name": "Amis", "kind": "donor"},
            "name": "Antenne", "kind": "office", "insee_code": "33138", "commune": "Coutras", "postcode": "33230",
            "position": {"latitude": 45, "longitude": -0.13}, "storage": {"ambient_kg": 1, "chilled_kg": 2, "frozen_kg": 3},
            "transport": "van", "distribution_days": ["monday"], "reach_km": 30, "version": 1, "new_member": [1, {}]}]}"#;
        let page: SitePage = read(text).unwrap();
        assert_eq!(page, serde_json::from_str(text).unwrap());
        assert_eq!(page.items[0].distribution_days, [Weekday::Monday]);
    }

    #[test]
    fn parameters_of_a_problem_keep_their_kinds() {
        let text =
            serde_json::to_string(&Problem::of(Code::OfferExhausted).with("left_grams", 12_000).with("state", "ready"));
        let problem: Problem = read(&text.unwrap()).unwrap();
        assert_eq!((problem.params["left_grams"].as_i64(), problem.params["state"].as_str()), (Some(12_000), Some("ready")));
    }

    #[test]
    fn what_is_not_of_the_type_is_unreadable() {
        assert_eq!(read::<Network>("<html>").unwrap_err(), Unreadable);
        assert_eq!(read::<Network>("{\"name\": 3}").unwrap_err(), Unreadable);
    }
}

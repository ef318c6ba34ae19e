//! JSON in which no key is there twice: of two values one would be judged, and the other be so.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, error::Category};

use super::{Unread, unread};

/// Reads JSON.
pub(super) fn parse(text: &str) -> Result<Value, Unread> {
    if text.trim().is_empty() {
        return Err(unread("empty", ""));
    }
    serde_json::from_str::<Strict>(text).map(|it| it.0).map_err(|error| {
        let code = match error.classify() {
            Category::Eof => "truncated",
            Category::Data => "twice",
            _ => "no_json",
        };
        unread(code, format!("{}:{}", error.line(), error.column()))
    })
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Any).map(Self)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, it: bool) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_i64<E>(self, it: i64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_u64<E>(self, it: u64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_f64<E>(self, it: f64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_str<E>(self, it: &str) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Strict(it)) = from.next_element()? {
            all.push(it);
        }
        Ok(all.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((key, Strict(it))) = from.next_entry::<String, Strict>()? {
            if all.insert(key, it).is_some() {
                return Err(A::Error::custom("twice"));
            }
        }
        Ok(all.into())
    }
}

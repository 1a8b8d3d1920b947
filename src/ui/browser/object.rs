//! Objects of the page's scripts as [`Item`]s and back.

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use wasm_bindgen::JsValue;

use crate::text::record::{Item, Record};

/// Members of one object that are read; no object of ours has more.
const MOST: usize = 200;

/// Objects within objects that are read: a script's object may hold itself.
const DEEPEST: u8 = 5;

/// The value of a script; what is no plain value is nothing.
pub fn read(value: JsValue) -> Item {
    let deserializer = serde_wasm_bindgen::Deserializer::from(value);
    Reader { deeper: DEEPEST }.deserialize(deserializer).unwrap_or(Item::Nothing)
}

/// A value for a script.
pub fn write(item: &Item) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Written(item).serialize(&serializer).unwrap_or(JsValue::NULL)
}

#[derive(Clone, Copy)]
struct Reader {
    deeper: u8,
}

impl<'a> DeserializeSeed<'a> for Reader {
    type Value = Item;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Item, D::Error> {
        match self.deeper.checked_sub(1) {
            Some(deeper) => deserializer.deserialize_any(Self { deeper }),
            None => deserializer.deserialize_ignored_any(self),
        }
    }
}

impl<'a> Visitor<'a> for Reader {
    type Value = Item;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a plain value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Item, E> {
        Ok(Item::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Item, E> {
        Ok(Item::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Item, E> {
        Ok(Item::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Item, E> {
        Ok(Item::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Item, E> {
        Ok(Item::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Item, E> {
        Ok(Item::Nothing)
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<Item, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            if items.len() < MOST {
                items.push(item);
            }
        }
        Ok(Item::List(items))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Item, A::Error> {
        let mut record = Record::new();
        while let Some(name) = map.next_key::<String>()? {
            let item = map.next_value_seed(self)?;
            if record.len() < MOST {
                record.push((name, item));
            }
        }
        Ok(Item::Record(record))
    }
}

/// The text of a value as JSON.
pub fn json(value: &JsValue) -> JsValue {
    js_sys::JSON::stringify(value).map_or(JsValue::NULL, JsValue::from)
}

struct Written<'a>(&'a Item);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Item::Nothing => serializer.serialize_unit(),
            Item::Flag(flag) => serializer.serialize_bool(*flag),
            Item::Number(number) => serializer.serialize_f64(*number),
            Item::Text(text) => serializer.serialize_str(text),
            Item::List(items) => serializer.collect_seq(items.iter().map(Written)),
            Item::Record(record) => {
                let mut map = serializer.serialize_map(Some(record.len()))?;
                for (name, item) in record {
                    map.serialize_entry(name, &Written(item))?;
                }
                map.end()
            }
        }
    }
}

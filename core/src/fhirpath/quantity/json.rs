//! Quantities from FHIR's JSON and to it.

use serde_json::{Map, Value};

use super::{Calendar, Quantity, Unit};
use crate::fhirpath::{decimal::Decimal, text::Text};

const UCUM: &str = "http://unitsofmeasure.org";

impl<'a> Quantity<'a> {
    /// A FHIR Quantity; `None` for anything else. UCUM's units of time count as those of the calendar
    /// (<https://hl7.org/fhir/R4/fhirpath.html#quantity>).
    #[must_use]
    pub fn from_json(value: &'a Value) -> Option<Self> {
        let fields = value.as_object()?;
        let Value::Number(number) = fields.get("value")? else { return None };
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let ucum = text("system") == Some(UCUM);
        let code = text("code").filter(|_| ucum || text("unit").is_none()).or_else(|| text("unit"));
        let unit = match code {
            None => Unit::Ucum(Text::Borrowed("1")),
            Some(code) => match Calendar::of_code(code).filter(|unit| ucum && unit.millis() == 0) {
                Some(unit) => Unit::Calendar(unit),
                None if ucum => Unit::Ucum(Text::Borrowed(code)),
                None => Unit::Other(Text::Borrowed(code)),
            },
        };
        Some(Self { value: Decimal::parse(number.as_str())?, unit })
    }

    /// As a FHIR Quantity.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut fields = Map::new();
        fields.insert("value".into(), super::super::node::number(&self.value.text()));
        fields.insert("unit".into(), Value::String(self.unit.text().to_owned()));
        let code = match &self.unit {
            Unit::Calendar(unit) => unit.code(),
            Unit::Ucum(code) => code,
            Unit::Other(_) => return Value::Object(fields),
        };
        fields.insert("system".into(), Value::String(UCUM.to_owned()));
        fields.insert("code".into(), Value::String(code.to_owned()));
        Value::Object(fields)
    }
}

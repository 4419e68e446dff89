//! Quantities from FHIR's JSON and to it.

use serde_json::Value;

use super::{Quantity, calendar, code_of};
use crate::{fhirpath::decimal::Decimal, json};

const UCUM: &str = "http://unitsofmeasure.org";

impl<'a> Quantity<'a> {
    /// A FHIR Quantity; `None` for anything else. UCUM's year and month count as those of the calendar
    /// (<https://hl7.org/fhir/R4/fhirpath.html#quantity>).
    #[must_use]
    pub fn from_json(value: &'a Value) -> Option<Self> {
        let fields = value.as_object()?;
        let Value::Number(number) = fields.get("value")? else { return None };
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let unit = match (text("code"), text("unit")) {
            (Some(code), _) if text("system") == Some(UCUM) => calendar::of_ucum(code),
            (code, unit) => unit.or(code).unwrap_or("1"),
        };
        Some(Self { value: Decimal::parse(number.as_str())?, unit })
    }

    /// As a FHIR Quantity.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let holes = [
            ("value", json::number(self.value.text())),
            ("unit", self.unit.into()),
            ("system", UCUM.into()),
            ("code", code_of(self.unit).into()),
        ];
        json::filled(r#"{"value": "$value", "unit": "$unit", "system": "$system", "code": "$code"}"#, &holes)
    }
}

//! Units of measure as people read them.

/// UCUM units whose written form is not the one people read (<https://ucum.org/ucum>).
const UNITS: [(&str, &str); 36] = [
    ("mm[Hg]", "mmHg"),
    ("cm[H2O]", "cmH₂O"),
    ("[lb_av]", "lb"),
    ("[oz_av]", "oz"),
    ("[in_i]", "in"),
    ("[ft_i]", "ft"),
    ("[st_av]", "st"),
    ("[degF]", "°F"),
    ("Cel", "°C"),
    ("degC", "°C"),
    ("[iU]", "IU"),
    ("[IU]", "IU"),
    ("[iU]/L", "IU/L"),
    ("[iU]/mL", "IU/mL"),
    ("m[iU]/L", "mIU/L"),
    ("m[IU]/L", "mIU/L"),
    ("u[iU]/mL", "µIU/mL"),
    ("ug", "µg"),
    ("ug/L", "µg/L"),
    ("ug/dL", "µg/dL"),
    ("ug/mL", "µg/mL"),
    ("umol/L", "µmol/L"),
    ("uL", "µL"),
    ("um", "µm"),
    ("us", "µs"),
    ("kg/m2", "kg/m²"),
    ("m2", "m²"),
    ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
    ("mL/min/1.73.m2", "mL/min/1.73 m²"),
    ("10*9/L", "×10⁹/L"),
    ("10*12/L", "×10¹²/L"),
    ("10*3/uL", "×10³/µL"),
    ("10*6/uL", "×10⁶/µL"),
    ("[pH]", "pH"),
    ("1", ""),
    ("{ratio}", ""),
];

/// A unit as people read it. Annotations such as `{score}` lose their braces.
#[must_use]
pub fn plain_unit(unit: &str) -> String {
    let unit = unit.trim();
    match UNITS.iter().find(|(ucum, _)| *ucum == unit) {
        Some((_, plain)) => (*plain).to_owned(),
        None if unit.as_bytes().contains(&b'{') => {
            unit.replace(['{', '}'], "").replace('_', " ").trim().to_owned()
        }
        None => unit.to_owned(),
    }
}

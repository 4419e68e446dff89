//! Security labels: what `meta.security` withholds.

use serde_json::Value;

use super::{
    compartment::{coding, items},
    planted::{self, Fault},
};

const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

/// Not to be disclosed to the patient, family or caregivers without the clinician's say (v3 ActCode).
const NO_PATIENT: &str = "NOPAT";

/// Whether a section can't share this: a label other than normal or lower stands on it (R, V, any
/// sensitivity, or one that is not known here).
pub fn restricted(resource: &Value) -> bool {
    let closed =
        |(system, code): (&str, &str)| system != CONFIDENTIALITY || !["N", "M", "L", "U"].contains(&code);
    !planted::is(Fault::LabelIgnored) && items(&resource["meta"]["security"]).iter().map(coding).any(closed)
}

/// Whether the team keeps this from the person and from carers.
pub fn withheld(resource: &Value) -> bool {
    items(&resource["meta"]["security"]).iter().map(coding).any(|(_, code)| code == NO_PATIENT)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_normal_and_lower_are_open() {
        let check = |security: Value, expected: bool| {
            assert_eq!(restricted(&json!({"meta": {"security": security}})), expected, "{security}");
        };
        let conf = |code: &str| json!([{"system": CONFIDENTIALITY, "code": code}]);
        check(json!(null), false);
        for (code, expected) in
            [("N", false), ("L", false), ("R", true), ("V", true), ("", true), ("X", true)]
        {
            check(conf(code), expected);
        }
        check(
            json!([{"system": CONFIDENTIALITY, "code": "N"}, {"system": CONFIDENTIALITY, "code": "R"}]),
            true,
        );
        check(json!([{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "PSY"}]), true);
        check(json!([{"code": "N"}]), true);
    }
}

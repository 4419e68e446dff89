//! What the extensions and members of a file ask for beyond the questions: what is followed, what is shown otherwise, and
//! what is not known. None of them changes what a question or an answer means: what may do so is refused before
//! (`modifierExtension`).

use std::collections::BTreeMap;

use serde_json::Value;

use super::report::{Line, Report};

/// Where HL7 defines its extensions; the engine reads these names nowhere else.
const HL7: &str = "http://hl7.org/fhir/";

/// What the engine follows, or what its notes tell of already.
const FOLLOWED: &[&str] = &[
    "choiceColumn",
    "cqf-expression",
    "data-absent-reason",
    "entryFormat",
    "itemWeight",
    "maxDecimalPlaces",
    "maxSize",
    "maxValue",
    "mimeType",
    "minLength",
    "minValue",
    "observation-extract-category",
    "ordinalValue",
    "questionnaire-choiceOrientation",
    "questionnaire-constraint",
    "questionnaire-displayCategory",
    "questionnaire-hidden",
    "questionnaire-itemControl",
    "questionnaire-maxOccurs",
    "questionnaire-minOccurs",
    "questionnaire-optionExclusive",
    "questionnaire-optionPrefix",
    "questionnaire-ordinalValue",
    "questionnaire-referenceResource",
    "questionnaire-signatureRequired",
    "questionnaire-sliderStepValue",
    "questionnaire-supportHyperlink",
    "questionnaire-supportLink",
    "questionnaire-unit",
    "questionnaire-unitOption",
    "questionnaire-unitValueSet",
    "questionnaire-usageMode",
    "regex",
    "rendering-markdown",
    "rendering-xhtml",
    "sdc-questionnaire-answerExpression",
    "sdc-questionnaire-answerOptionsToggleExpression",
    "sdc-questionnaire-calculatedExpression",
    "sdc-questionnaire-candidateExpression",
    "sdc-questionnaire-choiceColumn",
    "sdc-questionnaire-collapsible",
    "sdc-questionnaire-enableWhenExpression",
    "sdc-questionnaire-extractAllocateId",
    "sdc-questionnaire-initialExpression",
    "sdc-questionnaire-itemAnswerMedia",
    "sdc-questionnaire-itemExtractionContext",
    "sdc-questionnaire-itemMedia",
    "sdc-questionnaire-itemPopulationContext",
    "sdc-questionnaire-launchContext",
    "sdc-questionnaire-maxQuantity",
    "sdc-questionnaire-minQuantity",
    "sdc-questionnaire-observation-extract-category",
    "sdc-questionnaire-observationExtract",
    "sdc-questionnaire-observationLinkPeriod",
    "sdc-questionnaire-openLabel",
    "sdc-questionnaire-shortText",
    "sdc-questionnaire-sourceQueries",
    "sdc-questionnaire-sourceStructureMap",
    "sdc-questionnaire-targetStructureMap",
    "sdc-questionnaire-templateExtract",
    "sdc-questionnaire-templateExtractBundle",
    "sdc-questionnaire-templateExtractContext",
    "sdc-questionnaire-templateExtractValue",
    "sdc-questionnaire-unitOpen",
    "sdc-questionnaire-unitSupplementalSystem",
    "supportLink",
    "targetConstraint",
    "translation",
    "validationtext",
    "variable",
    "valueset-ordinalValue",
    "codesystem-ordinalValue",
    "extension-Questionnaire.item.disabledDisplay",
];

/// What is for those who write, find or put together questionnaires: who answers sees nothing of it.
const FOR_AUTHORS: &[&str] = &[
    "artifact-versionAlgorithm",
    "cpg-knowledgeCapability",
    "cpg-knowledgeRepresentationLevel",
    "cqf-calculatedValue",
    "cqf-library",
    "cqf-publicationDate",
    "designNote",
    "preferredTerminologyServer",
    "questionnaire-fhirType",
    "resource-effectivePeriod",
    "sdc-questionnaire-assemble-expectation",
    "sdc-questionnaire-assembleContext",
    "sdc-questionnaire-assembleDefinitionRoot",
    "sdc-questionnaire-assembledFrom",
    "sdc-questionnaire-endpoint",
    "sdc-questionnaire-performerType",
    "sdc-questionnaire-preferredTerminologyServer",
    "structuredefinition-wg",
    "terminology-server",
];

/// What looks or goes otherwise here.
const OTHERWISE: &[(&str, &str)] = &[
    ("rendering-style", "its colours, sizes and the like are left to the person and the app"),
    (
        "rendering-styleSensitive",
        "its style is said to carry meaning, and styles are not shown: check that the words alone are clear",
    ),
    ("questionnaire-columnCount", "its answers stand in columns as the screen has room for"),
    ("sdc-questionnaire-columnCount", "its answers stand in columns as the screen has room for"),
    ("sdc-questionnaire-width", "its columns are as wide as the screen has room for"),
    ("sdc-questionnaire-keyboard", "the keyboard is chosen by the kind of question"),
    ("sdc-questionnaire-entryMode", "the person goes back and forth as they choose"),
    ("sdc-questionnaire-optionalDisplay", "it is shown to everybody"),
    ("sdc-questionnaire-isSubject", "all answers are about the person"),
    ("quantity-precision", "a number keeps the decimals that it was given"),
];

/// Members of R4 that this reader knows, and those of R5 that the engine takes up.
const OF_ITEMS: &[&str] = &[
    "_answerValueSet",
    "_enableBehavior",
    "_linkId",
    "_maxLength",
    "_prefix",
    "_readOnly",
    "_repeats",
    "_required",
    "_text",
    "_type",
    "answerConstraint",
    "answerOption",
    "answerValueSet",
    "code",
    "definition",
    "disabledDisplay",
    "enableBehavior",
    "enableWhen",
    "extension",
    "id",
    "initial",
    "item",
    "linkId",
    "maxLength",
    "modifierExtension",
    "prefix",
    "readOnly",
    "repeats",
    "required",
    "text",
    "type",
];

/// Where something was found, by its name.
type Found = BTreeMap<String, Vec<String>>;

/// Tells of every extension and member that is not followed as it stands.
pub fn tell(questionnaire: &Value, report: &mut Report) {
    let mut found = [Found::new(), Found::new()];
    extensions(questionnaire, "as a whole", &mut found);
    let [extensions, members] = found;
    for (url, places) in extensions {
        let name = url.strip_prefix(HL7).and_then(|rest| rest.rsplit('/').next()).unwrap_or_default();
        if FOLLOWED.contains(&name) || FOR_AUTHORS.contains(&name) {
            continue;
        }
        let at = listed(&places);
        match OTHERWISE.iter().find(|(known, _)| *known == name) {
            Some((_, words)) => report.add(Line::Differs, format!("{at}: {words} ({name})")),
            None => report.add(
                Line::NotDone,
                format!("{at}: the extension {url} is not known here, and what it asks for is not done"),
            ),
        }
    }
    for (member, places) in members {
        let at = listed(&places);
        report.add(
            Line::NotDone,
            format!("{at}: “{member}” is no member of an item in FHIR R4, and is not read"),
        );
    }
}

/// The first places, and how many more.
fn listed(places: &[String]) -> String {
    const MOST: usize = 5;
    let first = places.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match places.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// Collects extensions and unknown members; `at` is the linkId of the item around.
fn extensions(value: &Value, at: &str, found: &mut [Found; 2]) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| extensions(one, at, found)),
        Value::Object(fields) => {
            let item = fields.get("linkId").and_then(Value::as_str).filter(|_| fields.contains_key("type"));
            let at = item.unwrap_or(at);
            let [urls, members] = found;
            for name in fields.keys().filter(|name| item.is_some() && !OF_ITEMS.contains(&name.as_str())) {
                take(members, name, at);
            }
            for url in fields.get("extension").and_then(Value::as_array).into_iter().flatten() {
                // Parts of an extension have names, and no addresses.
                if let Some(url) = url["url"].as_str().filter(|url| url.contains(':')) {
                    take(urls, url, at);
                }
            }
            // What is contained tells of itself, not of the questions.
            for (_, inner) in fields.iter().filter(|(name, _)| *name != "contained") {
                extensions(inner, at, found);
            }
        }
        _ => {}
    }
}

fn take(found: &mut Found, name: &str, at: &str) {
    let places = found.entry(name.to_owned()).or_default();
    if places.last().map(String::as_str) != Some(at) {
        places.push(at.to_owned());
    }
}

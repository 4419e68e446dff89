//! Reading the JSON of questionnaires: extensions, choices of type, texts in a language.

use serde_json::{Map, Value};

/// Where HL7 defines its extensions; the same names elsewhere mean something else.
const HL7: &str = "http://hl7.org/fhir/";

/// The member, `null` counting as absent.
pub(crate) fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.get(name).filter(|found| !found.is_null())
}

/// The member where it is text that says something.
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str().filter(|text| !text.trim().is_empty())
}

/// The members of a list; none where it is no list.
pub(crate) fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// True, where the member says so; some tools write it as text.
pub(crate) fn flag(value: &Value, name: &str) -> bool {
    match value.get(name) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(text)) => text == "true",
        _ => false,
    }
}

/// The name of an extension that HL7 defines: the last part of its address.
pub(crate) fn name_of(extension: &Value) -> Option<&str> {
    extension.get("url")?.as_str()?.strip_prefix(HL7)?.rsplit('/').next()
}

/// The extensions of one name.
pub(crate) fn extensions<'v>(
    holder: &'v Value,
    name: &'static str,
) -> impl Iterator<Item = &'v Value> + use<'v> {
    list(holder, "extension").iter().filter(move |extension| name_of(extension) == Some(name))
}

/// The first extension of one name.
pub(crate) fn extension<'v>(holder: &'v Value, name: &'static str) -> Option<&'v Value> {
    extensions(holder, name).next()
}

/// A part of a complex extension.
pub(crate) fn part<'v>(extension: &'v Value, name: &str) -> Option<&'v Value> {
    list(extension, "extension").iter().find(|part| part.get("url").and_then(Value::as_str) == Some(name))
}

/// The `value[x]` of an extension, option or answer, with the name of the member.
pub(crate) fn choice(holder: &Value) -> Option<(&str, &Value)> {
    let fields: &Map<String, Value> = holder.as_object()?;
    let mut found = None;
    for (name, value) in fields {
        if name.starts_with("value") && name.len() > 5 && !value.is_null() {
            found = Some((name.as_str(), value));
        }
    }
    found
}

/// The value of an extension of one name.
pub(crate) fn value<'v>(holder: &'v Value, name: &'static str) -> Option<&'v Value> {
    choice(extension(holder, name)?).map(|(_, value)| value)
}

/// The text of an extension of one name.
pub(crate) fn word<'v>(holder: &'v Value, name: &'static str) -> Option<&'v str> {
    value(holder, name)?.as_str().filter(|text| !text.trim().is_empty())
}

/// A whole number of an extension of one name, not below 0.
pub(crate) fn count(holder: &Value, name: &'static str) -> Option<u32> {
    u32::try_from(crate::fhir::decimal::Decimal::read(value(holder, name)?)?.whole()?).ok()
}

/// True, where an extension of one name says so.
pub(crate) fn says(holder: &Value, name: &'static str) -> bool {
    value(holder, name).and_then(Value::as_bool) == Some(true)
}

/// Code and, with it, whether the concept of an extension holds it.
pub(crate) fn codes<'v>(holder: &'v Value, name: &'static str) -> impl Iterator<Item = &'v str> + use<'v> {
    extensions(holder, name).filter_map(choice).flat_map(|(_, concept)| {
        let codings = list(concept, "coding").iter().filter_map(|coding| text(coding, "code"));
        codings.chain(concept.as_str())
    })
}

/// A text in the wanted language, where a translation is there, else as written.
pub(crate) fn translated<'v>(holder: &'v Value, name: &str, language: &str) -> Option<&'v str> {
    let written = text(holder, name);
    if language.is_empty() {
        return written;
    }
    let mut beside = String::with_capacity(name.len() + 1);
    beside.push('_');
    beside.push_str(name);
    let Some(marks) = member(holder, &beside) else { return written };
    let exact = translations(marks).find(|(lang, _)| lang.eq_ignore_ascii_case(language));
    let found = exact.or_else(|| translations(marks).find(|(lang, _)| speaks(lang, language)));
    found.map(|(_, content)| content).or(written)
}

/// The text of an extension of one name, in the wanted language.
pub(crate) fn said<'v>(holder: &'v Value, name: &'static str, language: &str) -> Option<&'v str> {
    value_in(extension(holder, name)?, language)
}

/// The `value[x]` of an extension or option that is a text, in the wanted language.
pub(crate) fn value_in<'v>(holder: &'v Value, language: &str) -> Option<&'v str> {
    translated(holder, choice(holder)?.0, language)
}

/// The languages of a text beside its own, with what it says in each.
pub(crate) fn translations(marks: &Value) -> impl Iterator<Item = (&str, &str)> {
    extensions(marks, "translation").filter_map(|translation| {
        let said = |name: &str| choice(part(translation, name)?)?.1.as_str();
        Some((said("lang")?, said("content").filter(|content| !content.trim().is_empty())?))
    })
}

/// Whether a text in `lang` serves a reader of `language`: "de-AT" serves "de".
pub(crate) fn speaks(lang: &str, language: &str) -> bool {
    let main = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    lang.eq_ignore_ascii_case(language) || (!lang.is_empty() && main(lang) == main(language))
}

/// Whether an extension is the weight of an answer, in one of the ways that it was written over time.
pub(crate) fn weighs(extension: &Value) -> bool {
    let name = name_of(extension);
    matches!(
        name,
        Some(
            "ordinalValue"
                | "itemWeight"
                | "questionnaire-ordinalValue"
                | "valueset-ordinalValue"
                | "codesystem-ordinalValue"
        )
    )
}

/// The weight of a coding.
pub(crate) fn weight(coding: &Value) -> Option<crate::fhirpath::Decimal> {
    let (_, weight) = list(coding, "extension").iter().find(|e| weighs(e)).and_then(choice)?;
    number(weight)
}

/// The number in a JSON number, or in a quantity.
pub(crate) fn number(value: &Value) -> Option<crate::fhirpath::Decimal> {
    super::value::number(value)
}

//! The words of a section, for who reads it without a program that knows FHIR.

use serde_json::Value;

use crate::record::told;

/// The entries as a list in XHTML; `none` where there are none.
pub(super) fn narrative(chosen: &[&Value], none: &str) -> String {
    let mut text = String::from(r#"<div xmlns="http://www.w3.org/1999/xhtml">"#);
    if chosen.is_empty() {
        text.push_str("<p>");
        escaped(none, &mut text);
        text.push_str("</p>");
    } else {
        text.push_str("<ul>");
        for resource in chosen {
            text.push_str("<li>");
            said(resource, &mut text);
            text.push_str("</li>");
        }
        text.push_str("</ul>");
    }
    text.push_str("</div>");
    text
}

fn said(resource: &Value, text: &mut String) {
    let (title, lines) = told(resource);
    text.push_str("<b>");
    escaped(&title, text);
    text.push_str("</b>");
    for line in &lines {
        text.push_str("; ");
        escaped(line, text);
    }
}

/// Text as XHTML; what XML 1.0 knows no sign for is left out.
fn escaped(words: &str, text: &mut String) {
    for sign in words.chars() {
        match sign {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' | '\n' | '\r' => text.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_words_and_no_marks() {
        let condition = json!({"resourceType": "Condition", "code": {"text": "<script>\u{1}\"&\n"}});
        let told = narrative(&[&condition], "");
        assert!(told.contains("<b>&lt;script&gt;&quot;&amp;"), "{told}");
        assert!(!told.contains("<script") && !told.contains('\u{1}'));
        assert!(narrative(&[], "None < known").contains("<p>None &lt; known</p>"));
    }
}

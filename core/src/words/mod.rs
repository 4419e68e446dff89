//! Every sentence of the app in plain English, by area. Reading age 9 to 11.

use std::borrow::Cow;

pub mod ask;
pub mod asking;
pub mod carers;
pub mod checks;
pub mod devices;
pub mod feedback;
pub mod form;
pub mod frame;
pub mod glossary;
pub mod keepsakes;
pub mod kept;
pub mod languages;
pub mod links;
pub mod papers;
pub mod parts;
pub mod past;
pub mod pdf;
pub mod plan;
pub mod plan_safety;
pub mod record;
pub mod record_entry;
pub mod record_find;
pub mod record_hide;
pub mod record_kinds;
pub mod record_labels;
mod record_shelves;
pub mod record_states;
pub mod schedule;
pub mod session;
pub mod settings;
pub mod sharing;
pub mod takeaway;
pub mod time;
pub mod today;
pub mod trouble;
pub mod vault;
pub mod waiting;

/// "Sam’s", "James’".
#[must_use]
pub fn possessive(name: &str) -> String {
    let end = if name.ends_with('s') { "’" } else { "’s" };
    [apart(name).as_ref(), end].concat()
}

/// Words of the record as they may stand within a sentence of ours: where they are written from right to left, or hold signs
/// that turn the direction, they stand apart (U+2068, U+2069) and the sentence around them keeps its order.
#[must_use]
pub fn apart(text: &str) -> Cow<'_, str> {
    // Unicode 15, blocks of the scripts that are written from right to left, and the signs of UAX #9.
    let turns = |sign: char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let other = |sign: char| {
        turns(sign)
            || matches!(sign, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
                | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if !text.chars().any(other) {
        return Cow::Borrowed(text);
    }
    let mut made = String::from("\u{2068}");
    made.extend(text.chars().filter(|sign| !turns(*sign)));
    made.push('\u{2069}');
    Cow::Owned(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_right_to_left_does_not_turn_the_sentence() {
        let check = |name: &str, expect: &str| assert_eq!(record::from(name, Some("2 May 2026")), expect);
        check("Dr Müller", "From Dr Müller, 2 May 2026");
        check("ד״ר לוי", "From \u{2068}ד״ר לוי\u{2069}, 2 May 2026");
        check("Leeds\u{202e}", "From \u{2068}Leeds\u{2069}, 2 May 2026");
        check("\u{2069}\u{202e}سارة", "From \u{2068}سارة\u{2069}, 2 May 2026");
        assert_eq!(possessive("سارة"), "\u{2068}سارة\u{2069}’s");
        assert_eq!(apart(&apart("سارة")), apart("سارة"), "once is enough");
    }
}

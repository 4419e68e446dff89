//! How the number of a line is reached: a link that calls where a text was meant, or texts where nobody reads it, is
//! worse in a hard time than a number that is only read.

use super::lines::Line;
use crate::notice::Contact;

/// The fewest digits that are a number to call.
const SHORTEST: usize = 3;
/// The most digits of a number (ITU-T E.164).
const LONGEST: usize = 15;

/// The ways to reach a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// What is dialled.
    pub number: String,
    /// It can be called.
    pub call: bool,
    /// It can be texted, and with which word; empty for one's own words.
    pub text: Option<String>,
}

/// The ways to reach the number of a line; `None` where it is for reading only. What the file of help says of a number
/// holds; of other numbers only mobiles take texts for sure, and codes to text take no calls.
#[must_use]
pub fn reach(line: &Line, known: &[Contact]) -> Option<Reach> {
    let number = dialled(&line.phone)?;
    let is = |said: &Option<String>| said.as_deref().and_then(dialled).as_ref() == Some(&number);
    let mut known = known.iter().filter(|one| is(&one.call) || is(&one.text)).peekable();
    let (mut call, mut text) = (!is_code(&number), is_mobile(&number).then(String::new));
    if known.peek().is_some() {
        (call, text) = (false, None);
        for one in known {
            call |= is(&one.call);
            if is(&one.text) {
                text = Some(one.word.clone().unwrap_or_default());
            }
        }
    }
    (call || text.is_some()).then_some(Reach { number, call, text })
}

/// What is dialled of a number as it is read; `None` for what holds anything else, or more than one number.
fn dialled(said: &str) -> Option<String> {
    // The nought in brackets is dialled within the country alone.
    let said = said.trim();
    let said = if said.starts_with('+') || said.starts_with("00") {
        said.replace("(0)", "")
    } else {
        said.to_owned()
    };
    let mut number = String::new();
    for c in said.chars() {
        match c {
            '0'..='9' => number.push(c),
            '+' if number.is_empty() => number.push(c),
            ' ' | '\u{a0}' | '(' | ')' | '-' | '\u{2010}'..='\u{2013}' | '.' => {}
            _ => return None,
        }
    }
    let digits = number.trim_start_matches('+').len();
    (SHORTEST..=LONGEST).contains(&digits).then_some(number)
}

/// Of the UK: 07, but for personal numbers (070) and pagers (076, not 07624). Ofcom, National Telephone Numbering Plan.
fn is_mobile(number: &str) -> bool {
    let within =
        ["+44", "0044", "0"].iter().find_map(|before| number.strip_prefix(before)).unwrap_or_default();
    let other = within.starts_with("70") || within.starts_with("76") && !within.starts_with("7624");
    within.len() == 10 && within.starts_with('7') && !other
}

/// A short code that phones text, not call: five or six digits from 5 on (Phone-paid Services Authority).
fn is_code(number: &str) -> bool {
    matches!(number.len(), 5 | 6) && number.starts_with(['5', '6', '7', '8'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phone: &str, expect: Option<(&str, bool, Option<&str>)>) {
        let line = Line { phone: phone.into(), ..Line::default() };
        let found = reach(&line, &Contact::shipped());
        let expect = expect.map(|(number, call, text)| Reach {
            number: number.into(),
            call,
            text: text.map(str::to_owned),
        });
        assert_eq!(found, expect, "{phone}");
    }

    #[test]
    fn a_text_goes_only_where_somebody_reads_it_and_a_call_where_somebody_answers() {
        for (phone, number) in [
            ("116 123", "116123"),
            ("111", "111"),
            ("999", "999"),
            ("0800 1111", "08001111"),
            ("18001 111", "18001111"),
            ("0113 496 0000", "01134960000"),
            ("07012 345678", "07012345678"),
            ("07612 345678", "07612345678"),
        ] {
            check(phone, Some((number, true, None)));
        }
        for phone in [
            "07700 900123",
            "+44 (0)7700 900123",
            "0044 7700 900123",
            "0044 (0)7700 900123",
            "+44\u{a0}7700\u{2011}900123",
        ] {
            let found = reach(&Line { phone: phone.into(), ..Line::default() }, &[]).unwrap();
            assert!(found.call && found.text.as_deref() == Some(""), "{phone}");
        }
        check("+44 (0)7700 900123", Some(("+447700900123", true, Some(""))));
        check("85258", Some(("85258", false, Some("SHOUT"))));
        check("60777", None);
    }

    #[test]
    fn what_the_file_of_help_says_of_a_number_holds() {
        let contact = |call: Option<&str>, text: Option<&str>| Contact {
            call: call.map(str::to_owned),
            text: text.map(str::to_owned),
            ..Contact::shipped()[0].clone()
        };
        let line = |phone: &str| Line { phone: phone.into(), ..Line::default() };
        let known = [contact(Some("07700 900100"), None), contact(None, Some("0113 496 0001"))];
        let found = reach(&line("07700900100"), &known).unwrap();
        assert!(found.call && found.text.is_none(), "a mobile that takes calls alone");
        let found = reach(&line("0113 4960001"), &known).unwrap();
        assert!(!found.call && found.text.is_some(), "a line that takes texts alone");
        let known = [contact(Some("0113 496 0001"), None), contact(None, Some("0113 496 0001"))];
        let found = reach(&line("0113 4960001"), &known).unwrap();
        assert!(found.call && found.text.is_some(), "in two entries");
    }

    #[test]
    fn what_is_not_one_number_is_read_and_not_dialled() {
        for phone in [
            "",
            "12",
            "0113 496 0000 ext 5",
            "0113 496 0000 x5",
            "07700 900123 / 07700 900456",
            "07700 900123 07700 900456",
            "116 123 or 111",
            "0113+496",
            "1234567890123456",
        ] {
            check(phone, None);
        }
    }
}

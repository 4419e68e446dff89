//! Capital and small letters: Latin, Greek and Cyrillic.
//!
//! The standard library's tables for all of Unicode are 6 kB of Brotli; letters beyond these stay as they are.

/// In small letters.
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

/// In capital letters.
#[must_use]
pub fn upper(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            'ß' => all.push_str("SS"),
            'ÿ' => all.push('Ÿ'),
            _ => all.push(capital(sign)),
        }
    }
    all
}

/// The first letter of each run, and the letter that the run is made of; Latin-1 and Latin Extended-A.
#[rustfmt::skip]
const RUNS: [(char, char); 49] = [
    ('à', 'a'), ('æ', 'æ'), ('ç', 'c'), ('è', 'e'), ('ì', 'i'), ('ð', 'd'), ('ñ', 'n'), ('ò', 'o'), ('÷', '÷'),
    ('ø', 'o'), ('ù', 'u'), ('ý', 'y'), ('þ', 'þ'), ('ÿ', 'y'), ('Ā', 'a'), ('Ć', 'c'), ('Ď', 'd'), ('Ē', 'e'),
    ('Ĝ', 'g'), ('Ĥ', 'h'), ('Ĩ', 'i'), ('Ĳ', 'ĳ'), ('Ĵ', 'j'), ('Ķ', 'k'), ('ĸ', 'ĸ'), ('Ĺ', 'l'), ('Ń', 'n'),
    ('Ŋ', 'ŋ'), ('Ō', 'o'), ('Œ', 'œ'), ('Ŕ', 'r'), ('Ś', 's'), ('Ţ', 't'), ('Ũ', 'u'), ('Ŵ', 'w'), ('Ŷ', 'y'),
    ('Ź', 'z'), ('ſ', 's'), ('ƀ', 'ƀ'), ('\u{2018}', '\''), ('\u{201a}', '\u{201a}'), ('\u{2010}', '-'),
    ('\u{2015}', '\u{2015}'), ('\u{2028}', ' '), ('\u{202a}', '\u{202a}'), ('\u{a0}', ' '),
    ('\u{a1}', '\u{a1}'), ('ß', 's'), ('\u{300}', '\u{300}'),
];

/// A sign as it is looked for: small, without accents; `None` for an accent that stands by itself (U+0300 to U+036F).
#[must_use]
pub fn plain_sign(sign: char) -> Option<char> {
    match sign {
        '\0'..='\u{7f}' => Some(sign.to_ascii_lowercase()),
        '\u{300}'..='\u{36f}' => None,
        _ => {
            let sign = small(sign);
            let run = RUNS.iter().filter(|(first, _)| *first <= sign).max_by_key(|(first, _)| *first);
            let within =
                |(first, _): &&(char, char)| sign < 'ƀ' || (*first >= '\u{2010}' && sign < '\u{202a}');
            Some(run.filter(within).filter(|(first, base)| first != base).map_or(sign, |(_, base)| *base))
        }
    }
}

/// A text as it is looked for.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter_map(plain_sign).collect()
}

fn moved(sign: char, by: i32) -> char {
    u32::try_from(i32::try_from(u32::from(sign)).unwrap_or(0) + by)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or(sign)
}

fn small(sign: char) -> char {
    match sign {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => moved(sign, 32),
        'Ѐ'..='Џ' => moved(sign, 80),
        'Ÿ' => 'ÿ',
        _ if pairs(sign) == Some(true) => moved(sign, 1),
        _ => sign,
    }
}

fn capital(sign: char) -> char {
    match sign {
        'ς' => 'Σ',
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' | 'α'..='ρ' | 'σ'..='ϋ' | 'а'..='я' => moved(sign, -32),
        'ѐ'..='џ' => moved(sign, -80),
        _ if pairs(sign) == Some(false) => moved(sign, -1),
        _ => sign,
    }
}

/// In Latin Extended-A each capital letter stands before its small one: whether this is the capital.
fn pairs(sign: char) -> Option<bool> {
    let even = u32::from(sign).is_multiple_of(2);
    match sign {
        'İ' | 'ı' | 'ĸ' | 'ŉ' | 'ſ' | 'Ÿ' => None,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' => Some(even),
        'Ĺ'..='ň' | 'Ź'..='ž' => Some(!even),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_knows_no_accents() {
        for (text, expect) in [
            ("Müller CAFÉ Ångström", "muller cafe angstrom"),
            ("Łódź Şişli Ñandú Žižek", "lodz sisli nandu zizek"),
            ("e\u{301} ’ – \u{a0}", "e ' -  "),
            ("3 × 5 µg ÷ 2", "3 × 5 µg ÷ 2"),
            ("Ωμέγα ЖУК 日本", "ωμέγα жук 日本"),
            ("straße æ œ", "strase æ œ"),
        ] {
            assert_eq!(plain(text), expect);
        }
    }
}

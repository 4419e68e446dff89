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

//! Finding a text in another. Texts are short here: the standard library's way, made for long ones, is 1 kB of Brotli.

/// Where a text is in another, from this byte on.
#[must_use]
pub fn find(text: &str, part: &str, from: usize) -> Option<usize> {
    let last = text.len().checked_sub(part.len())?;
    (from..=last).find(|at| text.as_bytes().get(*at..at + part.len()) == Some(part.as_bytes()))
}

/// What stands before and behind the first `part`.
#[must_use]
pub fn cut<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, part, 0)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn as_the_standard_library_does(text in "[ab,ü]{0,12}", part in "[ab,ü]{0,3}") {
            proptest::prop_assert_eq!(find(&text, &part, 0), text.find(&part));
            proptest::prop_assert_eq!(cut(&text, &part), text.split_once(&part));
        }
    }
}

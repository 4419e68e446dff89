//! What differs between two versions of a text that is a list of lines under headings.

/// One line of a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Under which heading.
    pub heading: String,
    /// What stays the same when the words change; empty where nothing does.
    pub key: String,
    /// The words.
    pub text: String,
}

/// One thing that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Under which heading.
    pub heading: String,
    /// What it was; `None` where it was added.
    pub was: Option<String>,
    /// What it is then; `None` where it was taken away.
    pub now: Option<String>,
}

/// What was added, changed and taken away, in the order of the new version; what only moved is no change.
#[must_use]
pub fn differences(old: &[Said], new: &[Said]) -> Vec<Difference> {
    let mut left: Vec<&Said> = old.iter().collect();
    let mut came: Vec<(&Said, Option<&Said>)> = vec![];
    for one in new {
        match left.iter().position(|was| was.heading == one.heading && was.text == one.text) {
            Some(at) => drop(left.remove(at)),
            None => came.push((one, None)),
        }
    }
    for alike in [by_key, by_words] {
        for (one, was) in came.iter_mut().filter(|(_, was)| was.is_none()) {
            let found = left.iter().position(|was| was.heading == one.heading && alike(was, one));
            *was = found.map(|at| left.remove(at));
        }
    }
    let mut all = vec![];
    for (one, was) in came {
        all.push(Difference {
            heading: one.heading.clone(),
            was: was.map(|was| was.text.clone()),
            now: Some(one.text.clone()),
        });
    }
    for was in left {
        all.push(Difference { heading: was.heading.clone(), was: Some(was.text.clone()), now: None });
    }
    all
}

fn by_key(was: &Said, now: &Said) -> bool {
    !now.key.is_empty() && was.key == now.key
}

/// Begins a key that is made of the line's own words: another one may still be the same line.
pub(super) const LOOSE: char = '~';

/// Half of their words are the same: then it is the same line, written anew. Lines that are entries of their own are not.
fn by_words(was: &Said, now: &Said) -> bool {
    let firm = |key: &str| !key.is_empty() && !key.starts_with(LOOSE);
    if firm(&was.key) && firm(&now.key) {
        return false;
    }
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(crate::fold::lower).collect() };
    let (was, now) = (words(&was.text), words(&now.text));
    let mut left: Vec<&String> = was.iter().collect();
    let mut same = 0;
    for word in &now {
        if let Some(at) = left.iter().position(|known| *known == word) {
            left.remove(at);
            same += 1;
        }
    }
    same > 0 && same * 2 >= was.len().max(now.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lines: &[(&str, &str)]) -> Vec<Said> {
        let one = |(heading, line): &(&str, &str)| {
            let (key, text) = line.split_once('#').unwrap_or(("", line));
            Said { heading: (*heading).into(), key: key.into(), text: text.into() }
        };
        lines.iter().map(one).collect()
    }

    fn check(old: &[(&str, &str)], new: &[(&str, &str)], expect: &[&str]) {
        let told = |one: Difference| match (one.was, one.now) {
            (Some(was), Some(now)) => format!("{}: was {was}, now {now}", one.heading),
            (None, Some(now)) => format!("{}: added {now}", one.heading),
            (Some(was), None) => format!("{}: taken away {was}", one.heading),
            (None, None) => "nothing".into(),
        };
        let found: Vec<String> = differences(&said(old), &said(new)).into_iter().map(told).collect();
        assert_eq!(found, expect, "{old:?} {new:?}");
    }

    #[test]
    fn what_was_changed_added_and_taken_away_is_told() {
        check(&[("Notes", "See you on Friday")], &[("Notes", "See you on Friday")], &[]);
        check(&[], &[("Notes", "Rest")], &["Notes: added Rest"]);
        check(&[("Notes", "Rest")], &[], &["Notes: taken away Rest"]);
        check(
            &[("Notes", "See you on Friday at ten")],
            &[("Notes", "See you on Monday at ten")],
            &["Notes: was See you on Friday at ten, now See you on Monday at ten"],
        );
        check(
            &[("Notes", "Swim on Sundays")],
            &[("Notes", "Call the clinic")],
            &["Notes: added Call the clinic", "Notes: taken away Swim on Sundays"],
        );
        check(
            &[("Actions", "Rest")],
            &[("Notes", "Rest")],
            &["Notes: added Rest", "Actions: taken away Rest"],
        );
        check(&[("Notes", "One"), ("Notes", "Two")], &[("Notes", "Two"), ("Notes", "One")], &[]);
        check(&[("Notes", "Rest")], &[("Notes", "Rest"), ("Notes", "Rest")], &["Notes: added Rest"]);
    }

    #[test]
    fn a_line_with_a_key_stays_the_same_line_whatever_its_words() {
        check(&[("A", "1#Swim")], &[("A", "1#Call the clinic")], &["A: was Swim, now Call the clinic"]);
        check(
            &[("A", "1#Walk with Sam"), ("A", "2#Rest")],
            &[("A", "3#Walk with Kim"), ("A", "2#Sleep")],
            &["A: added Walk with Kim", "A: was Rest, now Sleep", "A: taken away Walk with Sam"],
        );
        check(
            &[("A", "~Walk with Sam#Walk with Sam, planned")],
            &[("A", "~Walk with Kim#Walk with Kim, planned")],
            &["A: was Walk with Sam, planned, now Walk with Kim, planned"],
        );
    }

    #[test]
    fn a_hundred_lines_tell_the_one_that_changed() {
        let lines: Vec<String> = (0..100).map(|at| format!("Line {at}, with words of its own")).collect();
        let old: Vec<(&str, &str)> = lines.iter().map(|line| ("N", line.as_str())).collect();
        let mut new = old.clone();
        new[50].1 = "Line 50, with other words of its own";
        check(
            &old,
            &new,
            &["N: was Line 50, with words of its own, now Line 50, with other words of its own"],
        );
    }
}

//! The part of Markdown that questionnaires use, as the same safe tree that XHTML becomes: paragraphs, headings, lists,
//! strong and stressed words. Links keep their words; anything else stays as it was written.

use crate::fhir::narrative::{Mark, Piece};
use crate::seek::{cut, find};

/// Reads a text.
#[must_use]
pub(super) fn read(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut paragraph = String::new();
    let mut list: Option<(Mark, Vec<Piece>)> = None;
    for line in text.lines() {
        let line = line.trim();
        let item = list_item(line);
        if item.is_none()
            && let Some((mark, items)) = list.take_if(|_| line.is_empty() || heading(line).is_some())
        {
            pieces.push(Piece::Marked(mark, items));
        }
        if let Some((mark, words)) = item {
            finish(&mut paragraph, &mut pieces);
            let made = Piece::Marked(Mark::Item, inline(words));
            match &mut list {
                Some((known, items)) if *known == mark => items.push(made),
                _ => {
                    if let Some((known, items)) = list.replace((mark, vec![made])) {
                        pieces.push(Piece::Marked(known, items));
                    }
                }
            }
        } else if let Some((level, words)) = heading(line) {
            finish(&mut paragraph, &mut pieces);
            pieces.push(Piece::Marked(Mark::Heading(level), inline(words)));
        } else if line.is_empty() {
            finish(&mut paragraph, &mut pieces);
        } else if let Some((_, items)) = &mut list {
            // A line behind an item belongs to it.
            if let Some(Piece::Marked(_, words)) = items.last_mut() {
                words.push(Piece::Text(" ".into()));
                words.extend(inline(line));
            }
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    finish(&mut paragraph, &mut pieces);
    if let Some((mark, items)) = list {
        pieces.push(Piece::Marked(mark, items));
    }
    pieces
}

fn finish(paragraph: &mut String, pieces: &mut Vec<Piece>) {
    if !paragraph.is_empty() {
        pieces.push(Piece::Marked(Mark::Paragraph, inline(paragraph)));
        paragraph.clear();
    }
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let level = u8::try_from(level).ok().filter(|level| (1..=6).contains(level))?;
    words.starts_with(' ').then(|| (level, words.trim()))
}

fn list_item(line: &str) -> Option<(Mark, &str)> {
    if let Some(words) =
        line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).or_else(|| line.strip_prefix("+ "))
    {
        return Some((Mark::List, words));
    }
    let words = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = words.len() < line.len() && line.len() - words.len() <= 3;
    words.strip_prefix(". ").filter(|_| numbered).map(|words| (Mark::Ordered, words))
}

/// Strong and stressed words, and links, which keep their words.
fn inline(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let marks = [("**", Mark::Strong), ("__", Mark::Strong), ("*", Mark::Em), ("_", Mark::Em)];
        let marked = marks.iter().find_map(|(sign, mark)| {
            let inner = rest.strip_prefix(sign)?;
            let end = find(inner, sign, 0).filter(|end| *end > 0)?;
            let starts = inner.starts_with(|c: char| !c.is_whitespace());
            // A line within a word stresses nothing; beyond ASCII every sign counts as a letter.
            let letter = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
            let word = sign.starts_with('_') && plain.ends_with(letter);
            (starts && !word).then(|| Some((*mark, inner.get(..end)?, inner.get(end + sign.len()..)?)))?
        });
        if let Some((mark, inner, behind)) = marked {
            push_text(&mut plain, &mut pieces);
            pieces.push(Piece::Marked(mark, inline(inner)));
            rest = behind;
        } else if let Some((words, behind)) = link(rest) {
            plain.push_str(words);
            rest = behind;
        } else if let Some(escaped) =
            rest.strip_prefix('\\').and_then(|r| r.chars().next().filter(char::is_ascii_punctuation))
        {
            plain.push(escaped);
            rest = rest.get(2..).unwrap_or("");
        } else {
            plain.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    push_text(&mut plain, &mut pieces);
    pieces
}

fn push_text(plain: &mut String, pieces: &mut Vec<Piece>) {
    if !plain.is_empty() {
        pieces.push(Piece::Text(std::mem::take(plain)));
    }
}

/// `[words](address)`.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, behind) = cut(text.strip_prefix('[')?, "](")?;
    let (_, behind) = behind.split_once(')')?;
    (!words.contains(['[', ']', '\n'])).then_some((words, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(pieces: &[Piece]) -> String {
        pieces.iter().fold(String::new(), |text, piece| {
            text + &match piece {
                Piece::Text(words) => words.clone(),
                Piece::Break => "\n".into(),
                Piece::Marked(mark, inner) => format!("<{mark:?}>{}</>", plain(inner)),
            }
        })
    }

    #[test]
    fn marks() {
        let table = [
            ("Plain words", "<Paragraph>Plain words</>"),
            ("**Strong** and *soft*", "<Paragraph><Strong>Strong</> and <Em>soft</></>"),
            ("# Title\ntext", "<Heading(1)>Title</><Paragraph>text</>"),
            ("- one\n- two", "<List><Item>one</><Item>two</></>"),
            ("1. one\n2. two\n\nend", "<Ordered><Item>one</><Item>two</></><Paragraph>end</>"),
            ("see [the page](https://x.example/?a=1)", "<Paragraph>see the page</>"),
            ("a_b_c 2 * 3 * 4", "<Paragraph>a_b_c 2 * 3 * 4</>"),
            ("<script>alert(1)</script>", "<Paragraph><script>alert(1)</script></>"),
            ("one\ntwo\n\nthree", "<Paragraph>one two</><Paragraph>three</>"),
            ("**open", "<Paragraph>**open</>"),
            (r"\*not\*", "<Paragraph>*not*</>"),
        ];
        for (text, expect) in table {
            assert_eq!(plain(&read(text)), expect, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[-*_#\\[\\]() 1.a\\\\\nü]{0,60}") {
            let words = crate::fhir::narrative::Narrative { pieces: read(&text), ..Default::default() }.text();
            proptest::prop_assert!(words.len() <= text.len() + 1);
        }
    }
}

//! Narratives become data: nothing runs, nothing loads, no words are lost.

use lapwing_core::fhir::narrative::{Dropped, Mark, Piece, read};
use proptest::prelude::*;

/// A tree as short text, such as `p(hello b(you))`.
fn drawn(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Break => "|".to_owned(),
            Piece::Marked(mark, inner) => format!("{}({})", letter(*mark), drawn(inner)),
        })
        .collect()
}

fn letter(mark: Mark) -> String {
    match mark {
        Mark::Paragraph => "p".into(),
        Mark::Strong => "b".into(),
        Mark::Em => "i".into(),
        Mark::List => "ul".into(),
        Mark::Item => "li".into(),
        Mark::Row => "tr".into(),
        Mark::Cell(1, 1) => "td".into(),
        Mark::Head(1, 1) => "th".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn check(input: &str, expect: &str) -> Dropped {
    let narrative = read(input);
    assert_eq!(drawn(&narrative.pieces), expect, "{input}");
    narrative.dropped
}

#[test]
fn allowed_marks() {
    check(
        r#"<div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>you</b> &amp; me</p></div>"#,
        "p(Hello b(you) & me)",
    );
    check("<div>\n <ul>\n  <li>One</li>\n  <li>Two</li>\n </ul>\n</div>", "ul(li(One) li(Two))");
    check(
        "<table><tr><th>A</th><td></td></tr><tr><td colspan='2'>B</td></tr></table>",
        "table(tr(th(A)td())tr(cell(2, 1)(B)))",
    );
    check("<h2>Title</h2>a<br/>b<pre> x\n  y</pre>", "heading(2)(Title)a|btyped( x\n  y)");
    check("<xhtml:p>Prefixed</xhtml:p><![CDATA[1 < 2]]><!-- no --><?no no?>", "p(Prefixed)1 < 2");
}

#[test]
fn tolerant_of_what_is_not_well_formed() {
    check("<p>One<p>Two", "p(One)p(Two)");
    check("<ul><li>One<li>Two</ul>after", "ul(li(One)li(Two))after");
    check("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a)td(b))tr(td(c)))");
    check("</b>a</p> < b > c <", "a < b > c <");
    check("<b>a<i>b</b>c</i>", "b(ai(b))c");
    check("a <p unclosed", "a <p unclosed");
    check("", "");
    check("plain & simple", "plain & simple");
}

#[test]
fn what_runs_or_loads_is_dropped_and_counted() {
    let dropped =
        check(r#"<div>a<script>alert("x")</script><SCRIPT src=x>b</SCRIPT >c<style>p{}</style></div>"#, "ac");
    assert_eq!((dropped.scripts, dropped.styles), (2, 1));
    let dropped = check(
        r#"<p onclick="x()" style="display:none">hidden</p><img src="https://a.example/x.png" alt="A heart" onerror=x()>"#,
        "p(hidden)A heart",
    );
    assert_eq!((dropped.events, dropped.styles, dropped.pictures), (2, 1, 1));
    let dropped = check(
        r##"<a href="https://a.example">out</a> <a href="#here">in</a> <a HREF='javascript:x()'>run</a>"##,
        "out in run",
    );
    assert_eq!(dropped.links, 2);
    let dropped = check(
        "<svg><circle/><text>words</text></svg><blink>kept</blink><iframe src=x>gone</iframe>",
        "wordskept",
    );
    assert_eq!((dropped.pictures, dropped.others, dropped.scripts), (1, 3, 1));
    check(r#"<img src="a>b" alt='"quoted"'/>x"#, "\"quoted\"x");
    check("a<script>never closed <p>gone</p>", "a");
}

#[test]
fn deep_and_long_narratives_end() {
    let deep = format!("{}x{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    assert_eq!(read(&deep).text(), "x");
    for unit in ["<a ", "<!--", "</script", "<script>", "&amp", "<p 'a", "<![CDATA[", "<b><i>"] {
        drop(read(&unit.repeat(50_000)));
    }
}

fn walk(pieces: &[Piece], depth: usize) -> usize {
    let deepest = pieces.iter().map(|piece| match piece {
        Piece::Marked(_, inner) => walk(inner, depth + 1),
        _ => depth,
    });
    deepest.max().unwrap_or(depth)
}

proptest! {
    #[test]
    fn any_text(input in "(\\PC|[<>/&;='\" ]|<[a-z]{1,6}|</[a-z]{1,6}>|<script>|]]>|-->){0,60}") {
        let narrative = read(&input);
        prop_assert!(walk(&narrative.pieces, 0) <= 61);
    }

    #[test]
    fn words_without_markup_are_kept(words in "[a-z]{1,8}( [a-z]{1,8}){0,8}") {
        prop_assert_eq!(read(&words).text(), words.clone());
        prop_assert_eq!(read(&format!("<div><blink><p>{words}</p>")).text(), words);
    }
}

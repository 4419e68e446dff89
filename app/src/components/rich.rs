//! Marked words from a record or a form: known elements only, made as elements. Nothing is ever read as HTML.

use lapwing_core::record::{Mark, Piece};

use crate::markup::{El, all, el};

/// The parts as elements inside `into`; the highest heading among them becomes an `h2`.
pub fn rich(into: El, pieces: &[Piece]) -> El {
    let top = highest(pieces);
    each(into, pieces, top)
}

fn each(into: El, pieces: &[Piece], top: u8) -> El {
    let mut into = into;
    for piece in pieces {
        into = match piece {
            Piece::Text(text) => into.say(text),
            Piece::Break => into.with(el("br", "")),
            // A wide table is moved by itself, by keys too.
            Piece::Marked(Mark::Table, inner) => {
                let table = each(el("table", "table"), inner, top);
                into.with(el("div", "rich-wide").put("tabindex", "0").put("role", "group").with(table))
            }
            Piece::Marked(mark, inner) => into.with(each(element(*mark, top), inner, top)),
        };
    }
    into
}

fn element(mark: Mark, top: u8) -> El {
    let tag = match mark {
        Mark::Group => "div",
        Mark::Paragraph => "p",
        Mark::Heading(level) => match level.saturating_sub(top) {
            0 => "h2",
            1 => "h3",
            2 => "h4",
            _ => "h5",
        },
        Mark::List => "ul",
        Mark::Ordered => "ol",
        Mark::Item => "li",
        Mark::Terms => "dl",
        Mark::Term => "dt",
        Mark::Meaning => "dd",
        Mark::Table => return all(),
        Mark::Caption => "caption",
        Mark::Row => "tr",
        Mark::Head(across, down) => return spanned("th", across, down),
        Mark::Cell(across, down) => return spanned("td", across, down),
        Mark::Strong => "strong",
        Mark::Em => "em",
        Mark::Struck => "s",
        Mark::Sub => "sub",
        Mark::Sup => "sup",
        Mark::Quote => "blockquote",
        Mark::Typed => "pre",
    };
    el(tag, "")
}

fn spanned(tag: &'static str, across: u8, down: u8) -> El {
    let mut cell = el(tag, "");
    if across > 1 {
        cell = cell.put("colspan", &across.to_string());
    }
    if down > 1 {
        cell = cell.put("rowspan", &down.to_string());
    }
    cell
}

fn highest(pieces: &[Piece]) -> u8 {
    let mut top = 6;
    for piece in pieces {
        if let Piece::Marked(mark, inner) = piece {
            let here = if let Mark::Heading(level) = mark { *level } else { highest(inner) };
            top = top.min(here);
        }
    }
    top
}

/// A short letter.
#[cfg(any(test, feature = "fixtures"))]
#[must_use]
pub fn example() -> Vec<Piece> {
    lapwing_core::record::marked("<h2>Larch Ward</h2><p>You went home on <b>9 October</b>.</p>").pieces
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use lapwing_core::record::marked;
    let draw = |xhtml: &str| rich(el("div", "rich"), &marked(xhtml).pieces).done();
    vec![
        (
            "rich_letter",
            draw(
                "<div><h3>Discharge summary</h3><p>You came to <b>Larch Ward</b> on 3&#160;October.</p><h4>Medicine</h4>\
                 <ul><li>Sertraline 150 mg</li><li>No <s>zopiclone</s></li></ul>\
                 <table><caption>Tests</caption><tr><th colspan='2'>TSH</th></tr><tr><td>2.2</td><td>mIU/L</td></tr></table>\
                 <pre>as  typed</pre></div>",
            ),
        ),
        (
            "rich_hostile",
            draw(
                "<div onclick='x()'>Words<script>alert(1)</script><img src='https://elsewhere.example/x' onerror='x()'/>\
                 <a href='javascript:x()' style='position:fixed'>a link</a><iframe src='//x'></iframe></div>",
            ),
        ),
    ]
}

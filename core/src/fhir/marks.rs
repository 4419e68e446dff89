//! Which elements of XHTML mark what.

use super::narrative::Mark;

/// Whether a part that is still open ends where this one begins, as in HTML.
pub(crate) fn ends(open: Mark, next: Mark) -> bool {
    match next {
        Mark::Item => open == Mark::Item || open == Mark::Paragraph,
        Mark::Term | Mark::Meaning => matches!(open, Mark::Term | Mark::Meaning),
        Mark::Row => matches!(open, Mark::Row | Mark::Cell(..) | Mark::Head(..)),
        Mark::Cell(..) | Mark::Head(..) => matches!(open, Mark::Cell(..) | Mark::Head(..)),
        Mark::Group | Mark::Paragraph | Mark::Heading(_) | Mark::List | Mark::Ordered | Mark::Table => {
            open == Mark::Paragraph
        }
        _ => false,
    }
}

/// Elements that say nothing by themselves: their words are all that counts.
pub(crate) fn plain(name: &str) -> bool {
    matches!(
        name,
        "a" | "span"
            | "font"
            | "small"
            | "big"
            | "abbr"
            | "acronym"
            | "cite"
            | "q"
            | "tbody"
            | "thead"
            | "tfoot"
            | "col"
            | "colgroup"
            | "br"
            | "hr"
            | "html"
            | "body"
            | "head"
            | "img"
            | "center"
            | "u"
            | "bdo"
            | "bdi"
            | "map"
            | "area"
    )
}

/// What an element of this name marks; `None` where its words alone count.
pub(crate) fn mark(name: &str, attributes: &[(String, &str)]) -> Option<Mark> {
    let span = |wanted: &str| {
        let found = attributes.iter().find(|(attribute, _)| attribute == wanted);
        found.and_then(|(_, value)| value.trim().parse().ok()).filter(|count| *count > 0).unwrap_or(1u8)
    };
    Some(match name {
        "div" | "section" | "article" | "header" | "footer" | "main" | "figure" | "figcaption"
        | "address" => Mark::Group,
        "p" => Mark::Paragraph,
        "h1" => Mark::Heading(1),
        "h2" => Mark::Heading(2),
        "h3" => Mark::Heading(3),
        "h4" => Mark::Heading(4),
        "h5" => Mark::Heading(5),
        "h6" => Mark::Heading(6),
        "ul" => Mark::List,
        "ol" => Mark::Ordered,
        "li" => Mark::Item,
        "dl" => Mark::Terms,
        "dt" => Mark::Term,
        "dd" => Mark::Meaning,
        "table" => Mark::Table,
        "caption" => Mark::Caption,
        "tr" => Mark::Row,
        "th" => Mark::Head(span("colspan"), span("rowspan")),
        "td" => Mark::Cell(span("colspan"), span("rowspan")),
        "b" | "strong" => Mark::Strong,
        "i" | "em" | "dfn" | "var" => Mark::Em,
        "s" | "strike" | "del" => Mark::Struck,
        "sub" => Mark::Sub,
        "sup" => Mark::Sup,
        "blockquote" => Mark::Quote,
        "pre" | "code" | "tt" | "kbd" | "samp" => Mark::Typed,
        _ => return None,
    })
}

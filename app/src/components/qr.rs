//! A QR code as a picture: dark on light in every theme, as cameras want it.

use lapwing_core::sharing::qr::Code;

use crate::markup::{El, el};

/// Light modules around it (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// The picture of a code, with what it is for who does not see it.
pub fn picture(code: &Code, label: &str) -> El {
    let mut dark = String::new();
    for y in 0..code.side {
        for x in (0..code.side).filter(|x| code.is_dark(*x, y)) {
            for part in ["M", &(x + QUIET).to_string(), " ", &(y + QUIET).to_string(), "h1v1h-1z"] {
                dark.push_str(part);
            }
        }
    }
    let whole = (code.side + 2 * QUIET).to_string();
    let view = ["0 0 ", &whole, " ", &whole].concat();
    el("svg", "qr")
        .put("viewBox", &view)
        .put("role", "img")
        .put("aria-label", label)
        .put("shape-rendering", "crispEdges")
        .with(el("rect", "qr-light").put("width", &whole).put("height", &whole))
        .with(el("path", "qr-dark").put("d", &dark))
}

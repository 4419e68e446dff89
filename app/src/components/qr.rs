//! A QR code as a picture: dark on light in every theme, as cameras want it.

use lapwing_core::sharing::qr::SIDE;

use crate::markup::{El, el};

/// Light modules around it (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// The picture of these rows, with what it is for who does not see it.
pub fn picture(rows: &[u64; SIDE], label: &str) -> El {
    let mut dark = String::new();
    for (y, row) in rows.iter().enumerate() {
        for x in (0..SIDE).filter(|x| (row >> x) & 1 == 1) {
            for part in ["M", &(x + QUIET).to_string(), " ", &(y + QUIET).to_string(), "h1v1h-1z"] {
                dark.push_str(part);
            }
        }
    }
    let whole = (SIDE + 2 * QUIET).to_string();
    let view = ["0 0 ", &whole, " ", &whole].concat();
    el("svg", "qr")
        .put("viewBox", &view)
        .put("role", "img")
        .put("aria-label", label)
        .put("shape-rendering", "crispEdges")
        .with(el("rect", "qr-light").put("width", &whole).put("height", &whole))
        .with(el("path", "qr-dark").put("d", &dark))
}

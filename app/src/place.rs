//! Where the page is: its origin, and what stands behind the `#`, which no browser sends.

/// The origin; a made-up one where there is no browser.
#[cfg(target_arch = "wasm32")]
pub fn origin() -> String {
    gloo::utils::window().location().origin().unwrap_or_default()
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn origin() -> String {
    "https://lapwing.example".to_owned()
}

/// What stands behind the `#`.
#[cfg(target_arch = "wasm32")]
pub fn fragment() -> String {
    gloo::utils::window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn fragment() -> String {
    String::new()
}

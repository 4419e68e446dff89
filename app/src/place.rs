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

/// A health link that came behind the `#`: taken out of the page, where the boot script put it, and out of the address.
#[cfg(target_arch = "wasm32")]
pub fn take_link() -> Option<String> {
    let document = gloo::utils::document();
    let meta = document.query_selector("meta[name=\"lapwing\"]").ok().flatten()?;
    if let Some(link) = meta.get_attribute("data-link") {
        meta.remove_attribute("data-link").ok()?;
        return Some(link);
    }
    let link = fragment();
    if link.is_empty() {
        return None;
    }
    let history = gloo::utils::window().history().ok()?;
    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/link")).ok()?;
    Some(link)
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn take_link() -> Option<String> {
    None
}

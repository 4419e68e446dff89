//! Addresses for pictures, sound and film that come with a form.

use lapwing_core::form::shown::Media;

/// Where it can be loaded from: this site, or a `blob:` address that stands for its bytes.
#[cfg(target_arch = "wasm32")]
pub fn address(media: &Media) -> Option<String> {
    use std::cell::RefCell;
    use std::rc::Rc;

    thread_local! {
        /// One address for all pages of a form: pictures are few, and go with the page.
        static MADE: RefCell<Vec<(Rc<str>, String)>> = const { RefCell::new(Vec::new()) };
    }
    let Some(data) = &media.data else { return here(media) };
    MADE.with_borrow_mut(|made| {
        if let Some((_, address)) = made.iter().find(|(known, _)| Rc::ptr_eq(known, data)) {
            return Some(address.clone());
        }
        let blob = crate::effects::blob(&media.content_type, data).ok()?;
        let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        made.push((data.clone(), address.clone()));
        Some(address)
    })
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn address(media: &Media) -> Option<String> {
    media.data.as_ref().map(|_| "blob:".to_owned()).or_else(|| here(media))
}

/// Other sites are not asked for anything.
fn here(media: &Media) -> Option<String> {
    media.url.as_deref().filter(|url| url.starts_with('/') && !url.starts_with("//")).map(str::to_owned)
}

//! Light, dark, or as the device says: how it looks, and nothing about the person.

/// The row of the browser's own small storage that keeps the choice.
const KEPT: &str = "theme";

/// Which colours are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order of the settings.
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    /// Its word in the page and in storage.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word; what is not known is as the device says.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|t| t.code() == code).unwrap_or_default()
    }
}

/// Storage that is switched off gives none: the choice then lasts as long as the page. Nor is there any
/// outside a browser, where the examples are drawn.
fn storage() -> Option<web_sys::Storage> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    web_sys::window()?.local_storage().ok()?
}

/// The choice that was kept.
#[must_use]
pub fn kept() -> Theme {
    let code = storage().and_then(|s| s.get_item(KEPT).ok()?);
    code.map_or(Theme::Device, |code| Theme::of(&code))
}

/// Shows the choice that was kept; called once, before the first screen.
pub fn apply_kept() {
    apply(kept());
}

/// Shows a theme, and keeps the choice.
pub fn choose(theme: Theme) {
    apply(theme);
    if let Some(storage) = storage() {
        storage.set_item(KEPT, theme.code()).ok();
    }
}

/// The style sheet reads it from the root element; a root that takes no attribute stays as the device says.
fn apply(theme: Theme) {
    let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) else {
        return;
    };
    match theme {
        Theme::Device => root.remove_attribute("data-theme").ok(),
        _ => root.set_attribute("data-theme", theme.code()).ok(),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_back_and_a_strange_word_is_the_device() {
        for theme in Theme::ALL {
            assert_eq!(Theme::of(theme.code()), theme);
        }
        assert_eq!(Theme::of("neon"), Theme::Device);
    }
}

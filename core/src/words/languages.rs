//! What languages are called, each in itself.

/// Those that many people in Britain read best, and those of Europe's large neighbours; by tag (BCP 47).
const NAMES: [(&str, &str); 34] = [
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("bg", "Български"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gd", "Gàidhlig"),
    ("gu", "ગુજરાતી"),
    ("hi", "हिन्दी"),
    ("hu", "Magyar"),
    ("it", "Italiano"),
    ("ku", "Kurdî"),
    ("lt", "Lietuvių"),
    ("nl", "Nederlands"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("ta", "தமிழ்"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// A language in itself, with what its tag says beyond; one that is not known here by its tag.
#[must_use]
pub fn name(tag: &str) -> String {
    let (main, more) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
    let known = NAMES.iter().find(|(code, _)| main.eq_ignore_ascii_case(code));
    match known {
        _ if tag.is_empty() => "The language it was written in".into(),
        None => tag.into(),
        Some((_, name)) if more.is_empty() => (*name).into(),
        Some((_, name)) => [name, " (", more, ")"].concat(),
    }
}

/// Said once the questions stand in another language.
#[must_use]
pub fn chosen(tag: &str) -> String {
    ["The questions are now in: ", &name(tag), "."].concat()
}

/// A form that is not there whole in the language that was chosen.
pub const IN_PART: &str =
    "Not all of these questions are in the language that you chose. Some stand here as they were written.";

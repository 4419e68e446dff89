//! A letter that is a PDF, read in the app.

/// Reads it here.
pub const READ: &str = "Show the letter as it was made";
/// While what shows it comes.
pub const COMING: &str =
    "Opening the letter. The first one takes longer: what shows it is half a megabyte, and is fetched once.";
/// What shows it did not come.
pub const NOT_COME: &str = "This letter can't be shown right now.";
/// Why, and what to do.
pub const NOT_COME_NEXT: &str = "What shows such letters is not on this device yet. Try again when you are online. \
After that it works offline too.";
/// Tries again.
pub const AGAIN: &str = "Try again";
/// A file with the name of a PDF that is none.
pub const NOT_ONE: &str = "This file is called a PDF, but it is not one. So it is not opened here.";

/// What the pages say, by the names that public/pdf.js knows; `{}` stands for a number.
pub const PAGES: [(&str, &str); 17] = [
    ("opening", "Opening the letter."),
    ("pages", "The letter"),
    ("page", "Page {} of {}"),
    ("plain", "Words only"),
    ("smaller", "Smaller"),
    ("larger", "Larger"),
    ("zoom", "{} % of the width"),
    ("white", "White paper"),
    ("print", "Print"),
    ("paper", "This letter is too long to print from here. Save the file, and print it from there."),
    ("most", "This is a long letter. You see the first {} of {} pages here. The file has all of them."),
    ("filled", "Filled in:"),
    (
        "picture",
        "This page is a picture. Its words can't be read out or copied. Ask your team for them in another form.",
    ),
    ("part", "A part of this page may be missing here. The file has all of it."),
    (
        "broken",
        "This letter can't be read: the file is damaged. You can save it, or ask your team to send it again.",
    ),
    (
        "locked",
        "This letter has a password of its own. You can save it and open it elsewhere, or ask your team for it without one.",
    ),
    ("failed", "This device could not show the letter. You can save it and open it elsewhere."),
];

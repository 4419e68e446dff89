//! One style sheet from the app's many: one request, one trip.

use std::fs;

use anyhow::{Result, bail};

use crate::{pack, project};

const FOLDER: &str = "app/styles";

/// Every style sheet of the app, by name.
pub fn joined() -> Result<String> {
    let folder = project::at(FOLDER);
    let mut files = pack::list(&folder)?;
    files.retain(|path| path.extension().is_some_and(|kind| kind == "css"));
    if files.is_empty() {
        bail!("{FOLDER} has no style sheet");
    }
    let mut all = String::new();
    for file in files {
        all.push_str(&without_comments(&fs::read_to_string(folder.join(file))?));
    }
    Ok(all)
}

/// Comments and indents are for people who read the source.
fn without_comments(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn keeps_the_rules_only() {
        assert_eq!(without_comments("/* why */\n\na {\n  color: red; /* x */\n}\n"), "a {\ncolor: red;\n}\n");
    }
}

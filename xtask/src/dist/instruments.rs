//! What a commercial build leaves out: questionnaires whose licence is for non-commercial use only.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::Value;

/// Set by `cargo xtask dist --commercial`; the last step of the build reads it.
pub const COMMERCIAL: &str = "LAPWING_COMMERCIAL";

/// Whether this build leaves them out.
pub fn is_commercial() -> bool {
    std::env::var(COMMERCIAL).is_ok_and(|set| set == "1" || set == "true")
}

/// Takes every questionnaire out of the folder whose line of the index says `"commercial": false`;
/// gives their names.
pub fn leave_out(folder: &Path) -> Result<Vec<String>> {
    let questionnaires = folder.join("questionnaires");
    let file = questionnaires.join("index.json");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let mut index: Vec<Value> = serde_json::from_str(&text)?;
    let mut left_out = Vec::new();
    for line in index.iter().filter(|line| line["commercial"] == false) {
        let name = line["name"].as_str().context("a line of the index has no name")?;
        fs::remove_dir_all(questionnaires.join(name))
            .with_context(|| format!("{name} stands in the index only"))?;
        left_out.push(name.to_owned());
    }
    index.retain(|line| line["commercial"] != false);
    fs::write(file, serde_json::to_string_pretty(&index)?)?;
    Ok(left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_sold_is_gone_from_index_and_folder() {
        let folder = tempfile::tempdir().unwrap();
        let from = crate::project::at("public/questionnaires");
        for path in crate::pack::list(&from).unwrap() {
            let to = folder.path().join("questionnaires").join(&path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(from.join(path), to).unwrap();
        }
        assert_eq!(leave_out(folder.path()).unwrap(), ["audit-c", "audit", "gbo"]);
        let left = crate::pack::list(folder.path()).unwrap();
        let left: Vec<String> = left.iter().map(|path| path.display().to_string()).collect();
        assert!(left.iter().any(|path| path.contains("phq-9/questionnaire.json")), "{left:?}");
        let words = ["audit", "gbo"];
        assert!(!left.iter().any(|path| words.iter().any(|word| path.contains(word))), "{left:?}");
        let index = fs::read_to_string(folder.path().join("questionnaires/index.json")).unwrap();
        assert!(index.contains("phq-9") && !index.contains("audit") && !index.contains("\"gbo\""));
        assert!(leave_out(folder.path()).unwrap().is_empty(), "nothing is left to leave out");
    }
}

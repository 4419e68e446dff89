//! A trust's own questionnaires, served beside those of the build. The list of what the service worker keeps
//! is made anew with them, so that they are there offline, and each is proved whole like any other file.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    config::{StartError, read_json},
    hex::hex,
};

type Files = BTreeMap<String, Vec<u8>>;

const INDEX: &str = "/questionnaires/index.json";
const WORKER: &str = "/sw.js";
/// Around the list in the service worker, as the build leaves them.
const HERE: &str = "/*{{PRECACHE}}*/";
const END: &str = "/*{{END}}*/";
const BUILD_ID_LENGTH: usize = 16;

/// Puts the folder's questionnaires (`index.json`, `<name>/questionnaire.json`) among the files. One with the
/// name of one of the build's takes its place.
///
/// # Errors
/// When the folder does not hold what its index names.
pub fn add(files: &mut Files, folder: &Path) -> Result<(), StartError> {
    let at = folder.join("index.json");
    let own: Vec<Value> =
        serde_json::from_value(read_json(&at)?).map_err(|e| StartError::unreadable(&at, e))?;
    let kept = files.get(INDEX).map(|bytes| serde_json::from_slice(bytes));
    let mut index: Vec<Value> =
        kept.transpose().map_err(|e| StartError::unreadable(Path::new(INDEX), e))?.unwrap_or_default();
    for mut line in own {
        let name = line["name"].as_str().filter(|name| is_name(name));
        let name = name.ok_or_else(|| StartError::unreadable(&at, "a line has no plain name"))?.to_owned();
        let file = folder.join(&name).join("questionnaire.json");
        let bytes = serde_json::to_vec(&read_json(&file)?).map_err(|e| StartError::unreadable(&file, e))?;
        let path = format!("/questionnaires/{name}/questionnaire.json");
        if line["file"] != path.as_str() {
            return Err(StartError::unreadable(&at, format!("{name} does not lie at {path}")));
        }
        files.insert(path, bytes);
        index.retain(|known| known["name"] != name.as_str());
        // The app tells whose it is.
        line["trusts"] = true.into();
        index.push(line);
    }
    let index = serde_json::to_vec(&index).map_err(|e| StartError::unreadable(&at, e))?;
    files.insert(INDEX.to_owned(), index);
    seal(files).map_err(|why| StartError::unreadable(Path::new(WORKER), why))
}

/// A name stands in addresses and paths.
fn is_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !name.is_empty() && name.len() <= 64 && name.bytes().all(plain)
}

/// Lists the questionnaires anew in the service worker, whose build id follows. Copies in brotli of what changed
/// are dropped: they would hold the old text. A folder without a service worker has no list.
fn seal(files: &mut Files) -> Result<(), String> {
    let Some(worker) = files.get(WORKER) else { return Ok(()) };
    let text = String::from_utf8(worker.clone()).map_err(|e| e.to_string())?;
    let (before, rest) = text.split_once(HERE).ok_or("it has no list of files")?;
    let (list, after) = rest.split_once(END).ok_or("its list has no end")?;
    let mut list: Value = serde_json::from_str(list).map_err(|e| e.to_string())?;
    let kept = list["files"].as_object_mut().ok_or("its list names no files")?;
    kept.retain(|url, _| !is_questionnaire(url));
    let listed = files.iter().filter(|(path, _)| is_questionnaire(path) && path.ends_with(".json"));
    for (path, bytes) in listed {
        kept.insert(path.clone(), hex(&Sha256::digest(bytes)).into());
    }
    let mut all = serde_json::to_vec(kept).map_err(|e| e.to_string())?;
    all.extend_from_slice(before.as_bytes());
    all.extend_from_slice(after.as_bytes());
    let build: String = hex(&Sha256::digest(&all)).chars().take(BUILD_ID_LENGTH).collect();
    list["build"] = build.into();
    let sealed = format!("{before}{HERE}{list}{END}{after}");
    files.insert(WORKER.to_owned(), sealed.into_bytes());
    files.remove("/sw.js.br");
    files.retain(|path, _| !(is_questionnaire(path) && path.ends_with(".br")));
    Ok(())
}

fn is_questionnaire(path: &str) -> bool {
    path.starts_with("/questionnaires/")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn built() -> Files {
        let worker = format!(
            r#"const list = {HERE}{{"build":"old","files":{{"/":"a","{INDEX}":"b"}},"wasm":"/w"}}{END};"#
        );
        let index = br#"[{"name":"phq-9","file":"/questionnaires/phq-9/questionnaire.json"}]"#;
        [
            (WORKER, worker.as_bytes()),
            (INDEX, index),
            ("/sw.js.br", b"x"),
            ("/questionnaires/index.json.br", b"x"),
            ("/index.html.br", b"y"),
        ]
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .into()
    }

    fn trust(index: &str, name: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join("index.json"), index).unwrap();
        fs::write(
            folder.path().join(name).join("questionnaire.json"),
            r#"{"resourceType": "Questionnaire"}"#,
        )
        .unwrap();
        folder
    }

    #[test]
    fn a_trusts_questionnaire_is_served_and_listed_with_its_hash() {
        let mut files = built();
        let folder =
            trust(r#"[{"name":"core-10","file":"/questionnaires/core-10/questionnaire.json"}]"#, "core-10");
        add(&mut files, folder.path()).unwrap();
        let index: Value = serde_json::from_slice(&files[INDEX]).unwrap();
        let names: Vec<_> = index.as_array().unwrap().iter().map(|l| l["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["phq-9", "core-10"]);
        assert_eq!((&index[0]["trusts"], &index[1]["trusts"]), (&Value::Null, &Value::Bool(true)));
        let worker = String::from_utf8(files[WORKER].clone()).unwrap();
        for path in [INDEX, "/questionnaires/core-10/questionnaire.json"] {
            let hash = hex(&Sha256::digest(&files[path]));
            assert!(worker.contains(path) && worker.contains(&hash), "{path} in {worker}");
        }
        assert!(!worker.contains("\"old\"") && worker.contains(r#""/":"a""#), "{worker}");
        assert!(!files.contains_key("/sw.js.br") && !files.contains_key("/questionnaires/index.json.br"));
        assert!(files.contains_key("/index.html.br"), "what did not change keeps its copy");
        let before = files[WORKER].clone();
        add(&mut files, folder.path()).unwrap();
        assert_eq!(files[WORKER], before, "the same again is the same build");
    }

    #[test]
    fn one_of_the_same_name_takes_the_place_of_ours() {
        let mut files = built();
        let folder = trust(
            r#"[{"name":"phq-9","title":"Ours","file":"/questionnaires/phq-9/questionnaire.json"}]"#,
            "phq-9",
        );
        add(&mut files, folder.path()).unwrap();
        let index: Value = serde_json::from_slice(&files[INDEX]).unwrap();
        assert_eq!((index.as_array().unwrap().len(), index[0]["title"].as_str()), (1, Some("Ours")));
    }

    #[test]
    fn an_index_that_does_not_fit_its_folder_stops_the_start() {
        let file = "/questionnaires/a/questionnaire.json";
        for index in [
            "{}".to_owned(),
            "[{}]".to_owned(),
            r#"[{"name":"../x","file":"/questionnaires/../x/questionnaire.json"}]"#.to_owned(),
            r#"[{"name":"b","file":"/questionnaires/b/questionnaire.json"}]"#.to_owned(),
            format!(r#"[{{"name":"a","file":"{file}.old"}}]"#),
        ] {
            let folder = trust(&index, "a");
            assert!(add(&mut built(), folder.path()).is_err(), "{index}");
        }
        let mut torn = built();
        torn.insert(WORKER.to_owned(), b"no list".to_vec());
        let folder = trust(&format!(r#"[{{"name":"a","file":"{file}"}}]"#), "a");
        assert!(add(&mut torn, folder.path()).is_err());
    }
}

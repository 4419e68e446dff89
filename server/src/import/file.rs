//! Finding files and reading them as text.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;

/// The largest file after unpacking: a guard against a small file that unpacks to fill the memory.
const LARGEST: u64 = 1 << 30;

/// The file, or every file below the folder, in the order of their names.
pub fn walk(path: &Path) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut inside: Vec<PathBuf> = listed.filter_map(Result::ok).map(|entry| entry.path()).collect();
    inside.sort();
    inside.iter().flat_map(|path| walk(path)).collect()
}

/// The text where it may be FHIR as JSON; nothing where it is something else.
///
/// # Errors
/// Why it can't be read, in words.
pub fn text_of(path: &Path) -> Result<Option<String>, String> {
    let bytes = bytes_of(path).map_err(|e| format!("can't be read: {e}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err("is larger than 1 GiB".to_owned());
    }
    let Ok(text) = String::from_utf8(bytes) else { return Ok(None) };
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.chars().next() {
        Some('{' | '[') => Ok(Some(text.to_owned())),
        Some('<') if text.contains("http://hl7.org/fhir") => {
            Err("is FHIR as XML, which is not read here".to_owned())
        }
        _ => Ok(None),
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut packed = fs::File::open(path)?.take(LARGEST + 1);
    packed.read_to_end(&mut bytes)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        MultiGzDecoder::new(bytes.as_slice()).take(LARGEST + 1).read_to_end(&mut unpacked)?;
        return Ok(unpacked);
    }
    Ok(bytes)
}

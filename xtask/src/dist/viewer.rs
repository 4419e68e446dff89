//! What shows letters that are PDFs: pdf.js of Mozilla, and our own script that asks it for pages and words.
//!
//! Nobody waits for it who opens no PDF: the page names our script alone, and that names the rest, each file with the
//! hash that it must have. The build for older browsers is taken; of its library all that we don't call is left out.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};

use super::{assets, minify};
use crate::{pack, tools};

/// Where the list of files goes in our script.
const HERE: &str = "/*{{FILES}}*/";
const SCRIPT: &str = "pdf.js";
const LIBRARY: &str = "legacy/build/pdf.mjs";
/// All that we call of it.
const CALLED: &str = "export { getDocument, PDFWorker, TextLayer };\n";

/// What is taken as it comes: the name in our script, the file, and the name and the ending that it gets.
const TAKEN: [(&str, &str, &str, &str); 5] = [
    ("worker", "legacy/build/pdf.worker.min.mjs", "pdf-worker", "js"),
    // Scans: fax (CCITT) and JBIG2; JPEG 2000.
    ("jbig2.wasm", "wasm/jbig2.wasm", "pdf-jbig2", "wasm"),
    ("openjpeg.wasm", "wasm/openjpeg.wasm", "pdf-openjpeg", "wasm"),
    // The two of the standard fonts that no device has something like.
    ("FoxitSymbol.pfb", "standard_fonts/FoxitSymbol.pfb", "pdf-symbol", "pfb"),
    ("FoxitDingbats.pfb", "standard_fonts/FoxitDingbats.pfb", "pdf-dingbats", "pfb"),
];

/// Character maps of fonts that are not in the letter, for each script in one file, which is fetched with the first letter that
/// needs it: its name in our script, and that of the file.
const MAPS: [(&str, &str); 4] = [
    ("maps-gb", "pdf-maps-gb"),
    ("maps-korea", "pdf-maps-korea"),
    ("maps-cns", "pdf-maps-cns"),
    ("maps-japan", "pdf-maps-japan"),
];

const LICENCES: [&str; 7] = [
    "LICENSE",
    "cmaps/LICENSE",
    "wasm/LICENSE_PDFJS_JBIG2",
    "wasm/LICENSE_JBIG2",
    "wasm/LICENSE_PDFJS_OPENJPEG",
    "wasm/LICENSE_OPENJPEG",
    "standard_fonts/LICENSE_FOXIT",
];

/// Puts all of it into the folder, with its licences; the address of our script and its hash.
pub fn put(folder: &Path) -> Result<String> {
    let mut files = BTreeMap::new();
    let library = fs::read_to_string(tools::viewer_file(LIBRARY))?;
    fs::write(folder.join("pdf-read.js"), only_called(&library)?)?;
    minify::script(&folder.join("pdf-read.js"), minify::Kind::Module)?;
    files.insert("read", named(folder, "pdf-read.js", "pdf-read", "js")?);
    for (called, from, name, ending) in TAKEN {
        let bytes = fs::read(tools::viewer_file(from)).with_context(|| from.to_owned())?;
        let staged = [name, ".", ending].concat();
        fs::write(folder.join(&staged), without_map(bytes))?;
        files.insert(called, named(folder, &staged, name, ending)?);
    }
    let maps = character_maps()?;
    for (called, name) in MAPS {
        let staged = [name, ".bin"].concat();
        let of: Vec<_> = maps.iter().filter(|(file, _)| script_of(file) == called).cloned().collect();
        fs::write(folder.join(&staged), packed(&of)?)?;
        files.insert(called, named(folder, &staged, name, "bin")?);
    }
    licences(folder)?;
    let script = folder.join(SCRIPT);
    let text = fs::read_to_string(&script).context("public/pdf.js is missing")?;
    fs::write(&script, text.replacen(HERE, &serde_json::to_string(&files)?, 1))?;
    minify::script(&script, minify::Kind::Module)?;
    let [url, integrity] = named(folder, SCRIPT, "pdf-view", "js")?;
    Ok([url, integrity].join(" "))
}

/// Which of [`MAPS`] holds a character map; public/pdf.js goes by the same names.
fn script_of(map: &str) -> &'static str {
    let starts = |begin: &[&str]| begin.iter().any(|one| map.starts_with(one));
    match map {
        _ if map.contains("GB") => "maps-gb",
        _ if starts(&["KS", "UniKS", "Adobe-Korea"]) => "maps-korea",
        _ if map.contains("CNS") || map.contains("B5") => "maps-cns",
        _ => "maps-japan",
    }
}

/// All character maps of pdf.js, in the order of their names.
fn character_maps() -> Result<Vec<(String, Vec<u8>)>> {
    let mut maps = Vec::new();
    for entry in fs::read_dir(tools::viewer_file("cmaps")).context("pdf.js has no character maps")? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".bcmap") {
            maps.push((name, fs::read(entry.path())?));
        }
    }
    maps.sort();
    Ok(maps)
}

/// The length of a list (4 bytes, the lowest first), the list of names and lengths as JSON, and the maps one after the other.
fn packed(maps: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let list: Vec<(&str, usize)> = maps.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect();
    let list = serde_json::to_vec(&list)?;
    let mut pack = u32::try_from(list.len())?.to_le_bytes().to_vec();
    pack.extend(list);
    pack.extend(maps.iter().flat_map(|(_, bytes)| bytes));
    Ok(pack)
}

/// Its address, and the hash of its content.
fn named(folder: &Path, file: &str, name: &str, ending: &str) -> Result<[String; 2]> {
    let integrity = pack::integrity(&fs::read(folder.join(file))?);
    Ok([assets::take(folder, file, name, ending)?, integrity])
}

/// The library, exporting what we call and no more: the rest falls away when it is made small.
fn only_called(library: &str) -> Result<String> {
    let without = |text: &str, begin: &str, end: &str| {
        let (before, rest) = text.split_once(begin)?;
        Some([before, rest.split_once(end)?.1].concat())
    };
    let bare = without(library, "\nglobalThis.pdfjsLib = {", "};").context("pdf.js has no global")?;
    let bare = without(&bare, "\nexport {", "};").context("pdf.js exports nothing")?;
    Ok([bare.as_str(), "\n", CALLED].concat())
}

/// Maps to the sources are not shipped.
fn without_map(bytes: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => match text.rsplit_once("\n//# sourceMappingURL=") {
            Some((before, _)) => before.as_bytes().to_vec(),
            None => text.into_bytes(),
        },
        Err(binary) => binary.into_bytes(),
    }
}

/// The licences stand beside, as those of the questionnaires do.
fn licences(folder: &Path) -> Result<()> {
    let mut all = String::from("pdf.js and what comes with it, https://github.com/mozilla/pdf.js\n");
    for name in LICENCES {
        let text = fs::read_to_string(tools::viewer_file(name)).with_context(|| name.to_owned())?;
        all.extend(["\n==== ", name, " ====\n\n", &text]);
    }
    fs::create_dir_all(folder.join("pdfjs"))?;
    Ok(fs::write(folder.join("pdfjs/LICENSE"), all)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_library_only_what_is_called_is_exported() {
        let library =
            "class A {}\n\nglobalThis.pdfjsLib = {\n  A: A\n};\n\nexport { A, getDocument };\n\n//# x\n";
        let bare = only_called(library).unwrap();
        assert!(bare.starts_with("class A {}\n"), "{bare}");
        assert_eq!(bare.matches("export").count(), 1, "{bare}");
        assert!(bare.ends_with(CALLED) && !bare.contains("globalThis"), "{bare}");
        assert!(only_called("class A {}").is_err(), "another version may be built otherwise: that is seen");
    }

    #[test]
    fn character_maps_of_a_script_are_one_file() {
        for (map, file) in [
            ("UniGB-UCS2-H.bcmap", "maps-gb"),
            ("KSCms-UHC-H.bcmap", "maps-korea"),
            ("ETen-B5-H.bcmap", "maps-cns"),
            ("90ms-RKSJ-H.bcmap", "maps-japan"),
            ("Adobe-Japan1-UCS2.bcmap", "maps-japan"),
        ] {
            assert_eq!(script_of(map), file, "{map}");
        }
        let pack = packed(&[("a".into(), vec![1]), ("b".into(), vec![2, 3])]).unwrap();
        assert_eq!(pack, b"\x11\0\0\0[[\"a\",1],[\"b\",2]]\x01\x02\x03");
    }

    #[test]
    fn a_map_is_left_out_and_bytes_stay() {
        assert_eq!(without_map(b"a;\n//# sourceMappingURL=a.map\n".to_vec()), b"a;");
        assert_eq!(without_map(b"a;".to_vec()), b"a;");
        assert_eq!(without_map(vec![0, 0xff]), [0, 0xff]);
    }
}

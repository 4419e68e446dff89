//! Brotli copies beside the files, so that no answer waits for compression.

use std::{fs, path::Path};

use anyhow::Result;

use super::files;

const QUALITY: i32 = 11;
const WINDOW_BITS: i32 = 22;
const TEXT_LIKE: [&str; 10] =
    ["html", "js", "css", "json", "svg", "wasm", "webmanifest", "txt", "pfb", "bin"];

/// Writes a `.br` copy beside every file that gains from it.
pub fn folder(folder: &Path) -> Result<()> {
    for path in files::list(folder)? {
        if path.extension().is_some_and(|kind| TEXT_LIKE.iter().any(|known| kind == *known)) {
            let file = folder.join(&path);
            let mut copy = file.clone().into_os_string();
            copy.push(".br");
            fs::write(copy, brotli(&fs::read(&file)?)?)?;
        }
    }
    Ok(())
}

/// Compresses as hard as the format allows.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters =
        ::brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW_BITS, ..Default::default() };
    ::brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::brotli;

    #[test]
    fn comes_back_whole() {
        let words = "calm ".repeat(500);
        let small = brotli(words.as_bytes()).unwrap();
        let mut back = Vec::new();
        ::brotli::BrotliDecompress(&mut &small[..], &mut back).unwrap();
        assert!(small.len() < 60);
        assert_eq!(back, words.as_bytes());
    }
}

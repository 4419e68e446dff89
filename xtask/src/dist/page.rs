//! The page: everything that the first screen needs is named in it, so that the browser asks for all at once.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::assets::Assets;

/// Writes the hashed names into Trunk's page.
pub fn write(folder: &Path, assets: &Assets) -> Result<()> {
    let file = folder.join("index.html");
    let page = fs::read_to_string(&file)?;
    fs::write(file, with_assets(&page, assets)?)?;
    Ok(())
}

fn with_assets(page: &str, assets: &Assets) -> Result<String> {
    let bare: Vec<&str> =
        page.lines().filter(|line| !line.contains("data-trunk") && !is_comment(line)).collect();
    let bare = bare.join("\n") + "\n";
    let (head, rest) = bare.split_once("</head>").context("index.html has no </head>")?;
    Ok(format!("{head}{}</head>{rest}", links(assets)))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("<!--") && line.ends_with("-->")
}

fn links(Assets { style, boot, glue, wasm, parts, pdf }: &Assets) -> String {
    let parts: Vec<String> =
        parts.iter().map(|(name, address, integrity)| [*name, address, integrity].join(" ")).collect();
    let parts = parts.join(",");
    format!(
        "<meta name=\"lapwing\" content=\"app\" data-js=\"{glue}\" data-wasm=\"{wasm}\" data-parts=\"{parts}\" data-pdf=\"{pdf}\">\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n\
         <link rel=\"modulepreload\" href=\"{glue}\">\n\
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
         <script type=\"module\" src=\"{boot}\"></script>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_is_named_in_the_head() {
        let parts = vec![("form", "/p".into(), "sha256-x".into()), ("plan", "/q".into(), "sha256-y".into())];
        let [style, boot, glue, wasm, pdf] = ["/s", "/b", "/g", "/w", "/l sha256-z"].map(String::from);
        let assets = Assets { style, boot, glue, wasm, parts, pdf };
        let page = "<head>\n<!-- why -->\n<link data-trunk rel=\"rust\">\n</head>\n<body></body>\n";
        let written = with_assets(page, &assets).unwrap();
        assert!(!written.contains("data-trunk") && !written.contains("why"));
        for name in [
            "\"/s\"",
            "\"/b\"",
            "\"/g\"",
            "\"/w\"",
            "\"form /p sha256-x,plan /q sha256-y\"",
            "\"/l sha256-z\"",
        ] {
            let head = written.split("</head>").next().unwrap();
            assert!(head.contains(name), "{name} is missing in {head}");
        }
    }
}

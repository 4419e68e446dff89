//! Bytes after Brotli: an engine alone, and with what shows its forms.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde::Serialize;

use crate::{pack, project, report};

/// What is sent to a browser for it.
#[derive(Debug, Serialize)]
pub struct Weight {
    engine: &'static str,
    /// Without what shows forms; nothing where it does not come apart.
    alone: Option<usize>,
    /// What the first figure is of.
    what: &'static str,
    with_widgets: usize,
}

/// LHC-Forms comes as files to put into a page.
const LFORMS: [&str; 6] = [
    "webcomponent/assets/lib/zone.min.js",
    "webcomponent/runtime.js",
    "webcomponent/polyfills.js",
    "webcomponent/main.js",
    "webcomponent/styles.css",
    "fhir/R4/lformsFHIR.min.js",
];

/// Weighs what `build.mjs` made, and the app in `dist/`.
pub fn weigh(pages: &Path) -> Result<Vec<Weight>> {
    let size = pages.join("size");
    let of = |folder: &Path, names: &[&str]| -> Result<usize> {
        names.iter().map(|name| compressed(&folder.join(name))).sum()
    };
    let engine = pages.join("engine");
    Ok(vec![
        Weight {
            engine: "lapwing",
            alone: Some(of(&engine, &["lapwing_engine_bench_bg.wasm", "lapwing_engine_bench.js"])?),
            what: "the engine with its views; with widgets: the whole app, of which forms are a part",
            with_widgets: app()?,
        },
        Weight {
            engine: "lforms",
            alone: None,
            what: "comes in one piece",
            with_widgets: of(&pages.join("lforms"), &LFORMS)?,
        },
        Weight {
            engine: "smart",
            alone: Some(of(&size, &["smart-engine.js"])?),
            what: "its stores, bundled without the renderer",
            with_widgets: of(&size, &["smart.js"])?,
        },
        Weight {
            engine: "medplum",
            alone: Some(of(&size, &["medplum-engine.js"])?),
            what: "its hook with React",
            with_widgets: of(&size, &["medplum.js", "medplum.css"])?,
        },
        Weight {
            engine: "fhirpath",
            alone: Some(of(&size, &["fhirpath.js"])?),
            what: "expressions alone; it shows no forms",
            with_widgets: 0,
        },
    ])
}

/// The app's script, module and style.
fn app() -> Result<usize> {
    let folder = project::dist().join("assets");
    let mut sum = 0;
    for path in pack::list(&folder)? {
        let name = path.to_string_lossy().into_owned();
        if name.starts_with("app-") && !name.ends_with(".br") {
            sum += compressed(&folder.join(path))?;
        }
    }
    Ok(sum)
}

fn compressed(file: &Path) -> Result<usize> {
    Ok(pack::compressed(&fs::read(file).with_context(|| file.display().to_string())?)?.len())
}

impl Weight {
    /// Prints them.
    pub fn print(all: &[Self]) {
        let kilo = |bytes: usize| format!("{:.1} kB", bytes as f64 / 1000.0);
        let rows = all.iter().map(|one| {
            let widgets = if one.with_widgets > 0 { kilo(one.with_widgets) } else { String::new() };
            vec![one.engine.to_owned(), one.alone.map(kilo).unwrap_or_default(), widgets, one.what.to_owned()]
        });
        report::table(&["after Brotli", "engine alone", "with widgets", "what"], rows.collect());
    }
}

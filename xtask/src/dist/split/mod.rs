//! Divides the app's WebAssembly into what the first visit needs and parts that come when they are needed.
//!
//! All is compiled, linked, bound and optimised as one. Then each function and each piece of data that is reached only
//! through the doors of a part moves into the part's own module, which uses the memory, the table and the
//! functions of the main one: nothing is there twice. What several parts reach, and the main module does not, is a module
//! of its own that comes before any of them. What reaches what is known from the linker's relocations; a
//! door that another module calls is called through a slot of the table, which stands empty until the part is there,
//! so that a call which comes too early stops the app instead of doing something else.

mod doors;
mod encode;
mod finished;
mod linked;
mod memory;
mod modules;
mod names;
mod owners;
mod sections;
mod shares;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use lapwing_core::parts::Part;

use crate::project;

pub use sections::without_notes;

const APP: &str = "lapwing-app_bg.wasm";
const LINKED: &str = "wasm32-unknown-unknown/web/lapwing-app.wasm";

/// What several parts have in common.
pub const COMMON: &str = "shared";

/// The modules beside the main one.
pub fn names() -> impl Iterator<Item = &'static str> {
    Part::ALL.map(Part::name).into_iter().chain([COMMON])
}

/// Where a part lies until it is named by its content.
pub fn file_of(name: &str) -> String {
    ["part-", name, ".wasm"].concat()
}

/// Divides the app in a folder that Trunk staged.
pub fn app(folder: &Path) -> Result<()> {
    let linked = project::cargo_target().join(LINKED);
    let linked = fs::read(&linked).with_context(|| linked.display().to_string())?;
    let divided = divide(&linked, &fs::read(folder.join(APP))?, &Part::ALL.map(Part::name))?;
    fs::write(folder.join(APP), divided.main)?;
    for (name, bytes) in names().zip(divided.parts) {
        fs::write(folder.join(file_of(name)), bytes)?;
    }
    Ok(())
}

/// The main module, and the parts in their order, with what they have in common at the end.
#[derive(Debug)]
pub struct Divided {
    /// What is always there.
    pub main: Vec<u8>,
    /// What comes when it is needed.
    pub parts: Vec<Vec<u8>>,
}

/// Divides `finished` (bound, optimised, with names) by what the linker told about `linked`.
pub fn divide(linked: &[u8], finished: &[u8], parts: &[&str]) -> Result<Divided> {
    let part_of = |name: &str| doors::part_of(name, parts);
    let shares = shares::shares(&linked::read(linked)?, parts.len(), part_of);
    let module = finished::Finished::read(finished)?;
    let owners = owners::Owners::find(&module, &shares, part_of)?;
    for (at, part) in parts.iter().enumerate() {
        if !owners.of.contains(&Some(at)) {
            bail!(
                "nothing is reached only through the doors of the part {part}: is one of them called `door::{part}`?"
            );
        }
    }
    let memory = memory::Memory::cut(&module, &shares);
    let division = modules::Division::new(&module, owners, memory, shares.len());
    let main = division.encode(None)?;
    let parts = (0..shares.len()).map(|part| division.encode(Some(part))).collect::<Result<Vec<_>>>()?;
    for module in std::iter::once(&main).chain(&parts) {
        wasmparser::Validator::new().validate_all(module)?;
    }
    Ok(Divided { main, parts })
}
#[cfg(test)]
mod tests;

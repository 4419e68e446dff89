//! The module as wasm-bindgen and the optimiser made it: what is to be divided.

use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    Export, FuncType, FunctionBody, Global, Import, KnownCustom, MemoryType, Name, Operator, Parser, Payload,
    TableType, TypeRef,
};

use super::sections;

/// The module, piece by piece.
#[derive(Debug, Default)]
pub struct Finished<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    /// Function types.
    pub types: Vec<FuncType>,
    /// What it imports.
    pub imports: Vec<Import<'a>>,
    /// The type of each function, imported ones first.
    pub functions: Vec<u32>,
    /// How many of them are imported.
    pub imported: usize,
    /// The name of each function.
    pub names: Vec<String>,
    /// Tables; the first is that of function pointers.
    pub tables: Vec<TableType>,
    /// Memories.
    pub memories: Vec<MemoryType>,
    /// Globals.
    pub globals: Vec<Global<'a>>,
    /// What it exports.
    pub exports: Vec<Export<'a>>,
    /// The function that runs first.
    pub start: Option<u32>,
    /// Slots of the first table, with their functions.
    pub slots: Vec<(u32, u32)>,
    /// Where memory is filled from the start, and with which bytes of the file.
    pub segments: Vec<(u32, Range<u64>)>,
    /// The bodies of the functions that are not imported.
    pub bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Finished<'a> {
    /// Reads it.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self { bytes, ..Self::default() };
        for payload in Parser::new(0).parse_all(bytes) {
            module.payload(payload?)?;
        }
        module.names.resize(module.functions.len(), String::new());
        if module.tables.is_empty() || module.memories.len() != 1 {
            bail!("a module without a table, or with other than one memory, is none of ours");
        }
        Ok(module)
    }

    fn payload(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(reader) => {
                for ty in reader.into_iter_err_on_gc_types() {
                    self.types.push(ty?);
                }
            }
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    let import = import?;
                    let TypeRef::Func(ty) = import.ty else {
                        bail!("imports something else than a function")
                    };
                    self.functions.push(ty);
                    self.imports.push(import);
                }
                self.imported = self.functions.len();
            }
            Payload::FunctionSection(reader) => {
                for ty in reader {
                    self.functions.push(ty?);
                }
            }
            Payload::TableSection(reader) => {
                for table in reader {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(reader) => self.memories = reader.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(reader) => self.globals = reader.into_iter().collect::<Result<_, _>>()?,
            Payload::ExportSection(reader) => self.exports = reader.into_iter().collect::<Result<_, _>>()?,
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(reader) => self.slots = sections::slots(reader)?,
            Payload::DataSection(reader) => self.segments = sections::segments(reader)?,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(reader) = custom.as_known() {
                    self.name(reader)?;
                }
            }
            Payload::TagSection(_) | Payload::UnknownSection { .. } => bail!("an unknown section"),
            _ => {}
        }
        Ok(())
    }

    fn name(&mut self, reader: wasmparser::NameSectionReader<'a>) -> Result<()> {
        self.names.resize(self.functions.len(), String::new());
        for name in reader {
            if let Name::Function(map) = name? {
                for naming in map {
                    let naming = naming?;
                    let place =
                        self.names.get_mut(naming.index as usize).context("a name without a function")?;
                    *place = naming.name.into();
                }
            }
        }
        Ok(())
    }

    /// The functions that a function calls or names, each as often as it does.
    pub fn called_by(&self, function: usize) -> Result<Vec<u32>> {
        let mut called = Vec::new();
        let Some(body) = function.checked_sub(self.imported).and_then(|at| self.bodies.get(at)) else {
            return Ok(called);
        };
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => called.push(function_index),
                _ => {}
            }
        }
        Ok(called)
    }
}

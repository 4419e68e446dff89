//! The module as the linker left it, read for one thing: what needs what.
//!
//! `--emit-relocs` keeps a note for each place where code or data names a function or an address. Without them a
//! number in the code may be an address, a function pointer, or a number.

use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    ExternalKind, KnownCustom, Linking, LinkingSectionReader, Name, Parser, Payload, RelocSectionReader,
    RelocationEntry, RelocationType, SymbolInfo,
};

use super::sections;

/// What a function, or a piece of data, needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It calls the function of this index.
    Call(u32),
    /// It points to the function of this index, by its slot of the table.
    Pointer(u32),
    /// It uses the piece of data of this index.
    Data(usize),
}

/// A function.
#[derive(Debug, Default, Clone)]
pub struct Function {
    /// As the linker names it.
    pub name: String,
    /// Its place in the table, if something points to it.
    pub slot: Option<u32>,
    /// What it needs.
    pub needs: Vec<Need>,
}

/// A piece of data with a name of its own.
#[derive(Debug, Default, Clone)]
pub struct Data {
    /// Where it stands in memory.
    pub at: Range<u32>,
    /// What it needs.
    pub needs: Vec<Need>,
}

/// The whole.
#[derive(Debug, Default)]
pub struct Linked {
    /// By their index, imported ones first.
    pub functions: Vec<Function>,
    /// In no order.
    pub data: Vec<Data>,
    /// What is needed from outside, or by data without a name.
    pub roots: Vec<Need>,
}

#[derive(Default)]
struct Raw<'a> {
    imported: u32,
    bodies: Vec<Range<u64>>,
    code_at: u64,
    data_at: u64,
    segments: Vec<(u32, Range<u64>)>,
    slots: Vec<(u32, u32)>,
    names: Vec<(u32, &'a str)>,
    symbols: Vec<SymbolInfo<'a>>,
    /// By symbol, the piece of data.
    pieces: Vec<Option<usize>>,
    code: Vec<RelocationEntry>,
    data: Vec<RelocationEntry>,
}

/// Reads it.
pub fn read(bytes: &[u8]) -> Result<Linked> {
    let mut linked = Linked::default();
    let mut raw = Raw::default();
    let mut starts = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        starts.extend(payload.as_section().map(|(_, range)| range.start));
        match payload {
            Payload::ImportSection(reader) => raw.imported = sections::imported_functions(reader)?,
            Payload::ExportSection(reader) => {
                for export in reader {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        linked.roots.push(Need::Call(export.index));
                    }
                }
            }
            Payload::StartSection { func, .. } => linked.roots.push(Need::Call(func)),
            Payload::ElementSection(reader) => raw.slots = sections::slots(reader)?,
            Payload::CodeSectionStart { .. } => raw.code_at = starts.last().copied().unwrap_or_default(),
            Payload::CodeSectionEntry(body) => raw.bodies.push(body.range()),
            Payload::DataSection(reader) => {
                raw.data_at = reader.range().start;
                raw.segments = sections::segments(reader)?;
            }
            Payload::CustomSection(custom) => raw.custom(custom.as_known(), &starts)?,
            _ => {}
        }
    }
    if raw.code.is_empty() || raw.symbols.is_empty() {
        bail!("the linker kept no relocations: is `--emit-relocs` among its arguments?");
    }
    raw.functions(&mut linked)?;
    raw.pieces(&mut linked);
    raw.connect(&mut linked)?;
    Ok(linked)
}

impl<'a> Raw<'a> {
    fn custom(&mut self, section: KnownCustom<'a>, starts: &[u64]) -> Result<()> {
        match section {
            KnownCustom::Linking(reader) => self.symbols = symbols(&reader)?,
            KnownCustom::Reloc(reader) => self.relocations(&reader, starts)?,
            KnownCustom::Name(reader) => {
                for name in reader {
                    if let Name::Function(map) = name? {
                        for naming in map {
                            let naming = naming?;
                            self.names.push((naming.index, naming.name));
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn relocations(&mut self, reader: &RelocSectionReader<'a>, starts: &[u64]) -> Result<()> {
        let of = starts.get(reader.section_index() as usize).copied();
        let entries = reader.entries().into_iter().collect::<Result<Vec<_>, _>>()?;
        if of == Some(self.code_at) {
            self.code = entries;
        } else if of == Some(self.data_at) {
            self.data = entries;
        }
        Ok(())
    }

    fn functions(&self, linked: &mut Linked) -> Result<()> {
        linked.functions.resize_with(self.imported as usize + self.bodies.len(), Function::default);
        for (index, name) in &self.names {
            linked.functions.get_mut(*index as usize).context("a name without a function")?.name =
                (*name).into();
        }
        for (slot, index) in &self.slots {
            let function = linked.functions.get_mut(*index as usize).context("a slot without a function")?;
            function.slot = Some(*slot);
        }
        Ok(())
    }

    fn pieces(&mut self, linked: &mut Linked) {
        for symbol in &self.symbols {
            let piece = match symbol {
                SymbolInfo::Data { symbol: Some(defined), .. } => {
                    self.segments.get(defined.index as usize).map(|(start, _)| {
                        let first = start + defined.offset;
                        linked.data.push(Data { at: first..first + defined.size, needs: Vec::new() });
                        linked.data.len() - 1
                    })
                }
                _ => None,
            };
            self.pieces.push(piece);
        }
    }

    fn connect(&self, linked: &mut Linked) -> Result<()> {
        for entry in &self.code {
            let at = self.code_at + u64::from(entry.offset);
            let body = self.bodies.partition_point(|body| body.end <= at);
            let inside = self.bodies.get(body).is_some_and(|body| body.contains(&at));
            let need = self.need(entry)?;
            match linked.functions.get_mut(self.imported as usize + body).filter(|_| inside) {
                Some(function) => function.needs.extend(need),
                None => bail!("a relocation lies outside of every function"),
            }
        }
        let mut by_place: Vec<usize> = (0..linked.data.len()).collect();
        by_place.sort_by_key(|piece| linked.data.get(*piece).map(|data| (data.at.start, data.at.end)));
        for entry in &self.data {
            let Some(need) = self.need(entry)? else { continue };
            let at = self.data_at + u64::from(entry.offset);
            let segment = self.segments.iter().find(|(_, file)| file.contains(&at));
            let (start, file) = segment.context("a relocation lies outside of the data")?;
            let address = start + u32::try_from(at - file.start)?;
            let mut owned = false;
            for piece in &by_place {
                if let Some(data) = linked.data.get_mut(*piece).filter(|data| data.at.contains(&address)) {
                    data.needs.push(need);
                    owned = true;
                }
            }
            if !owned {
                linked.roots.push(need);
            }
        }
        Ok(())
    }

    fn need(&self, entry: &RelocationEntry) -> Result<Option<Need>> {
        use RelocationType as Kind;
        let symbol = entry.index as usize;
        let function = || match self.symbols.get(symbol) {
            Some(SymbolInfo::Func { index, .. }) => Ok(*index),
            other => bail!("a relocation names no function: {other:?}"),
        };
        Ok(match entry.ty {
            Kind::FunctionIndexLeb | Kind::FunctionIndexI32 => Some(Need::Call(function()?)),
            Kind::TableIndexSleb | Kind::TableIndexI32 => Some(Need::Pointer(function()?)),
            Kind::MemoryAddrLeb | Kind::MemoryAddrSleb | Kind::MemoryAddrI32 => {
                self.pieces.get(symbol).copied().flatten().map(Need::Data)
            }
            Kind::TypeIndexLeb | Kind::GlobalIndexLeb | Kind::TableNumberLeb => None,
            other => bail!("a relocation of an unknown kind: {other:?}"),
        })
    }
}

fn symbols<'a>(reader: &LinkingSectionReader<'a>) -> Result<Vec<SymbolInfo<'a>>> {
    for subsection in reader.subsections() {
        if let Linking::SymbolTable(map) = subsection? {
            return Ok(map.into_iter().collect::<Result<_, _>>()?);
        }
    }
    bail!("the linker kept no symbols")
}

//! The modules that come of one: the main module with what the parts need of it, and the parts.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportSection,
    FunctionSection, GlobalSection, ImportSection, MemorySection, Module, StartSection, TableSection,
    TypeSection, reencode::Reencode,
};
use wasmparser::ExternalKind;

use super::{encode::Places, finished::Finished, memory::Memory, names::Names, owners::Owners};

/// What a part's imports are said to come from: the main module, or what the parts have in common.
const MAIN: &str = "m";
const COMMON: &str = "s";

/// All that the modules are made of.
#[derive(Debug)]
pub struct Division<'a> {
    /// The whole.
    pub module: &'a Finished<'a>,
    /// Who gets which function.
    pub owners: Owners,
    /// Who gets which bytes of memory.
    pub memory: Memory<'a>,
    /// The slots of doors that are called from elsewhere, by function.
    door_slots: BTreeMap<u32, u32>,
    /// The functions that each part takes from others, the most called first.
    taken: Vec<Vec<u32>>,
    names: Names,
}

impl<'a> Division<'a> {
    /// Works out what the modules need of each other.
    pub fn new(module: &'a Finished<'a>, owners: Owners, memory: Memory<'a>, parts: usize) -> Self {
        let first = module.tables.first().map_or(0, |table| table.initial);
        let mut doors = BTreeSet::new();
        let mut taken: Vec<BTreeMap<u32, usize>> = vec![BTreeMap::new(); parts];
        for (calls, from) in owners.calls.iter().zip(&owners.of) {
            for called in calls {
                if owners.is_foreign_door(*called, *from) {
                    doors.insert(*called);
                } else if let Some(taken) = from.and_then(|part| taken.get_mut(part))
                    && owners.of.get(*called as usize) != Some(from)
                {
                    *taken.entry(*called).or_default() += 1;
                }
            }
        }
        let door_slots = doors.into_iter().zip(u32::try_from(first).unwrap_or_default()..).collect();
        let taken: Vec<Vec<u32>> = taken
            .into_iter()
            .map(|taken| {
                let mut taken: Vec<(u32, usize)> = taken.into_iter().collect();
                taken.sort_by_key(|(function, times)| (std::cmp::Reverse(*times), *function));
                taken.into_iter().map(|(function, _)| function).collect()
            })
            .collect();
        let mut names = Names::of(module);
        for function in taken.iter().flatten() {
            names.give(ExternalKind::Func, *function);
        }
        for (kind, count) in [
            (ExternalKind::Table, module.tables.len()),
            (ExternalKind::Memory, module.memories.len()),
            (ExternalKind::Global, module.globals.len()),
        ] {
            (0..).take(count).for_each(|index| names.give(kind, index));
        }
        Self { module, owners, memory, door_slots, taken, names }
    }

    /// One of the modules; `None` is the main module.
    pub fn encode(&self, part: Option<usize>) -> Result<Vec<u8>> {
        let own: Vec<u32> = (0..)
            .zip(&self.owners.of)
            .skip(self.module.imported)
            .filter(|(_, owner)| **owner == part)
            .map(|(at, _)| at)
            .collect();
        let imported: Vec<u32> = match part.and_then(|part| self.taken.get(part)) {
            Some(taken) => taken.clone(),
            None => (0..).take(self.module.imported).collect(),
        };
        let places = imported.iter().chain(&own).copied().zip(0..).collect();
        let slots = self.door_slots.iter().filter(|(door, _)| self.owners.is_foreign_door(**door, part));
        let slots = slots.map(|(door, slot)| (*door, *slot)).collect();
        let mut places = Places::new(self.module, places, slots);
        let code = self.code(&own, &mut places)?;
        let imports = match part {
            None => self.imports(&mut places)?,
            Some(_) => self.taken_imports(&imported, &mut places)?,
        };
        let mut functions = FunctionSection::new();
        for function in &own {
            functions.function(places.type_of(*function)?);
        }
        let elements = self.elements(part, &places)?;
        let types = self.types(&mut places)?;
        let mut written = Module::new();
        written.section(&types).section(&imports).section(&functions);
        if part.is_none() {
            self.main_only(&mut written, &mut places)?;
        } else {
            written.section(&self.given(part, ExportSection::new(), &mut places)?);
        }
        written.section(&elements).section(&code).section(&self.data(part));
        Ok(written.finish())
    }

    fn code(&self, own: &[u32], places: &mut Places<'_>) -> Result<CodeSection> {
        let mut code = CodeSection::new();
        for function in own {
            let body = self.module.bodies.get(*function as usize - self.module.imported);
            code.function(&places.body(body.context("a function without a body")?)?);
        }
        Ok(code)
    }

    fn types(&self, places: &mut Places<'_>) -> Result<TypeSection> {
        let mut types = TypeSection::new();
        for ty in places.types.clone() {
            let ty = self.module.types.get(ty as usize).context("an unknown type")?;
            types.ty().func_type(&places.func_type(ty.clone())?);
        }
        Ok(types)
    }

    fn imports(&self, places: &mut Places<'_>) -> Result<ImportSection> {
        let mut imports = ImportSection::new();
        for (function, import) in (0..).zip(&self.module.imports) {
            imports.import(import.module, import.name, EntityType::Function(places.type_of(function)?));
        }
        Ok(imports)
    }

    /// Tables, memory and globals are taken whole, so that they stand at the same places.
    fn taken_imports(&self, functions: &[u32], places: &mut Places<'_>) -> Result<ImportSection> {
        let mut imports = ImportSection::new();
        for function in functions {
            let name = self.names.get(ExternalKind::Func, *function)?;
            let is_main = self.owners.of.get(*function as usize) == Some(&None);
            let from = if is_main { MAIN } else { COMMON };
            imports.import(from, name, EntityType::Function(places.type_of(*function)?));
        }
        for (at, table) in (0..).zip(&self.module.tables) {
            let mut table = places.table_type(*table)?;
            table.maximum = None;
            imports.import(MAIN, self.names.get(ExternalKind::Table, at)?, EntityType::Table(table));
        }
        for (at, memory) in (0..).zip(&self.module.memories) {
            let memory = places.memory_type(*memory)?;
            imports.import(MAIN, self.names.get(ExternalKind::Memory, at)?, EntityType::Memory(memory));
        }
        for (at, global) in (0..).zip(&self.module.globals) {
            let global = places.global_type(global.ty)?;
            imports.import(MAIN, self.names.get(ExternalKind::Global, at)?, EntityType::Global(global));
        }
        Ok(imports)
    }

    fn main_only(&self, written: &mut Module, places: &mut Places<'_>) -> Result<()> {
        let mut tables = TableSection::new();
        for (at, table) in self.module.tables.iter().enumerate() {
            let mut table = places.table_type(*table)?;
            if at == 0 {
                let more = self.door_slots.len() as u64;
                table.minimum += more;
                table.maximum = table.maximum.map(|most| most + more);
            }
            tables.table(table);
        }
        let mut memories = MemorySection::new();
        for memory in &self.module.memories {
            memories.memory(places.memory_type(*memory)?);
        }
        let mut globals = GlobalSection::new();
        for global in &self.module.globals {
            globals.global(places.global_type(global.ty)?, &places.const_expr(global.init_expr.clone())?);
        }
        let mut exports = ExportSection::new();
        for export in &self.module.exports {
            exports.export(
                export.name,
                places.export_kind(export.kind)?,
                self.index(export.kind, export.index, places)?,
            );
        }
        let exports = self.given(None, exports, places)?;
        written.section(&tables).section(&memories).section(&globals).section(&exports);
        if let Some(start) = self.module.start {
            written.section(&StartSection { function_index: places.place_of(start)? });
        }
        Ok(())
    }

    /// What others need of a module.
    fn given(
        &self,
        part: Option<usize>,
        mut exports: ExportSection,
        places: &mut Places<'_>,
    ) -> Result<ExportSection> {
        for (name, kind, index) in self.names.given() {
            let owner = self.owners.of.get(index as usize).filter(|_| kind == ExternalKind::Func);
            if owner.copied().flatten() == part {
                let index = self.index(kind, index, places)?;
                exports.export(name, places.export_kind(kind)?, index);
            }
        }
        Ok(exports)
    }

    fn index(&self, kind: ExternalKind, index: u32, places: &Places<'_>) -> Result<u32> {
        if kind == ExternalKind::Func { places.place_of(index) } else { Ok(index) }
    }

    /// A slot is filled by who has its function.
    fn elements(&self, part: Option<usize>, places: &Places<'_>) -> Result<ElementSection> {
        let doors = self.door_slots.iter().map(|(door, slot)| (*slot, *door));
        let mut slots: Vec<(u32, u32)> = self.module.slots.iter().copied().chain(doors).collect();
        slots.retain(|(_, function)| self.owners.of.get(*function as usize) == Some(&part));
        slots.sort_unstable();
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots {
            let place = places.place_of(function)?;
            match runs.last_mut() {
                Some((first, run)) if *first as usize + run.len() == slot as usize => run.push(place),
                _ => runs.push((slot, vec![place])),
            }
        }
        let mut elements = ElementSection::new();
        for (first, run) in runs {
            let at = ConstExpr::i32_const(first.cast_signed());
            elements.active(None, &at, Elements::Functions(run.into()));
        }
        Ok(elements)
    }

    fn data(&self, part: Option<usize>) -> DataSection {
        let mut data = DataSection::new();
        for (at, bytes) in self.memory.of(part) {
            data.active(0, &ConstExpr::i32_const(at.cast_signed()), bytes.iter().copied());
        }
        data
    }
}

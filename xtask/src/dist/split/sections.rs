//! Parts of a module that are read before the split and after it.

use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasm_encoder::{Module, RawSection};
use wasmparser::{
    ConstExpr, DataKind, DataSectionReader, ElementItems, ElementKind, ElementSectionReader,
    ImportSectionReader, Operator, Parser, Payload, TypeRef,
};

/// A module without the linker's notes: the optimiser can't keep them true.
pub fn without_notes(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Payload::CustomSection(custom) = &payload
            && (custom.name() == "linking" || custom.name().starts_with("reloc."))
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            kept.section(&RawSection { id, data: bytes.get(range).context("a section beyond the end")? });
        }
    }
    Ok(kept.finish())
}

/// How many of the functions are imported: they come first.
pub fn imported_functions(reader: ImportSectionReader<'_>) -> Result<u32> {
    let mut count = 0;
    for import in reader.into_imports() {
        count += u32::from(matches!(import?.ty, TypeRef::Func(_)));
    }
    Ok(count)
}

/// The table's slots and the functions in them.
pub fn slots(reader: ElementSectionReader<'_>) -> Result<Vec<(u32, u32)>> {
    let mut all = Vec::new();
    for element in reader {
        let element = element?;
        let ElementKind::Active { table_index, offset_expr } = element.kind else { continue };
        let ElementItems::Functions(functions) = element.items else {
            bail!("a table is filled with something else than functions");
        };
        if table_index.unwrap_or(0) != 0 {
            bail!("functions stand in a second table");
        }
        let first = constant(&offset_expr)?;
        for (place, function) in (first..).zip(functions) {
            all.push((place, function?));
        }
    }
    Ok(all)
}

/// Where each piece of memory begins, and where its bytes stand in the file.
pub fn segments(reader: DataSectionReader<'_>) -> Result<Vec<(u32, Range<u64>)>> {
    let mut all = Vec::new();
    for data in reader {
        let data = data?;
        let DataKind::Active { offset_expr, .. } = data.kind else {
            bail!("a piece of memory is filled by code: only what stands there from the start can be moved");
        };
        let end = data.range.end;
        all.push((constant(&offset_expr)?, end - data.data.len() as u64..end));
    }
    Ok(all)
}

fn constant(expression: &ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("not a plain address: {other:?}"),
    }
}

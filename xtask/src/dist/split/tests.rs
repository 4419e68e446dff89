//! A small app, divided: made by hand, so that each piece has one reason to be where it is.

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, FunctionSection, ImportSection, LinkingSection, MemorySection, MemoryType, Module,
    NameMap, NameSection, RefType, SymbolTable, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{DataKind, ElementKind, Operator, Parser, Payload};

use super::*;

const JS: u32 = 0;
const START: u32 = 1;
const DOOR: u32 = 2;
const SHARED: u32 = 3;
const INNER: u32 = 4;
const POINTED: u32 = 5;
const PLAN: u32 = 6;
const BOTH: u32 = 7;
const NAMES: [&str; 8] = [
    "js",
    "app::start",
    "app::door::form",
    "app::shared",
    "engine::inner",
    "engine::pointed",
    "app::door::plan",
    "app::both",
];
/// The table's second slot is of the start, its third of what only the engine points to.
const SLOTS: [u32; 2] = [START, POINTED];
/// Where memory begins, and the length of each of its three pieces.
const MEMORY: i32 = 1024;
const PIECE: u32 = 32;

/// A relocation: its kind, where in the section, and the symbol.
struct Note(u8, usize, u32);

/// A call, with a number as long as the linker writes it, to be found again.
fn call(body: &mut Vec<u8>, notes: &mut Vec<Note>, function: u32) {
    body.push(0x10);
    notes.push(Note(0, body.len(), function));
    body.extend([function as u8 | 0x80, 0x80, 0x80, 0x80, 0]);
}

/// A constant that is an address (4) or a slot (1).
fn constant(body: &mut Vec<u8>, notes: &mut Vec<Note>, kind: u8, symbol: u32, value: i32) {
    body.push(0x41);
    notes.push(Note(kind, body.len(), symbol));
    let bits = value.cast_unsigned();
    body.extend((0..4).map(|at| (bits >> (7 * at)) as u8 | 0x80));
    body.extend([0, 0x1a]);
}

/// The bodies, by function, with their notes: the start calls the door and what is shared and uses the first piece of
/// memory; the door calls inside, where the second piece and a pointer are used. Both doors call what uses the third.
fn bodies() -> Vec<(Vec<u8>, Vec<Note>)> {
    let (data, second) = (NAMES.len() as u32, MEMORY + PIECE as i32);
    let mut all = Vec::new();
    for function in START..=BOTH {
        let (mut body, mut notes) = (vec![0], Vec::new());
        match function {
            START => {
                call(&mut body, &mut notes, DOOR);
                call(&mut body, &mut notes, PLAN);
                call(&mut body, &mut notes, SHARED);
                constant(&mut body, &mut notes, 4, data, MEMORY);
            }
            DOOR => {
                call(&mut body, &mut notes, INNER);
                call(&mut body, &mut notes, BOTH);
            }
            PLAN => call(&mut body, &mut notes, BOTH),
            BOTH => constant(&mut body, &mut notes, 4, data + 2, second + PIECE as i32),
            INNER => {
                call(&mut body, &mut notes, SHARED);
                constant(&mut body, &mut notes, 4, data + 1, second);
                constant(&mut body, &mut notes, 1, POINTED, 3);
            }
            _ => call(&mut body, &mut notes, JS),
        }
        body.push(0x0b);
        all.push((body, notes));
    }
    all
}

fn notes(bodies: &[(Vec<u8>, Vec<Note>)]) -> Vec<u8> {
    let mut entries = Vec::new();
    let mut at = 1;
    for (body, notes) in bodies {
        at += 1;
        entries.extend(notes.iter().map(|Note(kind, inside, symbol)| (*kind, at + inside, *symbol)));
        at += body.len();
    }
    let mut section = vec![7, entries.len() as u8];
    for (kind, at, symbol) in entries {
        assert!(at < 128);
        section.extend([kind, at as u8, symbol as u8]);
        section.extend((kind == 4).then_some(0));
    }
    section
}

/// The app as the linker leaves it.
fn linked() -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("wbg", "js", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    for _ in START..=BOTH {
        functions.function(0);
    }
    let mut tables = TableSection::new();
    let size = 2 + SLOTS.len() as u64;
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: size,
        maximum: Some(size),
        table64: false,
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0).export("start", ExportKind::Func, START);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(2), Elements::Functions(SLOTS[..].into()));
    let bodies = bodies();
    let mut code = CodeSection::new();
    for (body, _) in &bodies {
        code.raw(body);
    }
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(MEMORY), (1..=3 * PIECE as u8).collect::<Vec<u8>>());
    let mut symbols = SymbolTable::new();
    for (name, at) in NAMES.iter().zip(0..) {
        let undefined = if at == JS { 16 } else { 0 };
        symbols.function(undefined, at, (at != JS).then_some(*name));
    }
    for piece in 0..3 {
        let definition = wasm_encoder::DataSymbolDefinition { index: 0, offset: piece * PIECE, size: PIECE };
        symbols.data(0, "piece", Some(definition));
    }
    let mut linking = LinkingSection::new();
    linking.symbol_table(&symbols);
    let mut known = NameMap::new();
    NAMES.iter().zip(0..).for_each(|(name, at)| known.append(at, name));
    let mut names = NameSection::new();
    names.functions(&known);
    let reloc = CustomSection { name: "reloc.CODE".into(), data: notes(&bodies).into() };
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module.section(&exports).section(&elements).section(&code).section(&data);
    module.section(&linking).section(&reloc).section(&names);
    module.finish()
}

/// What a module holds, in words.
fn holds(module: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.unwrap() {
            Payload::ImportSection(reader) => {
                let name = |import: wasmparser::Import<'_>| format!("takes {}", import.name);
                found.extend(reader.into_imports().map(|import| name(import.unwrap())));
            }
            Payload::ElementSection(reader) => {
                for element in reader {
                    let ElementKind::Active { offset_expr, .. } = element.unwrap().kind else { continue };
                    found.push(format!("fills {:?}", offset_expr.get_operators_reader().read().unwrap()));
                }
            }
            Payload::DataSection(reader) => {
                for data in reader {
                    let data = data.unwrap();
                    let DataKind::Active { .. } = data.kind else { continue };
                    found.push(format!("{} bytes from {}", data.data.len(), data.data[0]));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let indirect = |operator: &Operator<'_>| matches!(operator, Operator::CallIndirect { .. });
                let operators = body.get_operators_reader().unwrap().into_iter().map(Result::unwrap);
                found.push(if operators.into_iter().any(|o| indirect(&o)) { "asks" } else { "runs" }.into());
            }
            _ => {}
        }
    }
    found
}

#[test]
fn what_is_reached_through_a_door_only_is_in_the_part_and_what_two_parts_reach_beside_them() {
    let linked = linked();
    let finished = without_notes(&linked).unwrap();
    let divided = divide(&linked, &finished, &["form", "plan"]).unwrap();
    // The start asks at the doors; what it calls itself stays; the first piece of memory and the start's slot too.
    assert_eq!(
        holds(&divided.main),
        ["takes js", "fills I32Const { value: 2 }", "asks", "runs", "32 bytes from 1"]
    );
    let parts: Vec<_> = divided.parts.iter().map(|part| holds(part)).collect();
    let own = |part: usize| parts[part].iter().filter(|line| !line.starts_with("takes")).collect::<Vec<_>>();
    let takes = |part: usize| parts[part].iter().filter(|line| line.starts_with("takes")).count();
    // Doors stand in the slots behind those of the table; each part takes memory, table and what it calls.
    assert_eq!(own(0), ["fills I32Const { value: 3 }", "runs", "runs", "runs", "32 bytes from 33"]);
    assert_eq!(own(1), ["fills I32Const { value: 5 }", "runs"]);
    assert_eq!(own(2), ["runs", "32 bytes from 65"]);
    assert_eq!([takes(0), takes(1), takes(2)], [5, 3, 2], "{parts:?}");
}

#[test]
fn a_part_that_nothing_moved_into_is_no_part() {
    let linked = linked();
    let finished = without_notes(&linked).unwrap();
    assert!(divide(&linked, &finished, &["form", "links"]).unwrap_err().to_string().contains("links"));
}

#[test]
fn without_the_linkers_notes_nothing_is_guessed() {
    let bare = without_notes(&linked()).unwrap();
    assert!(divide(&bare, &bare, &["form"]).unwrap_err().to_string().contains("--emit-relocs"));
    assert!(!String::from_utf8_lossy(&bare).contains("reloc."));
}

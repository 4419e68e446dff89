//! Writes the bodies of functions for a module in which everything stands at another place.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use wasm_encoder::{
    Function, Instruction,
    reencode::{Error, Reencode},
};
use wasmparser::{FunctionBody, Operator};

use super::finished::Finished;

/// A function that has no place where it is called.
#[derive(Debug)]
pub struct Missing(u32);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "function {} is called where it is not", self.0)
    }
}

impl std::error::Error for Missing {}

/// Where everything stands in the module that is being written.
#[derive(Debug)]
pub struct Places<'a> {
    module: &'a Finished<'a>,
    /// Functions of the whole, with their place.
    pub functions: BTreeMap<u32, u32>,
    /// Functions of the whole that are called through a slot of the table.
    pub slots: BTreeMap<u32, u32>,
    /// Types of the whole, in the order of their places.
    pub types: Vec<u32>,
}

impl<'a> Places<'a> {
    /// Without types as yet: they find their places as they are used.
    pub fn new(module: &'a Finished<'a>, functions: BTreeMap<u32, u32>, slots: BTreeMap<u32, u32>) -> Self {
        Self { module, functions, slots, types: Vec::new() }
    }

    /// The place of a type of the whole.
    pub fn type_at(&mut self, ty: u32) -> u32 {
        let known = self.types.iter().position(|known| *known == ty);
        let at = known.unwrap_or_else(|| {
            self.types.push(ty);
            self.types.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The place of a function's type.
    pub fn type_of(&mut self, function: u32) -> Result<u32> {
        let ty = self.module.functions.get(function as usize).copied();
        Ok(self.type_at(ty.ok_or(Missing(function))?))
    }

    /// The place of a function.
    pub fn place_of(&self, function: u32) -> Result<u32> {
        Ok(self.functions.get(&function).copied().ok_or(Missing(function))?)
    }

    /// A function's body; a door of a part that may be away is called through its slot.
    pub fn body(&mut self, body: &FunctionBody<'_>) -> Result<Function> {
        let failed = |error: Error<Missing>| anyhow!("a function could not be moved: {error:?}");
        let mut function = self.new_function_with_parsed_locals(body).map_err(failed)?;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            if let Operator::Call { function_index } = operator
                && let Some(slot) = self.slots.get(&function_index).copied()
            {
                let type_index = self.type_of(function_index)?;
                function.instruction(&Instruction::I32Const(slot.cast_signed()));
                function.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
            } else {
                function.instruction(&self.instruction(operator).map_err(failed)?);
            }
        }
        Ok(function)
    }
}

impl Reencode for Places<'_> {
    type Error = Missing;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Missing>> {
        self.functions.get(&function).copied().ok_or(Error::UserError(Missing(function)))
    }

    fn type_index(&mut self, ty: u32) -> Result<u32, Error<Missing>> {
        Ok(self.type_at(ty))
    }
}

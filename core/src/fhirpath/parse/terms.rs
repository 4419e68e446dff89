//! Terms: literals, names, functions, brackets, and the steps and indexes behind them.

use super::{Expr, Fault, Parsed, Parser, Tree};
use crate::fhirpath::model::{self, TypeName};
use crate::fhirpath::tree::Step;

impl Parser<'_> {
    /// A term with all that follows it after points and in square brackets.
    pub(super) fn term(&mut self) -> Parsed {
        let mut tree = self.start()?;
        loop {
            if self.eat(".")? {
                self.space()?;
                tree = self.follow(tree)?;
            } else if self.eat("[")? {
                let index = self.expression(0)?;
                self.need("]")?;
                let depth = tree.depth.max(index.depth);
                tree = Tree::above(depth, Expr::At(tree.expr, index.expr))?;
            } else {
                return Ok(tree);
            }
        }
    }

    fn start(&mut self) -> Parsed {
        self.space()?;
        match self.peek() {
            b'(' => {
                self.at += 1;
                let tree = self.expression(0)?;
                self.need(")")?;
                Ok(tree)
            }
            b'{' => {
                self.at += 1;
                self.need("}")?;
                Ok(Tree::leaf(Expr::Nothing))
            }
            b'%' => self.named(),
            b'$' => self.follow(Tree::leaf(Expr::This)),
            b'\'' | b'0'..=b'9' | b'@' => self.literal(),
            _ => match self.word() {
                word @ ("true" | "false") => {
                    self.at += word.len();
                    Ok(Tree::leaf(Expr::Constant(crate::fhirpath::Node::Boolean(word == "true"))))
                }
                _ => {
                    let name = self.name()?;
                    if self.eat("(")? {
                        return self.call(&name, Tree::leaf(Expr::This));
                    }
                    let step = if name.starts_with(|c: char| c.is_ascii_uppercase()) {
                        Step::Type(name)
                    } else {
                        child(name)
                    };
                    Tree::leaf(Expr::This).step(step)
                }
            },
        }
    }

    /// What follows a point: `$this`, a function, or a name.
    fn follow(&mut self, input: Tree) -> Parsed {
        if self.peek() == b'$' {
            self.at += 1;
            let word = self.word();
            self.at += word.len();
            return match word {
                "this" => Ok(input),
                "index" => Ok(Tree::leaf(Expr::Index)),
                "total" => Ok(Tree::leaf(Expr::Total)),
                _ => Err(Fault::Unexpected),
            };
        }
        let name = self.name()?;
        if self.eat("(")? { self.call(&name, input) } else { input.step(child(name)) }
    }

    /// `%name`, in quotes or without.
    fn named(&mut self) -> Parsed {
        self.at += 1;
        let name = match self.peek() {
            quote @ (b'`' | b'\'' | b'"') => self.quoted(quote)?.into_boxed_str(),
            _ => {
                let name = self.word();
                self.at += name.len();
                if name.is_empty() {
                    return Err(Fault::Unexpected);
                }
                name.into()
            }
        };
        let made = |before: &str, after: &str| Expr::Text([before, after].concat().into());
        Ok(Tree::leaf(match &*name {
            "resource" => Expr::Resource,
            "rootResource" => Expr::Root,
            "context" => Expr::Context,
            "ucum" => made("http://unitsofmeasure.org", ""),
            "sct" => made("http://snomed.info/sct", ""),
            "loinc" => made("http://loinc.org", ""),
            known => {
                if let Some(set) = known.strip_prefix("vs-") {
                    made("http://hl7.org/fhir/ValueSet/", set)
                } else if let Some(extension) = known.strip_prefix("ext-") {
                    made("http://hl7.org/fhir/StructureDefinition/", extension)
                } else {
                    if !self.names.contains(&name) {
                        self.names.push(name.clone());
                    }
                    Expr::Name(name)
                }
            }
        }))
    }

    /// The name of a type, with or without its namespace.
    pub(super) fn type_name(&mut self) -> Result<TypeName, Fault> {
        let first = self.name()?;
        let (space, name) = match &*first {
            "System" | "FHIR" if self.eat(".")? => (Some(&*first == "FHIR"), self.name()?),
            _ => (None, first),
        };
        if space == Some(false) || model::is_type(&name) {
            Ok(TypeName { fhir: space, name })
        } else {
            Err(Fault::Type)
        }
    }
}

fn child(name: Box<str>) -> Step {
    let choice = model::has_choice(&name);
    Step::Child(name, choice)
}

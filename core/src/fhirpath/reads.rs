//! Which answers an expression looks at, so that only what depends on a changed answer is evaluated again.
//!
//! The tree is gone through once with where each value comes from instead of the value itself. Answers are reached from
//! a QuestionnaireResponse, or from one of its items as focus, through `item`, `answer` and below alone.

use super::tree::{Expr, Judge, Operator, Step};

/// The questions whose answers an expression can depend on.
///
/// An item counts as read with all that is below it. So a changed answer concerns an expression that reads its own
/// link id or one of its ancestors'; an item added or taken away concerns also those that read one below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// These link ids alone, each once; none where the result does not depend on answers.
    Items(Vec<Box<str>>),
    /// It cannot be bounded: any answer.
    Anything,
}

/// Where a value comes from.
#[derive(Clone)]
enum Origin<'e> {
    /// Not from answers.
    Elsewhere,
    /// The response, or items of it that are not chosen by link id: what they are is no answer.
    Response,
    /// Somewhere in the response, answers among it.
    Inside,
    /// Items of these link ids, or anything below.
    Items(Vec<&'e str>),
}

impl Reads {
    pub(super) fn of(tree: &Expr) -> Self {
        let mut reads = Reads::Items(Vec::new());
        let origin = reads.origin(tree, &Origin::Response);
        reads.take(origin);
        reads
    }

    /// Counts what a value comes from as read.
    fn take(&mut self, origin: Origin) {
        match (&mut *self, origin) {
            (_, Origin::Elsewhere) | (Reads::Anything, _) => {}
            (_, Origin::Response | Origin::Inside) => *self = Reads::Anything,
            (Reads::Items(known), Origin::Items(links)) => {
                for link in links {
                    if !known.iter().any(|known| **known == *link) {
                        known.push(link.into());
                    }
                }
            }
        }
    }

    /// Counts the value of an expression as read.
    fn read(&mut self, expr: &Expr, this: &Origin) {
        let origin = self.origin(expr, this);
        self.take(origin);
    }

    fn origin<'e>(&mut self, expr: &'e Expr, this: &Origin<'e>) -> Origin<'e> {
        match expr {
            Expr::This => this.clone(),
            Expr::Resource | Expr::Root | Expr::Context => Origin::Response,
            Expr::Path(input, steps) => {
                let mut origin = self.origin(input, this);
                for step in steps {
                    origin = self.step(origin, step);
                }
                origin
            }
            Expr::Search(input, via, key, text) => match self.origin(input, this) {
                Origin::Elsewhere => Origin::Elsewhere,
                _ if **key == *"linkId" => Origin::Items(vec![text]),
                Origin::Response if via.as_deref() == Some("item") => Origin::Response,
                _ => Origin::Inside,
            },
            Expr::At(input, index) => {
                self.read(index, this);
                let origin = self.origin(input, this);
                self.picked(origin)
            }
            Expr::Call(function, input, arguments) => {
                let input = self.origin(input, this);
                self.call(function.name, input, arguments, this)
            }
            Expr::Typed(Judge::As | Judge::OfType, input, _) => self.origin(input, this),
            Expr::Typed(_, input, _) | Expr::Minus(input) => {
                self.read(input, this);
                Origin::Elsewhere
            }
            Expr::Two(operator, left, right) => {
                let (left, right) = (self.origin(left, this), self.origin(right, this));
                if *operator == Operator::Union {
                    return left.or(right);
                }
                self.take(left);
                self.take(right);
                Origin::Elsewhere
            }
            // What a defined name holds was counted where it was defined.
            _ => Origin::Elsewhere,
        }
    }

    fn step<'e>(&mut self, origin: Origin<'e>, step: &'e Step) -> Origin<'e> {
        match (origin, step) {
            (Origin::Elsewhere, _) => Origin::Elsewhere,
            (_, Step::Where(key, text)) if **key == *"linkId" => Origin::Items(vec![text]),
            (Origin::Response, Step::Child(name, _)) => match &**name {
                "item" => Origin::Response,
                "answer" | "value" | "extension" | "contained" => Origin::Inside,
                name if name.starts_with("value") => Origin::Inside,
                // Subject, author, link id, text and the like are no answers.
                _ => Origin::Elsewhere,
            },
            (Origin::Response, _) => Origin::Response,
            (origin, Step::Where(..)) => {
                self.take(origin.clone());
                origin
            }
            (origin, _) => origin,
        }
    }

    /// Which one is picked by its place depends on which others are there.
    fn picked<'e>(&mut self, origin: Origin<'e>) -> Origin<'e> {
        if let Origin::Response = origin {
            self.take(Origin::Inside);
        }
        origin
    }

    fn call<'e>(
        &mut self,
        name: &str,
        input: Origin<'e>,
        arguments: &'e [Expr],
        this: &Origin<'e>,
    ) -> Origin<'e> {
        let first = arguments.first().unwrap_or(&Expr::This);
        match name {
            "where" => {
                let mut links = Vec::new();
                let chosen = match &input {
                    Origin::Elsewhere => input,
                    _ if chooses(first, &mut links) => Origin::Items(links),
                    _ => input,
                };
                self.criterion(first, &chosen);
                chosen
            }
            "select" => self.origin(first, &input),
            "repeat" => {
                let once = self.origin(first, &input);
                let twice = self.origin(first, &once);
                once.or(twice)
            }
            "iif" => {
                self.read(first, &input);
                let mut origin = Origin::Elsewhere;
                for branch in arguments.iter().skip(1) {
                    let branch = self.origin(branch, &input);
                    origin = origin.or(branch);
                }
                origin
            }
            "union" | "combine" => {
                let other = self.origin(first, this);
                input.or(other)
            }
            "children" | "descendants" | "extension" => match input {
                Origin::Response => Origin::Inside,
                origin => origin,
            },
            "now" | "today" | "timeOfDay" => Origin::Elsewhere,
            "distinct" | "weight" | "ordinal" | "trace" => input,
            "first" | "last" | "tail" | "single" | "skip" | "take" => {
                for argument in arguments {
                    self.read(argument, this);
                }
                self.picked(input)
            }
            _ => {
                for argument in arguments {
                    self.read(argument, this);
                    self.read(argument, &input);
                }
                self.take(input.clone());
                if matches!(name, "sort" | "defineVariable") { input } else { Origin::Elsewhere }
            }
        }
    }

    /// Counts what a criterion reads of the items it chooses from; their link ids are no answers.
    fn criterion<'e>(&mut self, criterion: &'e Expr, chosen: &Origin<'e>) {
        match criterion {
            Expr::Two(Operator::And | Operator::Or, left, right) => {
                self.criterion(left, chosen);
                self.criterion(right, chosen);
            }
            Expr::Two(_, left, right) if is_link(left) => self.read(right, chosen),
            _ => self.read(criterion, chosen),
        }
    }
}

impl<'e> Origin<'e> {
    /// From either.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Origin::Elsewhere, origin) | (origin, Origin::Elsewhere) => origin,
            (Origin::Response, Origin::Response) => Origin::Response,
            (Origin::Items(mut links), Origin::Items(others)) => {
                links.extend(others);
                Origin::Items(links)
            }
            _ => Origin::Inside,
        }
    }
}

fn is_link(expr: &Expr) -> bool {
    match expr {
        Expr::Path(input, steps) => {
            matches!(**input, Expr::This) && matches!(&**steps, [Step::Child(name, _)] if **name == *"linkId")
        }
        _ => false,
    }
}

/// Whether a criterion lets only items of certain link ids pass; puts them into `links`.
fn chooses<'e>(criterion: &'e Expr, links: &mut Vec<&'e str>) -> bool {
    match criterion {
        Expr::Two(Operator::And, left, right) => chooses(left, links) || chooses(right, links),
        Expr::Two(Operator::Or, left, right) => chooses(left, links) && chooses(right, links),
        Expr::Two(Operator::Equal | Operator::In, left, right) if is_link(left) => texts(right, links),
        Expr::Two(Operator::Equal, left, right) if is_link(right) => texts(left, links),
        _ => false,
    }
}

/// Whether an expression is a text, or several with `|` between.
fn texts<'e>(expr: &'e Expr, links: &mut Vec<&'e str>) -> bool {
    match expr {
        Expr::Text(text) => {
            links.push(text);
            true
        }
        Expr::Two(Operator::Union, left, right) => texts(left, links) && texts(right, links),
        _ => false,
    }
}

#[cfg(test)]
mod tests;

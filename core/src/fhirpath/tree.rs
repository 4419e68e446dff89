//! A parsed expression, ready to be evaluated.

use super::{decimal::Decimal, functions::Function, model::TypeName, node::Node, pattern::Pattern};

/// One node of the tree.
#[derive(Debug)]
pub(super) enum Expr {
    /// `$this`, and what stands for it: the input of a name or function at the start.
    This,
    /// `$index`.
    Index,
    /// `$total`.
    Total,
    /// `{}`.
    Nothing,
    /// A literal of a fixed size.
    Constant(Node<'static>),
    /// A quantity: the number and the unit.
    Quantity(Decimal, Box<str>),
    /// A text.
    Text(Box<str>),
    /// A pattern that was given as a text.
    Pattern(Box<Pattern>),
    /// `%resource`.
    Resource,
    /// `%rootResource`.
    Root,
    /// `%context`.
    Context,
    /// A `%name` of the world or of `defineVariable`.
    Name(Box<str>),
    /// Steps from item to item, taken depth first without anything in between.
    Path(Box<Expr>, Vec<Step>),
    /// All objects below, or the items of one name below one another, whose element is this text:
    /// `descendants().where(linkId = 'x')`, `repeat(item).where(linkId = 'x')`.
    Search(Box<Expr>, Option<Box<str>>, Box<str>, Box<str>),
    /// `[x]`.
    At(Box<Expr>, Box<Expr>),
    /// A function.
    Call(&'static Function, Box<Expr>, Vec<Expr>),
    /// `is`, `as` and `ofType`.
    Typed(Judge, Box<Expr>, TypeName),
    /// The number on the other side of 0.
    Minus(Box<Expr>),
    /// Two operands.
    Two(Operator, Box<Expr>, Box<Expr>),
}

/// What is asked of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judge {
    Is,
    As,
    OfType,
}

/// One step of a path.
#[derive(Debug)]
pub(super) enum Step {
    /// To the children of a name; the flag says that the element has a choice of types.
    Child(Box<str>, bool),
    /// A name that begins with a capital at the start of a path: a type, and then it stays where it is.
    Type(Box<str>),
    /// Only where the element of this name is this text.
    Where(Box<str>, Box<str>),
}

/// An operator of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Implies,
    Or,
    Xor,
    And,
    In,
    Contains,
    Equal,
    Unequal,
    Equivalent,
    Inequivalent,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Union,
    Plus,
    Minus,
    Join,
    Times,
    Over,
    Div,
    Mod,
}

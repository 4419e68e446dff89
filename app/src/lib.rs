//! The single-page app: shows views, sends events.

pub mod components;
mod door;
mod effects;
pub mod icons;
mod keys;
mod layout;
mod listen;
pub mod local;
pub mod markup;
mod pages;
mod photo;
mod pictures;
mod place;
mod scan;
pub mod screens;
mod sending;
mod shell;
mod tab;
mod tell;
pub mod theme;

pub use shell::start;

//! The questionnaires that are shipped: their codes, their scoring as published, their licences.
#![cfg(test)]

mod codes;
mod engine;
mod glossary;
mod licences;
mod scoring;
mod shipped;

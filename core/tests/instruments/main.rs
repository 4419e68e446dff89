//! The questionnaires that are shipped: their codes, their scoring as published, their licences.
#![cfg(test)]

mod codes;
mod engine;
mod licences;
mod scoring;
mod shipped;

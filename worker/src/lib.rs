//! Lapwing.

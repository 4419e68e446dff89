//! Journeys through the core and a real gateway in one process.

//! Lenient readers of FHIR R4 resources.

//! Gathering what the judge needs: only a carer's standing needs anything of the records.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Asker, Judge, compartment::patient_of, is_present};
use crate::{Gateway, records::RecordsError};

impl Gateway {
    /// The Patient (`Patient/x`) whose invitations and links are open: one who is there. Nobody's is read the same way, so that
    /// what is of nobody takes as long.
    ///
    /// # Errors
    /// When the records fail.
    pub fn present(&self, patient: Option<&str>) -> Result<Option<Value>, RecordsError> {
        let id = patient.and_then(|patient| patient.strip_prefix("Patient/")).unwrap_or("-");
        let patient = self.records.read("Patient", id)?.map(|stored| stored.value()).transpose()?;
        Ok(patient.filter(is_present))
    }

    /// The judge for a request of this asker, as things stand now.
    ///
    /// # Errors
    /// When the records fail.
    pub fn judge(&self, asker: &Asker) -> Result<Judge, RecordsError> {
        let mut related = Vec::new();
        for id in asker.identity.related.iter().filter_map(|r| r.strip_prefix("RelatedPerson/")) {
            related.extend(self.records.read("RelatedPerson", id)?.map(|r| r.value()).transpose()?);
        }
        let people: BTreeSet<_> = related.iter().filter_map(patient_of).collect();
        let (mut patients, mut consents) = (Vec::new(), Vec::new());
        if let Some(own) = &asker.identity.patient {
            patients.extend(self.records.of_patient("Patient", own)?);
        }
        for person in &people {
            patients.extend(self.records.of_patient("Patient", person)?);
            consents.extend(self.records.of_patient("Consent", person)?);
        }
        Ok(Judge::new(asker, &related, &consents, &patients, &self.sections, self.clock.now()))
    }
}

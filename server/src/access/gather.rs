//! Gathering what the judge needs: only a carer's standing needs anything of the records.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use super::{Asker, Judge, Judges, Sections, compartment::patient_of, is_present};
use crate::{
    Gateway,
    records::{Records, RecordsError},
};

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
        self.judges.judge(&*self.records, asker, &self.sections, self.clock.now())
    }
}

impl Judges {
    /// The judge of this asker at this time: the one that is kept, or one that is made of what the records hold.
    ///
    /// # Errors
    /// When the records fail.
    pub fn judge(
        &self,
        records: &dyn Records,
        asker: &Asker,
        sections: &Sections,
        now: Timestamp,
    ) -> Result<Judge, RecordsError> {
        // Before they are read: what is written meanwhile makes this one old.
        let count = records.judged_by()?;
        if let Some(judge) = self.get(asker, count, now) {
            return Ok(judge);
        }
        let mut related = Vec::new();
        for id in asker.identity.related.iter().filter_map(|r| r.strip_prefix("RelatedPerson/")) {
            related.extend(records.read("RelatedPerson", id)?.map(|r| r.value()).transpose()?);
        }
        let people: BTreeSet<_> = related.iter().filter_map(patient_of).collect();
        let (mut patients, mut consents) = (Vec::new(), Vec::new());
        if let Some(own) = &asker.identity.patient {
            patients.extend(records.of_patient("Patient", own)?);
        }
        for person in &people {
            patients.extend(records.of_patient("Patient", person)?);
            consents.extend(records.of_patient("Consent", person)?);
        }
        let judge = Judge::new(asker, &related, &consents, &patients, sections, now);
        self.keep(asker, count, (&judge, now), [&related, &consents, &patients]);
        Ok(judge)
    }
}

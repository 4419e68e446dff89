//! Searching: what is found, what is counted, what the pages hold, what is included.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    ask::Visit,
    dice::Dice,
    gateway::Reply,
    oracle,
    shapes::{SHAPES, Whose},
    sums::Sums,
};

/// What can be included, and where it stands.
const INCLUDES: &[(&str, &str)] = &[
    ("DiagnosticReport", "result"),
    ("Task", "focus"),
    ("Appointment", "actor"),
    ("CareTeam", "participant"),
    ("MedicationRequest", "medication"),
    ("MedicationStatement", "medication"),
    ("DocumentReference", "author"),
];

/// What the pages of a search hold.
struct Found {
    matches: Vec<String>,
    included: BTreeSet<String>,
    totals: BTreeSet<Option<u64>>,
    first: Reply,
}

impl Visit<'_> {
    /// Every type, searched in some way.
    pub async fn every_type(&self, dice: &mut Dice, sums: &mut Sums) {
        let mut types: Vec<&str> = SHAPES.iter().map(|s| s.ty).collect();
        types.dedup();
        for ty in types {
            let count = [None, Some(1), Some(2), Some(5), Some(0)][dice.below(5)];
            let sort = dice.one_of(&["", "", "&_sort=_lastUpdated", "&_sort=-_lastUpdated"]);
            let of = dice.percent(50).then(|| dice.below(self.world.patients.len()));
            let nobodys = SHAPES.iter().any(|s| s.ty == ty && s.whose == Whose::Nobodys);
            // A Binary names its patient where no search of FHIR looks.
            let of = of.filter(|_| !nobodys && ty != "Binary");
            let include = INCLUDES.iter().find(|(t, _)| *t == ty).filter(|_| dice.percent(70));
            self.search(sums, (ty, of), (count, sort, include.map(|(_, name)| *name))).await;
        }
        for of in 0..self.world.patients.len() {
            self.whole_record(dice, sums, of).await;
        }
        for _ in 0..6 {
            let entry = dice.below(self.world.entries.len());
            self.by_id(sums, entry).await;
        }
    }

    async fn search(
        &self,
        sums: &mut Sums,
        (ty, of): (&'static str, Option<usize>),
        (count, sort, include): (Option<usize>, &str, Option<&str>),
    ) {
        let mut path = format!("/fhir/{ty}?_format=json{sort}");
        if let Some(count) = count {
            path.push_str(&format!("&_count={count}"));
        }
        if let Some(of) = of {
            path.push_str(&format!("&patient=Patient/{}", self.world.patients[of].id));
        }
        if let Some(include) = include {
            path.push_str(&format!("&_include={ty}:{include}"));
        }
        let all = (0..self.world.entries.len()).filter(|e| self.world.entries[*e].ty == ty);
        let candidates: Vec<usize> = all.collect();
        let mine = |e: &&usize| {
            let last = self.world.entries[**e].versions.last();
            oracle::sees(self.world, self.person, **e)
                && of.is_none_or(|of| last.is_some_and(|v| v.patient == of))
        };
        let expected: BTreeSet<usize> = candidates.iter().filter(mine).copied().collect();
        let found = self.pages(sums, path, count).await;
        if found.first.status == 404 {
            let right = of.is_some() && self.is_denial(sums, "GET", &found.first);
            let known = |e: &&usize| !right || !self.is_a_strangers(**e);
            for entry in candidates.iter().filter(known) {
                let seen = expected.contains(entry);
                self.decided(sums, ("search", *entry), seen, right && !seen, &found.first);
            }
            return;
        }
        // Fixed entries that are about nobody are part of every such search.
        let fixed = if ty == "Practitioner" { 1 } else { 0 };
        let total = (expected.len() + fixed) as u64;
        if found.totals != BTreeSet::from([Some(total)]) {
            sums.differs(|| {
                format!("totals {:?} of {ty} by {}: expected {total}", found.totals, self.person.id)
            });
        }
        for entry in candidates {
            let seen = expected.contains(&entry);
            let times = found.matches.iter().filter(|m| **m == self.world.name(entry)).count();
            let right = count == Some(0) && times == 0 || times == usize::from(seen);
            // That nothing of strangers is found is looked at, and counts as no case.
            if right && !seen && self.is_a_strangers(entry) {
                continue;
            }
            self.decided(sums, ("search", entry), seen, right, &found.first);
        }
        if include.is_some() && count != Some(0) {
            self.included(sums, ty, &expected, &found);
        }
    }

    /// One record searched whole, or several types of it together.
    async fn whole_record(&self, dice: &mut Dice, sums: &mut Sums, of: usize) {
        let some =
            ["CarePlan,Goal,Observation", "Condition,Flag,Communication,Task", "Binary,Claim,Appointment"];
        let named = dice.percent(60).then(|| dice.one_of(&some));
        let count = [None, Some(1), Some(4), Some(200)][dice.below(4)];
        let mut path = format!("/fhir/Patient/{}/*?_format=json", self.world.patients[of].id);
        if let Some(named) = named {
            path.push_str(&format!("&_type={named}"));
        }
        if let Some(count) = count {
            path.push_str(&format!("&_count={count}"));
        }
        let asked = |ty: &str| named.is_none_or(|named| named.split(',').any(|one| one == ty));
        let of_it = |e: &usize| {
            let entry = &self.world.entries[*e];
            let nobodys = SHAPES.iter().any(|s| s.ty == entry.ty && s.whose == Whose::Nobodys);
            !nobodys && asked(entry.ty) && entry.versions.last().is_some_and(|v| v.patient == of)
        };
        let candidates: Vec<usize> = (0..self.world.entries.len()).filter(of_it).collect();
        let found = self.pages(sums, path, count).await;
        let denied = found.first.status == 404 && self.is_denial(sums, "GET", &found.first);
        let mut seen = 0;
        for entry in candidates.iter().copied() {
            let expected = oracle::sees(self.world, self.person, entry);
            seen += u64::from(expected);
            let times = found.matches.iter().filter(|m| **m == self.world.name(entry)).count();
            let right = if denied { !expected } else { times == usize::from(expected) };
            if !right || expected || !self.is_a_strangers(entry) {
                self.decided(sums, ("record", entry), expected, right, &found.first);
            }
        }
        // The whole of the own record holds RelatedPersons and Consents too, which the world does not count as entries.
        let counted = named.is_some() || self.person.patient != Some(of);
        if !denied && counted && found.totals != BTreeSet::from([Some(seen)]) {
            sums.differs(|| {
                format!("totals {:?} of a record by {}: expected {seen}", found.totals, self.person.id)
            });
        }
    }

    /// Each included entry is one to be seen, and each that is to be seen is there.
    fn included(&self, sums: &mut Sums, ty: &'static str, matched: &BTreeSet<usize>, found: &Found) {
        let mut expected = BTreeSet::new();
        for entry in matched {
            let Some(version) = self.world.entries[*entry].versions.last() else { continue };
            let body = SHAPES[version.shape].body;
            let points = (ty == "DiagnosticReport" && body.contains("result"))
                || (ty == "Task" && body.contains("$other"));
            if points && oracle::sees(self.world, self.person, version.other) {
                expected.insert(self.world.name(version.other));
            }
            for (text, open) in
                [("Practitioner/doctor", true), ("Medication/open", true), ("Medication/closed", false)]
            {
                if open && body.contains(text) && text.starts_with("Pract") == (ty != "MedicationStatement") {
                    expected.insert(text.to_owned());
                }
            }
        }
        expected.retain(|name| !found.matches.contains(name));
        let mut named = found.included.clone();
        if ty == "Appointment" && self.person.patient.is_some() {
            // The patient may see the own Patient, which the world does not count as an entry.
            let own = self.person.patient.map(|p| format!("Patient/{}", self.world.patients[p].id));
            named.retain(|n| Some(n) != own.as_ref());
        }
        let own_carers = |n: &String| {
            let carer = self.world.carers.iter().find(|c| *n == format!("RelatedPerson/{}", c.id));
            carer.is_some_and(|c| self.person.patient == Some(c.patient))
        };
        named.retain(|n| !own_carers(n));
        // An entry that is on another page as a match may be included on this one.
        named.retain(|n| !found.matches.contains(n));
        let right = named == expected;
        let told = || format!("include of {ty} by {}: {named:?}, expected {expected:?}", self.person.id);
        sums.decided("include", (self.person.patient.is_none(), !expected.is_empty()), right, told);
    }

    /// One entry by its id among others that are not there.
    async fn by_id(&self, sums: &mut Sums, entry: usize) {
        let it = &self.world.entries[entry];
        let path = format!("/fhir/{}?_id={},never-there", it.ty, it.id);
        let reply = self.get(sums, "GET", &path, None).await;
        let expected = oracle::sees(self.world, self.person, entry);
        let bundle = reply.json();
        let count = bundle["entry"].as_array().map_or(0, Vec::len);
        let right = reply.status == 200
            && bundle["total"] == serde_json::json!(u64::from(expected))
            && count == usize::from(expected);
        self.decided(sums, ("_id", entry), expected, right, &reply);
    }

    async fn pages(&self, sums: &mut Sums, path: String, count: Option<usize>) -> Found {
        let first = self.get(sums, "GET", &path, None).await;
        let (mut matches, mut included, mut totals) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        let mut page = first.clone();
        loop {
            let bundle = page.json();
            totals.insert(bundle["total"].as_u64());
            for entry in bundle["entry"].as_array().into_iter().flatten() {
                let resource = &entry["resource"];
                let text = |name: &str| resource[name].as_str().unwrap_or_default().to_owned();
                let name = format!("{}/{}", text("resourceType"), text("id"));
                if entry["search"]["mode"] == "match" {
                    matches.push(name);
                } else {
                    included.insert(name);
                }
            }
            let Some(next) = next(&bundle).filter(|_| count != Some(0) && matches.len() < 500) else { break };
            page = self.get(sums, "GET", &next, None).await;
        }
        Found { matches, included, totals, first }
    }
}

fn next(bundle: &Value) -> Option<String> {
    let links = bundle["link"].as_array()?;
    let url = links.iter().find(|l| l["relation"] == "next")?["url"].as_str()?;
    Some(url[url.find("/fhir")?..].to_owned())
}

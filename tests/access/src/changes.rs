//! Who may change what stands in a plan, and put something there. What may be written builds upon a version that was never there,
//! and is told of a conflict, so that nothing is changed by asking; what may not is sent without any condition.

use serde_json::{Value, json};

use crate::{
    ask::Visit,
    dice::Dice,
    gateway::Asked,
    model::Version,
    oracle,
    shapes::{By, SHAPES, own_part},
    sums::Sums,
};

/// A version that no entry has.
pub const NEVER: &str = "W/\"9999\"";

impl Visit<'_> {
    /// Every goal and Task of those to whom this person is somebody: changed; and goals begun.
    pub async fn changes(&self, dice: &mut Dice, sums: &mut Sums) {
        for entry in 0..self.world.entries.len() {
            let last = self.world.entries[entry].versions.last().expect("a version");
            let seldom = own_part(&SHAPES[last.shape]).is_none() && dice.percent(80);
            if !["Goal", "Task"].contains(&SHAPES[last.shape].ty) || seldom {
                continue;
            }
            let Some((carer, writer)) = self.writer(last.patient) else { continue };
            let body = self.changed((entry, last), &writer);
            let expected = oracle::changes(self.world, self.person, carer, entry);
            self.tries(sums, (entry, "change"), body, expected).await;
            // The same words as something new, of who writes or of somebody else.
            let own = dice.percent(70);
            let mut begun = begun(&self.reference(last.patient), &writer);
            if !own {
                begun["expressedBy"] = json!({"reference": "RelatedPerson/nobody"});
            }
            let may = match carer {
                None => true,
                Some(carer) => oracle::adds_to_plan(self.world, carer, last.patient),
            };
            self.tries(sums, (entry, "begin"), begun, own && may).await;
        }
    }

    /// As whom this person writes about the patient; `None` where they are nothing or several to them.
    fn writer(&self, patient: usize) -> Option<(Option<usize>, String)> {
        if self.person.patient == Some(patient) {
            return Some((None, self.reference(patient)));
        }
        let theirs = self.person.carers.iter().filter(|c| self.world.carers[**c].patient == patient);
        match theirs.collect::<Vec<_>>().as_slice() {
            [one] => Some((Some(**one), format!("RelatedPerson/{}", self.world.carers[**one].id))),
            _ => None,
        }
    }

    fn reference(&self, patient: usize) -> String {
        format!("Patient/{}", self.world.patients[patient].id)
    }

    /// The entry with other words, by this writer.
    fn changed(&self, (entry, version): (usize, &Version), writer: &str) -> Value {
        let mut body = crate::render::entry(self.world, entry, version);
        match own_part(&SHAPES[version.shape]) {
            Some(By::Patient | By::Carer) => {
                body["extension"][0]["valueReference"]["reference"] = json!(writer);
                if let Some(fields) = body.as_object_mut() {
                    fields.remove("meta");
                }
            }
            // What is the team's calls itself somebody's own.
            None => {
                let begun = begun(&self.reference(version.patient), writer);
                for part in ["extension", "expressedBy", "description"] {
                    body[part] = begun[part].clone();
                }
            }
        }
        body
    }

    async fn tries(&self, sums: &mut Sums, (entry, way): (usize, &'static str), body: Value, expected: bool) {
        sums.requests += 1;
        let kind = body["resourceType"].as_str().unwrap_or_default();
        let path = format!("/fhir/{kind}/{}", body["id"].as_str().unwrap_or_default());
        let headers = expected.then(|| ("if-match", NEVER.to_owned())).into_iter().collect();
        let sent = Asked {
            method: "PUT",
            path: &path,
            session: Some(&self.session),
            headers,
            body: body.to_string(),
        };
        let reply = self.house.ask(&sent).await;
        let right = if expected { reply.status == 412 } else { [403, 404, 422].contains(&reply.status) };
        self.decided(sums, (way, entry), expected, right, &reply);
    }
}

/// A goal that nobody has yet.
fn begun(patient: &str, writer: &str) -> Value {
    json!({
        "resourceType": "Goal", "id": "begun", "lifecycleStatus": "proposed", "subject": {"reference": patient},
        "description": {"text": "Words"}, "expressedBy": {"reference": writer},
        "extension": [{
            "url": "https://lapwing.example/StructureDefinition/changed-by",
            "valueReference": {"reference": writer},
        }],
    })
}

//! Trying to learn by writing whether there is an entry that is not to be seen: a write that is refused must be
//! refused in the same words whether the entry exists or not.

use serde_json::{Value, json};

use crate::{
    ask::Visit,
    dice::Dice,
    gateway::{Asked, Reply},
    model::Version,
    oracle,
    sums::Sums,
};

/// An id of the same length as those of the entries, that no entry has.
const UNKNOWN: &str = "zzz";

impl Visit<'_> {
    /// Some entries that are not to be seen, and one that is not there.
    pub async fn probes(&self, dice: &mut Dice, sums: &mut Sums) {
        for _ in 0..4 {
            let entry = dice.below(self.world.entries.len());
            if !oracle::sees(self.world, self.person, entry) {
                self.probe(dice, sums, entry).await;
            }
        }
    }

    async fn probe(&self, dice: &mut Dice, sums: &mut Sums, entry: usize) {
        let it = &self.world.entries[entry];
        let Some(version) = it.versions.last() else { return };
        let condition = [None, Some(("if-none-match", "*")), Some(("if-match", "W/\"1\""))][dice.below(3)];
        let transaction = dice.percent(40);
        let hidden = self.put(sums, (it.ty, &it.id), version, condition, transaction).await;
        let missing = self.put(sums, (it.ty, UNKNOWN), version, condition, transaction).await;
        let plain =
            |reply: &Reply, id: &str| (reply.status, reply.headers.clone(), reply.text.replace(id, "<id>"));
        let same = plain(&hidden, &it.id) == plain(&missing, UNKNOWN) && hidden.status >= 400;
        let told = || format!("{condition:?} {transaction}: {:.300} / {:.300}", hidden.text, missing.text);
        sums.decided("write", (self.is_a_carers(entry), false), same, told);
    }

    /// A write that nobody may make: of a type that the team writes, or one that is not finished.
    async fn put(
        &self,
        sums: &mut Sums,
        (ty, id): (&str, &str),
        version: &Version,
        condition: Option<(&'static str, &'static str)>,
        transaction: bool,
    ) -> Reply {
        sums.requests += 1;
        let mut body: Value = crate::render::entry(self.world, 0, version);
        body["resourceType"] = json!(ty);
        body["id"] = json!(id);
        body["status"] = json!("unknown");
        if let Some(fields) = body.as_object_mut() {
            fields.remove("meta");
        }
        let path = format!("/fhir/{ty}/{id}");
        let mut headers = Vec::new();
        let mut request = json!({"method": "PUT", "url": format!("{ty}/{id}")});
        if let Some((name, value)) = condition {
            headers.push((name, value.to_owned()));
            request[if name == "if-match" { "ifMatch" } else { "ifNoneMatch" }] = json!(value);
        }
        let session = Some(&self.session);
        let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [{"request": request, "resource": body}]});
        let asked = if transaction {
            Asked { method: "POST", path: "/fhir", session, headers: vec![], body: bundle.to_string() }
        } else {
            Asked { method: "PUT", path: &path, session, headers, body: body.to_string() }
        };
        self.house.ask(&asked).await
    }
}

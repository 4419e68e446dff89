//! Who may end what was agreed, of whoever put it there. As with other changes, what may be written builds upon a version that
//! was never there.

use serde_json::{Value, json};

use crate::{
    ask::Visit,
    changes::NEVER,
    dice::Dice,
    gateway::Asked,
    model::{Agreement, Giver},
    oracle, render,
    sums::Sums,
};

impl Visit<'_> {
    /// Every agreement, in some way: withdrawn, ended today, or changed beyond that.
    pub async fn withdrawals(&self, dice: &mut Dice, sums: &mut Sums) {
        for agreement in &self.world.agreements {
            // Nearly all that others try is refused: some of it is enough.
            if self.person.patient != Some(agreement.patient) && dice.below(10) > 0 {
                continue;
            }
            let mut body = render::agreement(self.world, agreement);
            let (way, expected) = match dice.below(4) {
                0 if agreement.giver != Giver::Patient => {
                    body["provision"]["period"]["end"] = json!(self.world.today.to_string());
                    ("end", oracle::ends_today(self.world, self.person, agreement))
                }
                1 if agreement.giver != Giver::Patient => {
                    body["status"] = json!("inactive");
                    body["provision"]["class"] = json!([]);
                    body["provision"]["id"] = json!("other");
                    ("more than withdraw", false)
                }
                _ => {
                    body["status"] = json!("inactive");
                    ("withdraw", oracle::withdraws(self.world, self.person, agreement))
                }
            };
            self.withdraws(sums, (agreement, way), body, expected).await;
        }
    }

    async fn withdraws(
        &self,
        sums: &mut Sums,
        (agreement, way): (&Agreement, &'static str),
        body: Value,
        expected: bool,
    ) {
        sums.requests += 1;
        let path = format!("/fhir/Consent/{}", agreement.id);
        let headers = expected.then(|| ("if-match", NEVER.to_owned())).into_iter().collect();
        let session = Some(&self.session);
        let sent = Asked { method: "PUT", path: &path, session, headers, body: body.to_string() };
        let reply = self.house.ask(&sent).await;
        let right = if expected { reply.status == 412 } else { [403, 404, 422].contains(&reply.status) };
        let told = || {
            let (who, status) = (&self.person.id, reply.status);
            format!("{way} by {who}: expected {expected}, came {status} {:.300}; {agreement:?}", reply.text)
        };
        let carers = self.person.patient != Some(agreement.patient);
        sums.decided(way, (carers, expected), right, told);
    }
}

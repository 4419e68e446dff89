//! What a patient may write: own answers to a questionnaire, the scores made from them, own sharing, the own safety plan,
//! what they ask or tell their team.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    Refusal,
    compartment::{codings, items, kind_of, references},
    dates::{in_force, moment},
    plan_answers,
    plan_answers::Answer,
    plan_own, requests, safety_plan,
    sections::Sections,
    taken_back,
    terms::{KEEPS, KEEPS_MOST, is_active, understood},
};

/// A change of sharing needs a sign-in that is at most this old.
const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// How far a device's clock may be ahead.
const CLOCK_AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// A goal rated by the person, 0 to 10.
const RATING: (&str, &str) = ("https://lapwing.example/CodeSystem/observation", "goal-rating");
/// What may stand in such a rating.
#[rustfmt::skip]
const RATING_ELEMENTS: &[&str] = &[
    "resourceType", "id", "meta", "status", "category", "code", "subject", "performer", "focus", "effectiveDateTime",
    "valueInteger",
];
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// Who writes into the own record, and when.
pub struct Writer<'a> {
    /// The writer, as `Patient/x`.
    pub own: &'a str,
    /// Whether it could be taken at all is asked, and not yet whether it can stand where it is put.
    pub at_all: bool,
    /// They are too young to decide on sharing: the team does.
    pub young: bool,
    /// When they last proved who they are.
    pub auth_time: Timestamp,
    /// The time.
    pub now: Timestamp,
    /// The sections that can be shared.
    pub sections: &'a Sections,
}

impl Writer<'_> {
    /// Judges a resource that is about the writer.
    pub fn may_write(&self, before: Option<&Value>, after: &Value) -> Result<(), Refusal> {
        match kind_of(after) {
            "QuestionnaireResponse"
            | "Observation"
            | "Consent"
            | "CarePlan"
            | "Task"
            | "Communication"
            | "Goal"
                if changes_meaning(after) =>
            {
                Err(Refusal::Invalid(
                    "A modifier extension or implicit rule is not understood here.".to_owned(),
                ))
            }
            "Goal" | "Task" if plan_own::calls_itself(after) => self.own_part(before, after),
            "QuestionnaireResponse" | "Observation" | "Task" | "Communication" if before.is_some() => {
                Err(Refusal::ReadOnly)
            }
            "QuestionnaireResponse" => self.answers(after),
            "Observation" if rates_a_goal(after) && self.own.starts_with("Patient/") => self.rating(after),
            "Observation" => self.score(after),
            "Task" if plan_answers::is_answer(after) => self.answers_a_plan(after),
            "Task" => self.asks(after, "requester", requests::task_problem),
            "Communication" => self.asks(after, "sender", requests::words_problem),
            "Consent" => self.sharing(before, after),
            "CarePlan" => match safety_plan::paper_of(&after["id"], self.own) {
                Some(paper) => self.plan(before, after, paper),
                None => Err(Refusal::ReadOnly),
            },
            _ => Err(Refusal::ReadOnly),
        }
    }

    fn answers(&self, after: &Value) -> Result<(), Refusal> {
        self.only_by_self(after, "author")?;
        require(
            !references(after, "author").is_empty(),
            "QuestionnaireResponse.author must name who wrote it.",
        )?;
        if !is_name_alone(&after["source"]) {
            self.only_by_self(after, "source")?;
        }
        require(after["questionnaire"].is_string(), "QuestionnaireResponse.questionnaire is missing.")?;
        let status = after["status"].as_str().unwrap_or_default();
        require(
            ["completed", "amended"].contains(&status),
            "QuestionnaireResponse.status must be completed or amended.",
        )
    }

    fn score(&self, after: &Value) -> Result<(), Refusal> {
        self.only_by_self(after, "performer")?;
        require(
            !references(after, "performer").is_empty(),
            "Observation.performer must name whose answers it was made from.",
        )?;
        require(after["status"] == "final", "Observation.status must be final.")?;
        let mut categories = codings(&after["category"]).peekable();
        let survey = categories.peek().is_some() && categories.all(|c| c == (CATEGORY, "survey"));
        require(survey, "Observation.category must be survey, and nothing else.")?;
        let from = references(after, "derivedFrom");
        let answers = !from.is_empty()
            && from.len() == items(&after["derivedFrom"]).len()
            && from.iter().all(|r| r.starts_with("QuestionnaireResponse/"));
        require(answers, "Observation.derivedFrom must name the answers it was made from.")?;
        require(after.get("focus").is_none(), "Observation.focus is not taken here.")
    }

    /// What the person asks or tells their team at an entry; carers write none.
    fn asks(
        &self,
        after: &Value,
        who: &str,
        problem: fn(&Value) -> Option<&'static str>,
    ) -> Result<(), Refusal> {
        if !self.own.starts_with("Patient/") {
            return Err(Refusal::ReadOnly);
        }
        self.only_by_self(after, who)?;
        require(!references(after, who).is_empty(), "It must name who asks.")?;
        problem(after).map_or(Ok(()), |why| Err(Refusal::Invalid(why.to_owned())))
    }

    /// What they say of the plan that the team keeps. A carer says no more than that an action is done, or not.
    fn answers_a_plan(&self, after: &Value) -> Result<(), Refusal> {
        self.only_by_self(after, "requester")?;
        require(!references(after, "requester").is_empty(), "Task.requester must name who says it.")?;
        let answer = plan_answers::answer_of(after);
        if answer != Some(Answer::Talk) {
            self.only_by_self(after, "owner")?;
            require(!references(after, "owner").is_empty(), "Task.owner must name whose it is.")?;
        }
        let ticks = matches!(answer, Some(Answer::Done | Answer::NotDone));
        if !ticks && !self.own.starts_with("Patient/") {
            return Err(Refusal::ReadOnly);
        }
        plan_answers::problem(after).map_or(Ok(()), |why| Err(Refusal::Invalid(why.to_owned())))
    }

    /// A goal or an action of their own in the care plan: the patient's, or of a carer who may add. The patient may change
    /// what a carer put there, a carer only what they did.
    fn own_part(&self, before: Option<&Value>, after: &Value) -> Result<(), Refusal> {
        if let Some(why) = plan_own::problem(after) {
            return Err(Refusal::Invalid(why.to_owned()));
        }
        if !plan_own::is_theirs(self.own, after) {
            return Err(Refusal::NotYours);
        }
        match before {
            Some(before) if !plan_own::follows(self.own, before, after) => Err(Refusal::ReadOnly),
            // A change of what is not there is answered as one of what is not to be seen.
            None if !self.at_all && !plan_own::begins(self.own, after) => Err(Refusal::NotShared),
            _ => Ok(()),
        }
    }

    /// How near the person is to a goal of theirs, in their own eyes.
    fn rating(&self, after: &Value) -> Result<(), Refusal> {
        self.only_by_self(after, "performer")?;
        require(!references(after, "performer").is_empty(), "Observation.performer must name who rated.")?;
        let known = after
            .as_object()
            .is_some_and(|of| of.keys().all(|name| RATING_ELEMENTS.contains(&name.as_str())));
        require(known, "A rating of a goal holds something that it does not have here.")?;
        require(after["status"] == "final", "Observation.status must be final.")?;
        let survey = codings(&after["category"]).collect::<Vec<_>>() == [(CATEGORY, "survey")];
        require(survey, "Observation.category must be survey, and nothing else.")?;
        let focus = references(after, "focus");
        let one = matches!(focus.as_slice(), [goal] if goal.starts_with("Goal/"));
        require(one && items(&after["focus"]).len() == 1, "Observation.focus must name the one goal.")?;
        let value = after["valueInteger"].as_u64();
        require(value.is_some_and(|value| value <= 10), "Observation.valueInteger must be 0 to 10.")
    }

    /// The patient's own safety plan, or about me; whatever else bears its id is the team's.
    fn plan(&self, before: Option<&Value>, after: &Value, paper: &str) -> Result<(), Refusal> {
        if before
            .is_some_and(|b| self.only_by_self(b, "author").is_err() || references(b, "author").is_empty())
        {
            return Err(Refusal::ReadOnly);
        }
        self.only_by_self(after, "author")?;
        require(!references(after, "author").is_empty(), "CarePlan.author must name who wrote it.")?;
        safety_plan::problem(after, paper).map_or(Ok(()), |why| Err(Refusal::Invalid(why.to_owned())))
    }

    /// What they put there themselves they change; of what somebody else put there they end a permit, and no more.
    fn sharing(&self, before: Option<&Value>, after: &Value) -> Result<(), Refusal> {
        let own =
            |c: &Value| self.only_by_self(c, "performer").is_ok() && !references(c, "performer").is_empty();
        let latest = self.now + CLOCK_AHEAD;
        let ended = match before {
            Some(before) if !own(before) => {
                if !taken_back::ends(before, after, latest) {
                    return Err(Refusal::ReadOnly);
                }
                true
            }
            Some(_) => false,
            None => !own(after) && taken_back::can_be(after, latest),
        };
        if !ended {
            self.only_by_self(after, "performer")?;
        }
        if self.young {
            return Err(Refusal::ReadOnly);
        }
        if !ended {
            self.agreed_by_self(after)?;
        }
        let age = self.now.duration_since(self.auth_time);
        if age > FRESH || age.is_negative() {
            return Err(Refusal::FreshSignIn);
        }
        // A change of what is not there is answered as one of what is not to be seen.
        if ended && before.is_none() && !self.at_all { Err(Refusal::NotShared) } else { Ok(()) }
    }

    fn agreed_by_self(&self, after: &Value) -> Result<(), Refusal> {
        require(!references(after, "performer").is_empty(), "Consent.performer must name who agrees.")?;
        if after["status"] == "active" {
            return self.agreement(after);
        }
        let ended = ["inactive", "rejected", "entered-in-error"].iter().any(|s| after["status"] == *s);
        require(ended, "Consent.status must be active, inactive, rejected or entered-in-error.")
    }

    /// An agreement that could not be judged later is refused now, so that what is stored is what holds.
    fn agreement(&self, after: &Value) -> Result<(), Refusal> {
        require(is_active(after), "Consent.scope must be patient-privacy.")?;
        let given = after["dateTime"].as_str().and_then(moment);
        let in_time = given.is_some_and(|given| given.start <= self.now + CLOCK_AHEAD);
        require(in_time, "Consent.dateTime must be there, and not lie ahead.")?;
        let only = items(&after["extension"]).iter().all(|one| one["url"] == KEEPS);
        let hours = items(&after["extension"]).len() < 2
            && (after.get("extension").is_none() || keeps_is_said(after));
        require(
            only && hours,
            "Consent.extension may say for how many hours copies are kept, 0 to 72, and nothing else.",
        )?;
        let root = &after["provision"];
        require(
            ["permit", "deny"].iter().any(|t| root["type"] == *t),
            "Consent.provision.type must be permit or deny.",
        )?;
        let actors = references(root, "actor.reference");
        let related = !actors.is_empty()
            && actors.len() == items(&root["actor"]).len()
            && actors.iter().all(|a| a.starts_with("RelatedPerson/"));
        require(related, "Consent.provision.actor must name the people it is for.")?;
        for provision in std::iter::once(root).chain(items(&root["provision"])) {
            let extent = understood(provision, self.sections);
            let readable = extent.is_some_and(|e| e.sections.is_some() || e.entries.is_some());
            require(
                readable,
                "Consent.provision must name known sections or entries, and nothing that is not understood here.",
            )?;
            require(
                in_force(&provision["period"], self.now).is_some(),
                "Consent.provision.period can't be read.",
            )?;
        }
        Ok(())
    }

    /// Where the element is there, it must name the writer and nobody else.
    fn only_by_self(&self, resource: &Value, element: &str) -> Result<(), Refusal> {
        let named = references(resource, element);
        let only_self =
            named.len() == items(&resource[element]).len() && named.iter().all(|r| *r == self.own);
        if only_self { Ok(()) } else { Err(Refusal::NotYours) }
    }
}

/// Who answered in the person's place, and has no entry here: a name, and nothing that leads anywhere.
fn is_name_alone(source: &Value) -> bool {
    let named = source["display"].is_string();
    let members = source.as_object().into_iter().flatten();
    named
        && members
            .into_iter()
            .all(|(name, value)| name == "display" || (name == "type" && value == "RelatedPerson"))
}

fn keeps_is_said(consent: &Value) -> bool {
    consent["extension"][0]["valueUnsignedInt"].as_u64().is_some_and(|hours| hours <= KEEPS_MOST)
}

fn rates_a_goal(resource: &Value) -> bool {
    codings(&resource["code"]).any(|code| code == RATING)
}

fn changes_meaning(resource: &Value) -> bool {
    resource.get("modifierExtension").is_some() || resource.get("implicitRules").is_some()
}

fn require(holds: bool, otherwise: &str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::Invalid(otherwise.to_owned())) }
}

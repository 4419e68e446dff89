//! Files of letters and of answers: each is read by its id alone, by whoever may see what it belongs to (docs/access.md), and is in no
//! search.

use serde_json::{Value, json};

use crate::{
    ask::Visit,
    dice::Dice,
    model::{Label, Person, Version, World},
    oracle, render,
    shapes::SHAPES,
    sums::Sums,
};

/// A Binary that belongs to an entry.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The entry.
    pub of: usize,
    /// Its securityContext says so; else the letter names it, as long as its shape does.
    pub context: bool,
    /// Its own label.
    pub label: Label,
}

/// The files of this entry.
pub fn made(dice: &mut Dice, of: usize, ty: &str, label: fn(&mut Dice) -> Label) -> Vec<File> {
    let contexts: &[bool] = match ty {
        "DocumentReference" => &[true, false],
        "QuestionnaireResponse" => &[true],
        _ => &[],
    };
    contexts.iter().map(|context| File { of, context: *context, label: label(dice) }).collect()
}

fn id(world: &World, file: &File) -> String {
    let letter = &world.entries[file.of].id;
    if file.context { format!("context-{letter}") } else { format!("named-{letter}") }
}

/// All of them as FHIR.
pub fn render(world: &World) -> Vec<Value> {
    let one = |file: &File| {
        let mut value = json!({"resourceType": "Binary", "id": id(world, file), "contentType": "text/plain", "data": "YQ=="});
        if file.context {
            value["securityContext"] = json!({"reference": world.name(file.of)});
        }
        if let Some(meta) = render::label(file.label) {
            value["meta"] = meta;
        }
        value
    };
    world.files.iter().map(one).collect()
}

/// As the rules say it: what it belongs to is to be seen, and its own labels do not withhold it.
fn sees(world: &World, person: &Person, file: &File) -> bool {
    let Some(letter) = world.entries[file.of].versions.last() else { return false };
    let belongs = file.context || names_its_file(letter);
    belongs && oracle::sees(world, person, file.of) && is_given(person, letter, file.label)
}

fn names_its_file(letter: &Version) -> bool {
    SHAPES[letter.shape].body.contains("Binary/named-$id")
}

fn is_given(person: &Person, letter: &Version, label: Label) -> bool {
    match label {
        Label::None | Label::Open(_) => true,
        Label::Closed(_) | Label::Sensitive => person.patient == Some(letter.patient),
        Label::Withheld => false,
    }
}

impl Visit<'_> {
    /// Some of the files, by their ids.
    pub async fn files(&self, dice: &mut Dice, sums: &mut Sums) {
        for file in &self.world.files {
            if dice.percent(if self.is_a_strangers(file.of) { 98 } else { 50 }) {
                continue;
            }
            let method = dice.one_of(&["GET", "GET", "HEAD"]);
            let id = id(self.world, file);
            let reply = self.get(sums, method, &format!("/fhir/Binary/{id}"), None).await;
            let expected = sees(self.world, self.person, file);
            let right = if expected {
                reply.status == 200 && (method == "HEAD" || reply.json()["id"] == json!(id))
            } else {
                self.is_denial(sums, method, &reply)
            };
            let told = || {
                format!(
                    "{method} {id} by {}: expected {expected}, came {}; {file:?}",
                    self.person.id, reply.status
                )
            };
            sums.decided("file", (self.is_a_carers(file.of), expected), right, told);
        }
    }
}

//! What the parts of an entry are called, and its states.

/// The element, or how its name begins (`reason` for `reasonCode`), and its plain name. In the order in which they are told.
const LABELS: &[(&str, &str)] = &[
    ("clinicalStatus", "Now"),
    ("verificationStatus", "How sure"),
    ("lifecycleStatus", "State"),
    ("achievementStatus", "How it is going"),
    ("docStatus", "State"),
    ("statusReason", "Why"),
    ("cancelationReason", "Why"),
    ("value", "Result"),
    ("component", "Parts"),
    ("interpretation", "What it means"),
    ("dataAbsentReason", "Why there is no result"),
    ("referenceRange", "Usual range"),
    ("conclusion", "What was found"),
    ("summary", "Summary"),
    ("finding", "What was found"),
    ("description", "What it says"),
    ("topic", "About"),
    ("payload", "What it says"),
    ("content", "What it says"),
    ("detail", "More"),
    ("code", "What it is"),
    ("type", "Kind"),
    ("class", "Kind"),
    ("category", "Kind"),
    ("serviceType", "Service"),
    ("appointmentType", "Kind"),
    ("deviceName", "Name"),
    ("name", "Name"),
    ("title", "Title"),
    ("relationship", "Relation"),
    ("condition", "Condition"),
    ("reaction", "What happened"),
    ("manifestation", "Signs"),
    ("substance", "Substance"),
    ("criticality", "How serious it could be"),
    ("severity", "How severe"),
    ("seriousness", "How serious"),
    ("stage", "Stage"),
    ("prediction", "What the team wrote about it"),
    ("outcome", "Outcome"),
    ("qualitativeRisk", "In the team’s words"),
    ("probability", "How likely, in the team’s view"),
    ("relativeRisk", "Compared with other people"),
    ("rationale", "Why"),
    ("mitigation", "What helps"),
    ("basis", "Based on"),
    ("onset", "Began"),
    ("abatement", "Ended"),
    ("start", "Start"),
    ("end", "End"),
    ("period", "When"),
    ("occurrence", "When"),
    ("performed", "When"),
    ("effective", "When"),
    ("due", "By when"),
    ("deceased", "Died"),
    ("born", "Born"),
    ("age", "Age"),
    ("dosage", "How to take it"),
    ("dose", "How much"),
    ("quantity", "How much"),
    ("daysSupply", "Enough for how many days"),
    ("route", "How it is given"),
    ("method", "How"),
    ("site", "Where on the body"),
    ("bodySite", "Where on the body"),
    ("protocolApplied", "Course"),
    ("targetDisease", "Protects against"),
    ("doseNumber", "Dose number"),
    ("seriesDoses", "Of how many"),
    ("vaccineCode", "Vaccination"),
    ("forecastStatus", "State"),
    ("dateCriterion", "When"),
    ("lotNumber", "Batch"),
    ("expirationDate", "Use by"),
    ("manufacturer", "Made by"),
    ("reason", "Why"),
    ("indication", "Why"),
    ("doNotPerform", "This must not be done"),
    ("isSubpotent", "It may not protect enough"),
    ("primarySource", "Told by who gave it"),
    ("patientInstruction", "What to do"),
    ("instructions", "What to do"),
    ("goal", "Goal"),
    ("target", "Target"),
    ("measure", "What is measured"),
    ("addresses", "For"),
    ("activity", "What will be done"),
    ("provision", "What was agreed"),
    ("policy", "Under which rule"),
    ("scope", "About"),
    ("verification", "Checked"),
    ("actor", "Who"),
    ("action", "What"),
    ("participant", "Who took part"),
    ("performer", "By whom"),
    ("recipient", "For whom"),
    ("asserter", "Who said so"),
    ("recorder", "Who wrote it"),
    ("author", "Who wrote it"),
    ("sender", "From"),
    ("requester", "Who asked"),
    ("dispenseRequest", "How much you can have"),
    ("expectedSupplyDuration", "Lasts"),
    ("numberOfRepeatsAllowed", "Times more"),
    ("recorded", "Written on"),
    ("issued", "Made known on"),
    ("authored", "Written on"),
    ("created", "Written on"),
    ("dateAsserted", "Written on"),
    ("location", "Where"),
    ("hospitalization", "Stay"),
    ("admitSource", "Came from"),
    ("dischargeDisposition", "Went to"),
    ("serviceProvider", "Who was responsible"),
    ("careManager", "Care coordinator"),
    ("managingOrganization", "Who is responsible"),
    ("length", "How long"),
    ("priority", "How urgent"),
    ("intent", "How far it is"),
    ("result", "Results"),
    ("specimen", "Sample"),
    ("hasMember", "Parts"),
    ("derivedFrom", "Made from"),
    ("basedOn", "Asked for in"),
    ("partOf", "Part of"),
    ("encounter", "Visit"),
    ("context", "Visit"),
    ("episodeOfCare", "Time in care"),
    ("diagnosis", "Diagnosis"),
    ("replaces", "Takes the place of"),
    ("supportingInfo", "See also"),
    ("note", "Note"),
    ("comment", "Note"),
    ("display", "Name"),
    ("amount", "Amount"),
    ("total", "In all"),
    ("unitPrice", "Price"),
    ("net", "Amount"),
    ("productOrService", "What for"),
    ("insurance", "Paid by"),
    ("payment", "Payment"),
    ("item", "What is in it"),
    ("section", "Parts"),
    ("use", "For"),
    ("scheduled", "When"),
];

/// The row of the longest name that fits.
fn row(element: &str) -> Option<(usize, &'static str)> {
    let mut best: Option<(usize, usize, &'static str)> = None;
    for (at, (stem, words)) in LABELS.iter().enumerate() {
        let rest = element.strip_prefix(stem);
        let fits = rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()));
        if fits && best.is_none_or(|(_, long, _)| stem.len() > long) {
            best = Some((at, stem.len(), words));
        }
    }
    best.map(|(at, _, words)| (at, words))
}

/// Where a part stands among the others; parts that are not named come last.
#[must_use]
pub fn place(element: &str) -> usize {
    row(element).map_or(LABELS.len(), |(at, _)| at)
}

/// The plain name of an element; one that is not known by its own words: `lensSpecification` is "Lens specification".
#[must_use]
pub fn label(element: &str) -> String {
    match row(element) {
        Some((_, words)) => words.to_owned(),
        None => split(element),
    }
}

/// A name of the format in separate words.
#[must_use]
pub fn split(name: &str) -> String {
    let mut words = String::new();
    for (at, letter) in name.chars().enumerate() {
        match (at, letter.is_ascii_uppercase()) {
            (0, _) => words.push(letter.to_ascii_uppercase()),
            (_, true) => {
                words.push(' ');
                words.push(letter.to_ascii_lowercase());
            }
            (_, false) => words.push(letter),
        }
    }
    words
}

/// How somebody was seen: the codes of `Encounter.class` (v3-ActCode). Their own displays are for systems.
const VISITS: &[(&str, &str)] = &[
    ("AMB", "A visit, without a stay"),
    ("HH", "At home"),
    ("FLD", "Away from the clinic"),
    ("VR", "By phone or video"),
    ("EMER", "In the emergency department"),
    ("IMP", "A stay in hospital"),
    ("ACUTE", "A stay in hospital"),
    ("NONAC", "A stay in hospital"),
    ("SS", "A short stay in hospital"),
    ("OBSENC", "In hospital for a while, to be looked after"),
    ("PRENC", "Before a stay in hospital"),
];

/// How somebody was seen, in words; `None` for a code that is not known here.
#[must_use]
pub fn visit(code: &str) -> Option<&'static str> {
    VISITS.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

/// A note with who wrote it and when: "It went well (Dr Okafor, 13 March 2026)".
#[must_use]
pub fn signed(text: String, who: Option<&str>, when: Option<&str>) -> String {
    let who = who.map(super::apart);
    let by: Vec<&str> = who.as_deref().into_iter().chain(when).collect();
    if by.is_empty() { text } else { [super::apart(&text).as_ref(), " (", &by.join(", "), ")"].concat() }
}

/// A thing that is so, or not.
#[must_use]
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { "Yes" } else { "No" }
}

/// Something that was attached and has no title.
pub const A_FILE: &str = "A file";
/// A recording such as an ECG.
pub const A_RECORDING: &str = "A recording";
/// Somebody or something that bears no name here.
pub const NOT_NAMED: &str = "Name not in the record";

/// Why something is not there (`data-absent-reason`).
#[must_use]
pub fn absent(code: &str) -> String {
    let why = match code {
        "asked-unknown" => "Asked, but not known",
        "asked-declined" => "Asked, and not answered",
        "not-asked" => "Not asked",
        "temp-unknown" => "Not known yet",
        "masked" => "Not shown here",
        "not-applicable" => "Does not apply",
        "not-performed" => "Not done",
        "error" => "Lost by a mistake",
        _ => "Not known",
    };
    why.to_owned()
}

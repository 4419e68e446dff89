//! The shelves of the record.

use crate::record::Shelf;

/// Title, one line under it, and what the shelf says when it is empty.
type Row = (Shelf, &'static str, &'static str, &'static str);

const SHELVES: [Row; 26] = [
    (Shelf::Conditions, "Conditions", "What you live with, and what has passed", "There are no conditions"),
    (Shelf::Medicines, "Medicines", "What you take, and how", "There are no medicines"),
    (Shelf::Allergies, "Allergies", "What you must avoid", "There are no allergies"),
    (Shelf::Results, "Results", "Tests and measurements over time", "There are no results"),
    (Shelf::Letters, "Letters", "Letters and documents about your care", "There are no letters"),
    (Shelf::Team, "Care team", "The people who look after you", "There is no care team"),
    (Shelf::Plan, "Care plan", "Goals, and who does what", "There is no care plan"),
    (Shelf::Scores, "Past check-ins", "Your answers over time", "There are no answers to this one"),
    (Shelf::Answers, "Past check-ins", "Your answers over time", "There are no answers to this one"),
    (Shelf::Tasks, "To do", "What your team asked you to do", "There is nothing to do"),
    (Shelf::Appointments, "Appointments", "Past and coming", "There are no appointments"),
    (Shelf::Visits, "Visits and stays", "When you were seen, and times in hospital", "There are no visits"),
    (Shelf::Notes, "Clinic notes", "What your team wrote after seeing you", "There are no notes"),
    (Shelf::Reports, "Reports and scans", "What tests and scans found", "There are no reports"),
    (Shelf::Vaccinations, "Vaccinations", "What you were given, and when", "There are no vaccinations"),
    (Shelf::Procedures, "Treatments", "Treatments and procedures", "There are no treatments"),
    (Shelf::Referrals, "Referrals and requests", "What was asked for you", "There are no referrals"),
    (Shelf::Family, "Family history", "Health of people in your family", "There is no family history"),
    (Shelf::Watched, "What your team looks out for", "In your team’s words", "There is nothing like this"),
    (
        Shelf::Rights,
        "Consent and legal status",
        "What was agreed, and your status",
        "There is nothing like this",
    ),
    (Shelf::Noticed, "What others noticed", "From people who care for you", "Nobody noted anything"),
    (Shelf::Others, "Other entries", "Everything else in your record", "There are no other entries"),
    (Shelf::Steps, "Safety plan", "What helps in hard times", "There is no safety plan"),
    (
        Shelf::Papers,
        "Plans they chose for you",
        "A crisis plan, or another one by itself",
        "There is no plan",
    ),
    (Shelf::Entries, "Entries", "", "There are no entries"),
    (Shelf::News, "New in your record", "", "There is nothing new"),
];

fn row(shelf: Shelf) -> &'static Row {
    SHELVES.iter().find(|(known, ..)| *known == shelf).unwrap_or(&SHELVES[0])
}

/// Title of a shelf.
#[must_use]
pub fn shelf(shelf: Shelf) -> &'static str {
    row(shelf).1
}

/// One line under a shelf's title in the list of shelves.
#[must_use]
pub fn about(shelf: Shelf) -> &'static str {
    row(shelf).2
}

/// What an empty shelf says; `whose` names the person where it is not the reader's own.
#[must_use]
pub fn empty(shelf: Shelf, whose: Option<&str>) -> String {
    let whose = whose.map_or_else(|| "your".into(), super::possessive);
    [row(shelf).3, " in ", &whose, " record yet."].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shelf_has_words() {
        for shelf in Shelf::RECORD.into_iter().chain(Shelf::MORE) {
            assert_eq!(row(shelf).0, shelf);
        }
        assert_eq!(empty(Shelf::Letters, Some("Sam")), "There are no letters in Sam’s record yet.");
    }
}

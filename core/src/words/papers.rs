//! What a person writes in their own words, beside the safety plan.

use crate::plan::Paper;

/// The words of a paper.
#[derive(Debug)]
pub struct PaperWords {
    /// Title.
    pub title: &'static str,
    /// Its address.
    pub address: &'static str,
    /// Under the link to it.
    pub hint: &'static str,
    /// First words.
    pub lead: &'static str,
    /// What is said while it is empty: that it is, what it is, how it goes.
    pub empty: [&'static str; 3],
    /// Who sees it.
    pub who: &'static str,
}

const HOW: &str =
    "You write one part at a time. Every part may stay empty, and you can change it whenever you like.";
/// Links and the emergency card are no sharing with somebody, and show it all the same.
const TEAM: &str = "It is part of your record, so your team can read it. What you choose under Sharing does not show it. A link or an emergency card that you made of it does, to whoever has it.";
const CRISIS: &str = "It is part of your record, so your team can read it. Somebody you share with sees it only where you choose that for them. A link or an emergency card that you made of it shows it too, to whoever has it.";

/// In the order of [`Paper::OTHERS`].
const PAPERS: [PaperWords; 6] = [
    PaperWords {
        title: "About me",
        address: "/plan/about-me",
        hint: "Who you are, what matters to you, your story, in your own words",
        lead: "So that people who support you know who you are.",
        empty: [
            "You have not written about yourself here yet.",
            "Here you can say who you are, what matters to you, and how you like to be supported. You can tell your story, as much of it as you like.",
            HOW,
        ],
        who: TEAM,
    },
    PaperWords {
        title: "My early-warning signs",
        address: "/plan/early-signs",
        hint: "What you notice first, and what helps then",
        lead: "What you and others notice first when you begin to get unwell, and what helps then.",
        empty: [
            "You have not written down any early signs yet.",
            "Getting unwell often begins with small changes. Who knows their own can do something early.",
            HOW,
        ],
        who: TEAM,
    },
    // That a written statement is to be considered: Mental Capacity Act 2005, section 4(6)(a). Refusing treatment in
    // advance has its own form: sections 24 to 26.
    PaperWords {
        title: "My choices for later",
        address: "/plan/advance-choices",
        hint: "What you want if you are too unwell to say so",
        lead: "What you want to happen if one day you are too unwell to say so.",
        empty: [
            "You have not written down any choices yet.",
            "People who decide about your care must think about what you write here. It does not bind them. To refuse a treatment in advance, so that it counts in law, ask your team: there is a form of its own for that.",
            HOW,
        ],
        who: TEAM,
    },
    PaperWords {
        title: "My communication needs",
        address: "/plan/communication-needs",
        hint: "How to reach you, write to you and speak with you",
        lead: "So that your team knows how to reach you and how to speak with you.",
        empty: [
            "You have not written down what you need yet.",
            "Say here how you like to be reached, in what form you can read things, and what helps you to talk. Services have to ask about this, and to act on it.",
            HOW,
        ],
        who: TEAM,
    },
    PaperWords {
        title: "If I can’t be there",
        address: "/plan/if-i-cannot",
        hint: "Who steps in, and what they need to know",
        lead: "For whoever steps in for the person you care for, when you can’t.",
        empty: [
            "You have not written a plan for this yet.",
            "You may be ill, or away, or need a rest. With a plan, somebody else can step in and know what to do.",
            "You write one part at a time. Print it, and give it to whoever would step in. Write no more about the person you care for than they would want.",
        ],
        who: "It is yours. Nobody you care for can see it here, and nobody who shares with you.",
    },
    PaperWords {
        title: "My crisis plan",
        address: "/plan/crisis-plan",
        hint: "What others can do, and whom to call, when it is too much",
        lead: "For the time when it is too much for you: what others can do, and whom they call.",
        empty: [
            "You have no crisis plan here yet.",
            "A crisis plan tells people around you what they may see, what helps, and whom to call. Your safety plan is what you do yourself. This one is for them.",
            "You write one part at a time, best together with your team or somebody you trust. Every part may stay empty. Share it, print it or send a link, so that others have it in time.",
        ],
        who: CRISIS,
    },
];

/// The words of a paper; those of the first where it has none here.
#[must_use]
pub fn of(paper: Paper) -> Option<&'static PaperWords> {
    let at = Paper::OTHERS.iter().position(|one| *one == paper)?;
    PAPERS.get(at)
}

/// The parts from "sets it off" on: name, what is asked, words to begin from.
const PARTS: [(&str, &str, &[&str]); 25] = [
    (
        "What sets it off",
        "What happens before you get unwell? Stress, little sleep, a day of the year, stopping a medicine.",
        &["Little sleep", "Rows at home", "Money worries"],
    ),
    (
        "Early signs",
        "What do you notice first, or what do others tell you?",
        &["I sleep less and feel full of ideas", "I stop going out", "I hear my name called"],
    ),
    (
        "What helps early",
        "What helps when it is still small?",
        &["Go to bed at the same time", "Cancel what can wait", "Ask my team for an earlier appointment"],
    ),
    (
        "Whom to tell",
        "Who may tell you that they see it, and whom do you tell?",
        &["My sister may say it to me", "My care coordinator"],
    ),
    (
        "What helps me when I am unwell",
        "Which treatments, places and ways of being with you have helped?",
        &["A quiet room", "Being outside once a day"],
    ),
    (
        "What I would rather not have",
        "What did not help, or made it worse? Say why, if you like.",
        &["Please don’t stand over me", "A medicine that made me shake"],
    ),
    (
        "Who is told, and who is not",
        "Whom should your team tell how you are? Whom not?",
        &["Tell my sister", "Don’t tell my work"],
    ),
    (
        "What is to be looked after",
        "Children, animals, home, bills: what needs somebody, and who can do it?",
        &["My cat: next door has a key", "Tell school who collects the children"],
    ),
    (
        "Who can speak for me",
        "Is there somebody who knows what you want? A friend, an advocate, somebody with a power of attorney.",
        &["My brother knows what I want"],
    ),
    (
        "How to reach me",
        "How do you like to be reached, and when?",
        &["Text me, please don’t call", "Call after eleven in the morning"],
    ),
    (
        "How I read things",
        "In what form can you read letters and leaflets?",
        &["Large print", "Easy read", "In my own language", "By email, so that it can be read out to me"],
    ),
    (
        "What helps me to talk",
        "What do you need when you meet somebody? A language, a person, a way.",
        &["An interpreter", "A British Sign Language interpreter", "I lipread: please face me", "More time"],
    ),
    (
        "Who helps me with this",
        "Is there somebody who helps you to understand and to say things?",
        &["My daughter comes with me", "An advocate"],
    ),
    (
        "Who to call",
        "Who can step in? In what order are they called?",
        &["Their sister", "The team’s duty line", "Next door"],
    ),
    (
        "Each day",
        "What do they need help with, and when? What do they do themselves?",
        &["Breakfast at eight", "Walks the dog alone"],
    ),
    (
        "Medicines",
        "Where is the list, where are they kept, who gives them?",
        &["The list is on the fridge", "The chemist delivers on Fridays"],
    ),
    ("Home and keys", "Who has a key? What about heating, animals, bins, bills?", &["Next door has a key"]),
    (
        "How they like things",
        "What calms them, what upsets them, how do they like to be spoken to?",
        &["Knock first", "No loud voices"],
    ),
    (
        "How others can tell",
        "What do others see or hear when you are in crisis?",
        &["I don’t answer for a day", "I talk very fast", "I say that nobody needs me"],
    ),
    (
        "Who is to be called",
        "Who is called first, who next? A person you trust, your team, a crisis line.",
        &["My sister, first", "My care team"],
    ),
    (
        "What others can do",
        "What helps when somebody is with you?",
        &["Sit with me, you need not talk", "Turn off the bright light", "Go outside with me"],
    ),
    (
        "What makes it worse",
        "What should others not do? Say why, if you like.",
        &["Please don’t hold me", "Don’t send many people at once"],
    ),
    (
        "Where I can be",
        "Where is it safer and quieter for you? Where would you rather not go?",
        &["At my sister’s", "The crisis house, if there is room"],
    ),
    (
        "What those who treat me need to know",
        "Medicines, allergies, your body’s health, what helped or harmed before.",
        &["I have diabetes", "I can’t take this medicine:"],
    ),
    (
        "When it gets better",
        "How can others tell that it is over? What do you need then?",
        &["I sleep through the night again", "Let us talk about what happened after a week"],
    ),
];

/// A part: its name, what is asked, words to begin from.
#[must_use]
pub fn part(step: usize) -> (&'static str, &'static str, &'static [&'static str]) {
    let at = step.checked_sub(Paper::Early.parts().start);
    at.and_then(|at| PARTS.get(at)).copied().unwrap_or_default()
}

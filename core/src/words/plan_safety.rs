//! The safety plan. The six steps are in our own words: the published template asks for permission (FACTS).

use super::papers::{self, PaperWords};
use crate::plan::{CRISIS, Paper, Standing};

/// Title.
pub const TITLE: &str = "My safety plan";
/// Title, where it is somebody's.
#[must_use]
pub fn title_of(name: &str) -> String {
    if name.is_empty() { TITLE.into() } else { [&super::possessive(name), " safety plan"].concat() }
}
/// The words of a paper.
#[must_use]
pub fn of(paper: Paper) -> &'static PaperWords {
    papers::of(paper).unwrap_or(&SAFETY)
}
/// Those of the safety plan.
const SAFETY: PaperWords = PaperWords {
    title: TITLE,
    address: "/plan/safety",
    hint: HINT,
    lead: LEAD,
    empty: [EMPTY, EMPTY_WHAT, EMPTY_HOW],
    who: "It is part of your record, so your team can read it. Somebody you share with sees only the parts that you choose for them, one by one. A link that you made of it shows all but your reasons and hopes, to whoever has it.",
};
/// The title of a paper.
#[must_use]
pub fn title(paper: Paper, name: &str) -> String {
    if paper == Paper::Safety { title_of(name) } else { of(paper).title.into() }
}
/// First words.
pub const LEAD: &str = "For hard times: what helps you, and who. In your own words.";
/// Under the link to it.
pub const HINT: &str = "What helps, and who, in hard times. It opens offline too.";
/// The same, where nothing is written.
pub const HINT_NEW: &str = "Write down what helps you in hard times, one step at a time.";
/// It is time to look at it again.
pub const HINT_REVIEW: &str = "You planned to look at it again. Is it still right for you?";

/// Heads the empty plan.
pub const EMPTY: &str = "You have no safety plan here yet.";
/// What it is.
pub const EMPTY_WHAT: &str = "A safety plan helps when thoughts of hurting yourself come, or when everything is too much. It goes in small steps.";
/// How it goes.
pub const EMPTY_HOW: &str = "You write one step at a time. Every step may stay empty. You can do it alone, or with someone you trust.";
/// Who sees a step, beside the team.
#[must_use]
pub fn seen_by(names: &[&str]) -> String {
    if names.is_empty() {
        SEEN_BY_NOBODY.into()
    } else {
        ["Can also be seen by: ", &names.join(", ")].concat()
    }
}
/// Nobody does, by what the person chose; a link is not among that.
pub const SEEN_BY_NOBODY: &str = "You let nobody you share with see this. Your team can see it.";
/// Links show all of them.
pub const LINK_SHOWS: &str =
    "A link that you made of this plan shows it too, to whoever has it, until it ends.";
/// Heads who can see a step.
pub const WHO_SEES: &str = "Who can see this";
/// What a press does.
pub const WHO_SEES_HINT: &str =
    "You see your choice once more before it counts. They can read this, not change it.";
/// Reasons and hopes.
pub const NEVER_SHARED: &str = "This part is never shared. Only you and your team can see it.";
/// It is not known now.
pub const WHO_SEES_OFFLINE: &str = "Who can see this can be shown and changed online.";
/// There is nobody.
pub const WHO_SEES_NOBODY: &str = "You do not share with anybody.";
/// Lets somebody see it.
#[must_use]
pub fn show_to(name: &str) -> String {
    ["Let ", name, " see this"].concat()
}
/// No more.
#[must_use]
pub fn hide_from(name: &str) -> String {
    ["Stop showing ", name, " this"].concat()
}
/// First words for who is shown steps of somebody's.
#[must_use]
pub fn shared_lead(name: &str) -> String {
    [
        "What helps ",
        name,
        " in hard times. These are ",
        &super::possessive(name),
        " own words. You can read them, not change them.",
    ]
    .concat()
}
/// The name of a step of somebody else's, from 0.
#[must_use]
pub fn theirs(step: usize) -> &'static str {
    const THEIRS: [&str; 6] = [
        "Warning signs",
        "What helps when they are alone",
        "People and places that take their mind off it",
        "People they ask for help",
        "Professionals and services",
        "Making things safer around them",
    ];
    THEIRS.get(step).copied().unwrap_or_default()
}
/// Heads help, for who cares for somebody.
pub const NOT_ALONE_EITHER: &str = "You don’t have to carry this alone either.";
/// A shared step without a line.
pub const SHARED_NONE: &str = "Nothing is written here yet.";
/// Heads what a carer can do.
pub const SHARED_DO: &str = "If you are worried about them";
/// What a carer can do. That asking does not put the thought there: Dazzi and others, Psychological Medicine, 2014.
pub const SHARED_TRUTHS: [&str; 4] = [
    "Ask how they are, and listen. You don’t have to solve it.",
    "You can ask plainly whether they think about suicide. Asking does not put the thought there.",
    "Look at the parts above together, and try what they wrote.",
    "If they are in danger now, stay with them if it is safe for you, and call 999.",
];
/// Heads a paper of somebody else's that they share by itself.
#[must_use]
pub fn in_their_words(paper: Paper) -> String {
    ["In their own words: ", of(paper).title].concat()
}
/// Begins it.
pub const BEGIN: &str = "Begin with the first step";

/// The names of the parts.
const NAMES: [&str; 11] = [
    "My warning signs",
    "What I can do myself",
    "People and places that take my mind off it",
    "People I can ask for help",
    "Professionals and services",
    "Making things safer around me",
    "My reasons and hopes",
    "About me",
    "What matters to me",
    "How you can support me",
    "My story",
];

/// The name of a part, from 0.
#[must_use]
pub fn name(step: usize) -> &'static str {
    NAMES.get(step).copied().unwrap_or(papers::part(step).0)
}

/// What is asked for in a part.
#[must_use]
pub fn prompt(step: usize) -> &'static str {
    const PROMPTS: [&str; 11] = [
        "How do you notice that a hard time is coming? It can be a thought, a feeling, something in your body, or something you do.",
        "What can you do by yourself that helps a little, even for ten minutes? Small things count.",
        "Who is good company, and where do you feel a bit better? You don’t have to tell them how you feel.",
        "Whom can you tell that it is hard, and ask to be with you or to help?",
        "Who can help because it is their job? Your team, your doctor, a helpline.",
        "What around you could hurt you, and how can you make it harder to reach? Someone you trust can help with this.",
        "What matters to you, and what do you hope for? A person, a pet, a place, a plan, a belief.",
        "What would you like people who support you to know about you, beside what is hard?",
        "What is important to you in life, and in how you are cared for?",
        "What helps when you are unwell, and what makes it worse? How do you like to be spoken to?",
        "How did things come to be as they are? What has happened, what helped, what do you make of it? In your own words and time.",
    ];
    PROMPTS.get(step).copied().unwrap_or(papers::part(step).1)
}

/// Words to begin from.
#[must_use]
pub fn examples(step: usize) -> &'static [&'static str] {
    const EXAMPLES: [&[&str]; 11] = [
        &[
            "I stop answering messages",
            "I can’t sleep two nights in a row",
            "I think I am a burden",
            "I feel numb",
        ],
        &[
            "Go for a walk round the block",
            "Put on music that calms me",
            "Breathe slowly for five minutes",
            "Have a warm shower",
        ],
        &[
            "Sit in the café on the corner",
            "Go to the park",
            "Watch a film with someone",
            "Visit the library",
        ],
        &["My sister", "A friend I trust", "A neighbour"],
        &["My care team", "My doctor’s surgery"],
        &[
            "Ask someone to look after my tablets",
            "Give the thing I think about to someone I trust",
            "Not be alone at night for a while",
            "Stay away from alcohol when it is hard",
        ],
        &["My children", "My cat needs me", "I want to see the sea again", "It has got better before"],
        &["I like to be called", "I live with", "I am good at"],
        &["My family", "Being outdoors", "Deciding for myself"],
        &[
            "Please write things down for me",
            "Give me time to answer",
            "Please don’t touch me without asking",
        ],
        &["It began when", "What helped me then was", "What I make of it is"],
    ];
    EXAMPLES.get(step).copied().unwrap_or(papers::part(step).2)
}

/// Services are the examples of this part.
#[must_use]
pub fn is_for_services(step: usize) -> bool {
    step == 4 || step == CRISIS + 1
}

/// A line of this part can have a number to call.
#[must_use]
pub fn has_number(step: usize) -> bool {
    (2..=4).contains(&step) || step == CRISIS + 1
}

/// "Step 2 of 7", of the paper that the part belongs to.
#[must_use]
pub fn place(step: usize) -> String {
    let parts = Paper::of(step).parts();
    ["Step ", &(step + 1 - parts.start).to_string(), " of ", &parts.len().to_string()].concat()
}

/// Heads the examples.
pub const EXAMPLES: &str = "Some begin like this. Tap one to start from it.";
/// The field of a new line.
pub const NEW: &str = "In your own words";
/// The field of a line that is changed.
pub const CHANGING: &str = "Change this line";
/// The field of a number.
pub const PHONE: &str = "Phone number";
/// What can be called.
pub const PHONE_HINT: &str =
    "One number, in digits. With letters or a second number in it, it can be read but not called.";
/// Adds it.
pub const ADD: &str = "Add it";
/// Keeps a changed line.
pub const KEEP: &str = "Keep the change";
/// Given without words.
pub const WRONG: &str = "Write a few words first.";
/// Said when it is added.
pub const ADDED: &str = "Added to your plan. It is saved.";
/// What is in this step.
pub const IN_STEP: &str = "In your plan";
/// A step without a line.
pub const NONE: &str = "Nothing here yet. It may stay empty.";
/// Changes a line.
pub const CHANGE: &str = "Change";
/// Takes it out.
pub const REMOVE: &str = "Take out";
/// One place up.
pub const UP: &str = "Move up";
/// One place down.
pub const DOWN: &str = "Move down";
/// Said then.
pub const MOVED_UP: &str = "Moved up";
/// Said then.
pub const MOVED_DOWN: &str = "Moved down";
/// Brings it back.
pub const UNDO: &str = "Put it back";
/// Said then.
pub const BACK_AGAIN: &str = "It is back.";
/// What was taken out.
#[must_use]
pub fn taken_out(text: &str) -> String {
    ["Taken out: ", text].concat()
}
/// A button, and the line that it is about.
#[must_use]
pub fn about(does: &str, text: &str) -> String {
    [does, ": ", text].concat()
}
/// To the next step.
pub const NEXT: &str = "Next step";
/// To the whole plan.
pub const DONE: &str = "Done for now";
/// Back to the whole plan.
pub const BACK: &str = "Back";
/// Writes a step.
pub const EDIT: &str = "Change this part";
/// Writes an empty step.
pub const FILL: &str = "Write this part";

/// Leads to the ladder; its title.
pub const HOW_NOW: &str = "How am I now?";
/// First words of the ladder.
pub const HOW_LEAD: &str = "Tap what is nearest. It only finds the step that may help now. It is not kept.";
/// The rungs: words, and the step they lead to; the last two lead to services and help.
pub const RUNGS: [(&str, usize); 6] = [
    ("I am all right. I want to look at my signs.", 0),
    ("Something is starting. I can do something myself.", 1),
    ("I need other people or another place around me.", 2),
    ("I need someone to know, and to be with me.", 3),
    ("I need help from someone whose job it is.", 4),
    ("I think about hurting myself. I want to be safer.", 5),
];
/// If the step is not enough.
pub const NOT_ENOUGH: &str = "If this is not enough";
/// To the step that follows.
#[must_use]
pub fn go_on(step: usize) -> String {
    ["Go on to: ", name(step)].concat()
}
/// Nothing is written in the step that may help.
pub const NONE_NOW: &str =
    "You have not written anything here. That is all right. Go on to the next step, or get help now.";
/// Always there.
pub const NOT_ALONE: &str = "You don’t have to get through this alone.";

/// The day to look at it again.
pub const REVIEW: &str = "When to look at it again";
/// Why.
pub const REVIEW_WHY: &str = "What helps can change. Choose when you want to look at your plan again.";
/// No day.
pub const NO_DAY: &str = "No day";
/// The choices, in months.
pub const MONTHS: [(&str, u8); 4] = [("In 1 month", 1), ("In 3 months", 3), ("In 6 months", 6), (NO_DAY, 0)];
/// The chosen day.
#[must_use]
pub fn review(day: &str) -> String {
    ["You want to look at it again on ", day, "."].concat()
}
/// It has come.
#[must_use]
pub fn review_due(day: &str) -> String {
    ["You wanted to look at your plan on ", day, ". Is it still right for you?"].concat()
}

/// How it is kept.
#[must_use]
pub fn state(state: Standing) -> &'static str {
    match state {
        Standing::Nothing => "",
        Standing::Here(true) => "Saved on this device. It is not sent yet, and goes when you are online.",
        Standing::Here(false) => "Not kept on this device. Keep this open until it is sent.",
        Standing::Sent => "Saved in your record.",
        Standing::NotKept(_) => "This could not be saved on this device. Keep this open, and try again.",
        Standing::Refused => "It is saved here, but the service did not take it. Please tell your team.",
    }
}
/// When it was last changed.
#[must_use]
pub fn changed(when: &str) -> String {
    ["Last changed ", when, "."].concat()
}
/// When it was last compared with the record.
#[must_use]
pub fn checked(when: &str) -> String {
    if when.is_empty() { "Last checked: never.".into() } else { ["Last checked ", when, "."].concat() }
}

/// Leads to earlier versions; their title.
pub const BEFORE: &str = "Earlier versions";
/// First words.
pub const BEFORE_LEAD: &str = "Each time you change your plan, what it was before is kept here.";
/// All of a version, under what it changed.
pub const VERSION_WHOLE: &str = "All of it then";
/// There are none.
pub const BEFORE_NONE: &str = "There are no earlier versions yet.";
/// The version of now.
pub const VERSION_NOW: &str = "Now";
/// A version without a line.
pub const VERSION_EMPTY: &str = "Nothing was written in it.";

/// Heads what was changed in two places.
pub const ASK: &str = "Your plan was changed in two places";
/// What to do.
pub const ASK_LEAD: &str =
    "Nothing was lost. Please choose what is right now. Both stay in your earlier versions.";
/// What was written here.
pub const ASK_MINE: &str = "Written here";
/// What was written elsewhere.
pub const ASK_THEIRS: &str = "Written on another device";
/// It was taken away there.
pub const ASK_GONE: &str = "Taken out";
/// Takes mine.
pub const TAKE_MINE: &str = "Keep what I wrote here";
/// Takes theirs.
pub const TAKE_THEIRS: &str = "Keep the other one";
/// Takes both.
pub const TAKE_BOTH: &str = "Keep both";
/// Said then.
pub const CHOSEN: &str = "Your choice is saved.";

/// The switch.
pub const OPEN: &str = "Read my plan without unlocking";
/// What it means.
pub const OPEN_HINT: &str = "Anyone who holds this device can read it, also when you are not signed in. A copy stays on this device until you switch this off or sign out.";
/// The copy is there.
pub const OPEN_KEPT: &str = "A copy is on this device now. You can read it on the lock screen.";
/// The copy was taken away.
pub const OPEN_GONE: &str = "The copy is gone from this device.";
/// Heads the switch.
pub const OPEN_TITLE: &str = "On this device";
/// Said above a plan that is read without unlocking.
pub const OPEN_READ: &str = "You can read this plan, but not change it, until you unlock or sign in.";
/// Back to where one unlocks or signs in.
pub const OPEN_BACK: &str = "Unlock or sign in";
/// Prints.
pub const PRINT: &str = "Print this page";
/// On paper it is no longer locked.
pub const PRINT_HINT: &str = "To keep it as a file, choose “Save as PDF” where you would choose the printer. On paper and as a file, anyone who finds it can read it.";

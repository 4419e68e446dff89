//! A question in each of its states.

use lapwing_core::form::{Answer, Choice, Field, Question, QuestionView};
use lapwing_core::trouble::Trouble;

const LEAD: &str =
    "Over the last 2 weeks, how often have you been bothered by any of the following problems?";
const LABELS: [&str; 4] = ["Not at all", "Several days", "More than half the days", "Nearly every day"];

fn asks(text: &str, field: Field) -> Question {
    Question {
        link_id: text.len().to_string(),
        lead: Some(LEAD.into()),
        text: text.into(),
        field,
        required: true,
        groups: vec![],
    }
}

fn days() -> Field {
    let choice = |label: &str| Choice { label: label.into(), coding: serde_json::Value::Null, weight: None };
    Field::Choice(LABELS.map(choice).to_vec())
}

fn first() -> QuestionView {
    QuestionView {
        number: 1,
        of: 9,
        question: asks("Little interest or pleasure in doing things", days()),
        answer: None,
        missing: false,
        help: false,
        kept: None,
        on_device: true,
        resumed: false,
    }
}

fn answered() -> QuestionView {
    QuestionView { number: 4, answer: Some(Answer::Choice(2)), kept: Some(Ok(())), ..first() }
}

/// The ninth question of the PHQ-9, with an answer that opens help.
fn ninth() -> QuestionView {
    let text = "Thoughts that you would be better off dead, or of hurting yourself in some way";
    let question = asks(text, days());
    QuestionView { number: 9, question, answer: Some(Answer::Choice(1)), help: true, ..answered() }
}

fn asked_otherwise(question: Question, answer: Answer) -> QuestionView {
    QuestionView { question, answer: Some(answer), ..answered() }
}

pub(in crate::screens::answer) fn examples() -> Vec<(&'static str, QuestionView)> {
    let noted = asks("Is there anything else that your team should know?", Field::Text);
    let noted = Question { required: false, lead: None, ..noted };
    let alone = asks("Do you live alone?", Field::YesNo);
    vec![
        ("question_first", first()),
        ("question_missing", QuestionView { missing: true, ..first() }),
        ("question_answered", answered()),
        ("question_resumed", QuestionView { resumed: true, ..answered() }),
        ("question_not_mine", QuestionView { on_device: false, ..answered() }),
        ("question_not_kept", QuestionView { kept: Some(Err(Trouble::StorageFull)), ..answered() }),
        ("question_help", ninth()),
        ("question_yes_no", asked_otherwise(alone, Answer::YesNo(false))),
        ("question_words", asked_otherwise(noted, Answer::Text("Nights are hardest.".into()))),
    ]
}

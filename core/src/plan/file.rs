//! A plan as a file: one page of HTML that needs nothing else, made on this device, offline too. It opens on every phone and
//! computer, can be sent or printed, and is no longer locked; the words beside the button say so.

use super::SafetyView;
use super::own::OwnView;
use super::shown::{Page, StepView};
use crate::effect::Effect;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::record::{ActionRow, GoalRow, PlanBlock, PlanView};
use crate::words::{plan as words, plan_safety, time};

/// Its name outside the app says nothing of what kind of plan it is, and no name.
const NAME: [&str; 2] = ["my-plan-", ".html"];
const MEDIA: &str = "text/html;charset=utf-8";

const HEAD: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}\
li{margin:.5rem 0;white-space:pre-line}h2{border-top:1px solid;padding-top:1rem}@media print{body{font-size:11pt}}</style><title>";

/// A page under way.
struct File(String);

impl File {
    fn new(title: &str, about: &str) -> Self {
        let mut file = Self(HEAD.to_owned());
        file.text(title);
        file.0.push_str("</title></head><body>\n");
        file.line("h1", title);
        file.line("p", about);
        file
    }

    /// Words, none of which is taken for a mark.
    fn text(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// An element with words, whichever way they are written; nothing for no words.
    fn line(&mut self, tag: &str, words: &str) {
        if !words.is_empty() {
            self.0.push_str(&["<", tag, " dir=\"auto\">"].concat());
            self.text(words);
            self.0.push_str(&["</", tag, ">\n"].concat());
        }
    }

    /// A heading with a list; nothing where there is nothing to list.
    fn list(&mut self, tag: &str, heading: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.line(tag, heading);
        self.0.push_str("<ul>\n");
        for line in lines {
            self.line("li", line);
        }
        self.0.push_str("</ul>\n");
    }

    fn done(mut self, now: &Now) -> Effect {
        self.0.push_str("</body></html>\n");
        let day = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
        let day = day.get(..10).unwrap_or_default();
        Effect::SaveText([NAME[0], day, NAME[1]].concat(), MEDIA, self.0)
    }
}

/// Those that say something, each on a line of its own.
fn lines(parts: &[&str]) -> String {
    let all: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    all.join("\n")
}

/// The safety plan or another paper, of whom this name is, as its screen shows it; nothing where nothing is written.
#[must_use]
pub fn of_paper(view: &SafetyView, name: &str, now: &Now) -> Option<Effect> {
    let Page::Whole(whole) = &view.page else { return None };
    let about = words::on_file(name, &time::day(now.time));
    let mut file = File::new(&plan_safety::title(view.paper, ""), &about);
    steps(&mut file, &whole.steps);
    let changed = whole.day.as_deref().map(plan_safety::changed);
    file.line("p", changed.as_deref().unwrap_or_default());
    (!whole.empty).then(|| file.done(now))
}

/// What the person wrote, part by part.
fn steps(file: &mut File, all: &[StepView]) {
    for step in all {
        let line = |line: &super::Line| lines(&[&line.text, &line.phone]);
        let all: Vec<String> = step.lines.iter().map(line).collect();
        file.list("h2", plan_safety::name(step.step), &all);
    }
}

/// The care plan, of whom this name is, as its screen shows it.
#[must_use]
pub fn of_plan(view: &PlanView, name: &str, now: &Now) -> Effect {
    let mut file = File::new(words::PLAN, &words::on_file(name, &time::day(now.time)));
    steps(&mut file, &view.about);
    for plan in &view.now {
        block(&mut file, plan);
    }
    if let Some(own) = view.own.as_deref() {
        own_part(&mut file, own);
    }
    let named = |(name, role): &(String, String)| lines(&[name, role]);
    let coordinators: Vec<String> = view.coordinators.iter().flatten().map(named).collect();
    file.list("h2", words::COORDINATOR, &coordinators);
    file.done(now)
}

fn block(file: &mut File, plan: &PlanBlock) {
    file.line("h2", &plan.title);
    for said in plan.period.as_deref().map(words::period).iter().chain(&plan.source).chain(&plan.description)
    {
        file.line("p", said);
    }
    file.line("p", plan.with.as_deref().unwrap_or_default());
    // What waits until the person is ready to see it does not come into a file unasked.
    let needs = plan.needs.iter().filter(|need| !need.waits);
    let needs: Vec<String> = needs.map(|need| need.words.clone()).collect();
    file.list("h3", words::NEEDS, &needs);
    let goals: Vec<String> = plan.goals.iter().map(goal).collect();
    file.list("h3", words::GOALS, &goals);
    let actions: Vec<String> = plan.actions.iter().map(action).collect();
    file.list("h3", words::ACTIONS, &actions);
    file.list("h3", words::NOTES, &plan.notes);
    let review = plan.review.as_ref().map(|(when, past)| words::review(when, *past));
    file.line("p", review.as_deref().unwrap_or_default());
    file.list("h3", words::AGREE, &plan.agreed);
}

fn goal(goal: &GoalRow) -> String {
    let rated = goal.ratings.last().map(|last| words::rating(last.value, &last.when));
    let parts = [goal.state.as_deref().unwrap_or_default(), rated.as_deref().unwrap_or_default()];
    lines(&[&goal.text, &goal.targets.join("\n"), parts[0], &goal.notes.join("\n"), parts[1]])
}

fn action(action: &ActionRow) -> String {
    let of = |part: &Option<String>| part.clone().unwrap_or_default();
    lines(&[&action.text, &of(&action.more), &of(&action.who_when), action.state.unwrap_or_default()])
}

fn own_part(file: &mut File, own: &OwnView) {
    if own.goals.iter().chain(&own.actions).all(|row| row.gone) {
        return;
    }
    file.line("h2", words::OWN);
    for (heading, rows) in [(words::OWN_GOALS, &own.goals), (words::OWN_ACTIONS, &own.actions)] {
        let mut all = vec![];
        for row in rows.iter().filter(|row| !row.gone) {
            let due = row.due.as_deref().unwrap_or_default();
            let said = match &row.action {
                Some(one) => action(one),
                None => lines(&[&row.text, &row.more, due]),
            };
            all.push(lines(&[&said, &words::own_by(&row.by)]));
        }
        file.list("h3", heading, &all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Standing;
    use crate::plan::own::OwnRow;
    use crate::plan::shown::WholeView;
    use crate::plan::{Line, Paper};
    use crate::record::Need;

    /// Monday 23 November 2026, 09:00 UTC.
    const NOW: i64 = 1_795_424_400_000;

    fn text(effect: Effect) -> (String, String) {
        let Effect::SaveText(name, MEDIA, text) = effect else { panic!("{effect:?}") };
        (name, text)
    }

    fn now() -> Now {
        Now::new(NOW, 0, [1, 2, 3, 4])
    }

    fn safety(lines: Vec<Line>) -> SafetyView {
        let whole = WholeView {
            empty: lines.is_empty(),
            steps: vec![StepView { step: 0, lines }, StepView { step: 1, lines: vec![] }],
            ..WholeView::default()
        };
        let (page, state) = (Page::Whole(whole), Standing::Sent);
        SafetyView { paper: Paper::Safety, page, state, open: None, seers: None, known: vec![] }
    }

    #[test]
    fn a_paper_is_a_page_that_needs_nothing_else_and_whose_words_are_words() {
        let line =
            Line { text: "Ring <b>Sam</b> & \"Jo\"".into(), phone: "116 123".into(), ..Line::default() };
        let (name, text) = text(of_paper(&safety(vec![line]), "Asha", &now()).unwrap());
        assert_eq!(name, "my-plan-2026-11-23.html");
        assert!(text.contains("Ring &lt;b&gt;Sam&lt;/b&gt; &amp; &quot;Jo&quot;\n116 123</li>"), "{text}");
        assert!(text.contains("Asha. Saved on 23 November 2026."), "{text}");
        let outside = ["src=", "href=", "http", "<script", "url("];
        assert!(outside.iter().all(|mark| !text.contains(mark)), "{text}");
        assert_eq!(text.matches("<h2").count(), 1, "a step without a line is left out");
        assert_eq!(of_paper(&safety(vec![]), "Asha", &now()), None);
    }

    #[test]
    fn the_care_plan_holds_what_its_screen_shows_and_not_what_waits_to_be_seen() {
        let need = |words: &str, waits| Need { words: words.into(), waits, ..Need::default() };
        let block = PlanBlock {
            title: "Getting on".into(),
            needs: vec![need("Low mood", false), need("Not yet", true)],
            actions: vec![ActionRow {
                text: "Bike".into(),
                who_when: Some("You".into()),
                ..ActionRow::default()
            }],
            ..PlanBlock::default()
        };
        let row = |words: &str, gone| OwnRow { text: words.into(), gone, ..OwnRow::default() };
        let own = OwnView { goals: vec![row("Walk", false), row("Swim", true)], ..OwnView::default() };
        let mut view = crate::record::plan(&crate::record::Held::default(), false, &now());
        (view.now, view.own) = (vec![block], Some(Box::new(own)));
        let line = Line { text: "My garden".into(), ..Line::default() };
        view.about = vec![StepView { step: 8, lines: vec![line] }];
        let (_, text) = text(of_plan(&view, "Asha", &now()));
        for there in ["What matters to me</h2>", "My garden", "Getting on", "Low mood", "Bike\nYou", "Walk"] {
            assert!(text.contains(there), "{there}: {text}");
        }
        assert!(!text.contains("Not yet") && !text.contains("Swim"), "{text}");
    }
}

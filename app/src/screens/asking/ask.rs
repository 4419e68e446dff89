//! A question: its words, what helps to answer it, its control, and what is wrong.

use lapwing_core::form::ItemView;
use lapwing_core::form::shown::{AskedView, Control, Rich};
use lapwing_core::words::{asking as words, form};
use yew::prelude::*;

use super::give::Giver;
use super::{choices, dates, files, helps, lists, numbers, search, sliders, typed};
use crate::components::field;
use crate::components::heading::title;
use crate::components::help::help_now;
use crate::components::notice::notice;
use crate::components::rich::rich;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, el, p, text};

/// How a question stands among the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct How {
    /// It is the heading of the screen.
    pub heads: bool,
    /// Words that belong before it: the group's, where one question is asked at a time.
    pub lead: Option<AttrValue>,
    /// It is a cell of a table, whose column says the same words.
    pub cell: bool,
    /// It stands on a page with others: what can be left empty there needs no box that says so.
    pub among: bool,
}

/// A question being drawn.
pub struct Ask<'a> {
    /// Its row.
    pub row: &'a ItemView,
    /// The question.
    pub asked: &'a AskedView,
    /// How it stands among the others.
    pub how: &'a How,
    /// Where its facts go.
    pub giver: Giver,
    /// Ids of what describes it.
    pub described: String,
}

/// The question.
pub fn question(row: &ItemView, asked: &AskedView, how: &How, giver: Giver, help: &Callback<()>) -> El {
    let ask = Ask::new(row, asked, how, giver);
    let told = asked.read_only || matches!(asked.control, Control::None);
    let control = if told { answer(&ask) } else { control(&ask, help) };
    let grouped = !told && ask.grouped();
    let (tag, class) = if grouped { ("fieldset", "field ask") } else { ("div", "field ask") };
    let under = (asked.help_now
        && !matches!(asked.control, Control::Choices | Control::DropDown | Control::YesNo))
    .then(|| help_now(form::NOT_ALONE, help));
    el(tag, class)
        .class(if asked.error.is_some() { "field-wrong" } else { "" })
        .class(if how.cell { "ask-cell" } else { "" })
        .put("id", &row.key.0)
        .maybe("aria-describedby", (grouped && !ask.described.is_empty()).then_some(&ask.described))
        .with(ask.name(grouped, told))
        .with(ask.before())
        .with(control)
        .some(under)
        .with(ask.after())
}

impl<'a> Ask<'a> {
    /// A question, and what of it describes its controls.
    pub fn new(row: &'a ItemView, asked: &'a AskedView, how: &'a How, giver: Giver) -> Self {
        let mut ask = Ask { row, asked, how, giver, described: String::new() };
        ask.describe();
        ask
    }
}

impl Ask<'_> {
    /// An id of a part of this question.
    pub fn id(&self, part: &str) -> String {
        [&*self.row.key.0, "-", part].concat()
    }

    /// The id of a numbered part: a slot, a choice.
    pub fn numbered(&self, number: impl ToString) -> String {
        self.id(&number.to_string())
    }

    /// What stands before the answer: how to answer, where it comes from, what is wrong.
    pub fn before(&self) -> El {
        let asked = self.asked;
        let hint = |id: &str, words: &str| text("p", "field-hint", words).put("id", &self.id(id));
        helps::before(&asked.helps, &self.row.key)
            .some(asked.calculated.then(|| text("p", "field-hint", words::CALCULATED)))
            .some(asked.from.as_deref().map(|from| hint("from", from)))
            .some(self.format().map(|format| hint("format", format)))
            .some(asked.error.as_deref().map(|error| field::wrong(&self.id("error"), error)))
    }

    /// What stands after it: what is remarkable, longer help, notices, more to read.
    pub fn after(&self) -> El {
        let warning = self.asked.warning.as_deref();
        all()
            .some(warning.map(|warning| notice(Tone::Blue, Icon::Info, p(warning))))
            .with(helps::after(&self.asked.helps))
    }

    /// Nothing can be changed now.
    pub fn off(&self) -> bool {
        self.row.disabled
    }

    /// Whether "I'd rather not say" is ticked; `None` where there is no box for it. On a page of many questions it is a
    /// box only once it was said: a box under each would be noise.
    pub fn not_said(&self) -> Option<bool> {
        self.asked.not_said.filter(|on| *on || !self.how.among)
    }

    /// Whether a quiet button offers it instead.
    pub fn declines(&self) -> bool {
        self.asked.not_said == Some(false) && self.how.among
    }

    fn describe(&mut self) {
        let asked = self.asked;
        let parts = [
            (asked.helps.instructions.is_some(), "how"),
            (asked.helps.hint.is_some(), "hint"),
            (self.format().is_some(), "format"),
            (asked.from.is_some(), "from"),
            (asked.error.is_some(), "error"),
        ];
        for (there, part) in parts {
            if there {
                self.described.push_str(&self.id(part));
                self.described.push(' ');
            }
        }
        self.described.truncate(self.described.trim_end().len());
    }

    /// How it is written, where that helps.
    fn format(&self) -> Option<&str> {
        let ours =
            matches!(self.asked.control, Control::Date | Control::DateTime).then_some(words::DATE_HINT);
        self.asked.format.as_deref().or(ours).filter(|_| !self.asked.read_only)
    }

    /// Several controls belong to one question.
    fn grouped(&self) -> bool {
        let asked = self.asked;
        match &asked.control {
            Control::Choices
            | Control::YesNo
            | Control::Date
            | Control::DateTime
            | Control::Slider(_)
            | Control::SliderOfChoices => true,
            Control::DropDown | Control::Search => {
                asked.many || asked.other.is_some() || self.not_said().is_some()
            }
            Control::Quantity(_, units) => units.open || units.units.len() > 1,
            Control::Tick => self.how.heads,
            _ => asked.slots.len() > 1 || asked.can_add || self.not_said().is_some(),
        }
    }

    /// The words of the question: a legend, a label, or plain words; the heading of the screen where it heads it.
    fn name(&self, grouped: bool, told: bool) -> El {
        if matches!(self.asked.control, Control::Tick) && !grouped {
            return all();
        }
        let first = self.asked.slots.first().map_or(0, |slot| slot.id);
        let lead = self.how.lead.as_deref().map(|lead| text("span", "field-lead", lead).say(" "));
        let (outer, inner) = if grouped {
            (el("legend", "field-legend"), "")
        } else if told {
            (el("p", "field-legend"), "")
        } else {
            (el("label", "field-legend").put("for", &self.numbered(first)), "")
        };
        let outer = outer.put("id", &self.id("name")).some(lead);
        match self.how.heads {
            true => outer.with(self.words(title("field-legend"))),
            false => outer.with(self.words(el("span", inner))),
        }
    }

    /// The words of the question, after its prefix.
    pub fn words(&self, into: El) -> El {
        let into = match &self.row.prefix {
            Some(prefix) => into.say(prefix).say(" "),
            None => into,
        };
        let optional = !self.asked.required && !self.asked.read_only && !self.how.cell;
        let optional = optional.then(|| el("span", "optional").say(" ").say(words::OPTIONAL));
        let into = match &self.row.lang {
            Some(_) => into.with(spoken(say(el("span", ""), &self.row.text), self.row)),
            None => say(into, &self.row.text),
        };
        into.some(optional)
    }
}

/// Says in which language the words are, where that is another than the app's.
pub fn spoken(words: El, row: &ItemView) -> El {
    words.maybe("lang", row.lang.as_deref()).maybe("dir", row.lang.as_ref().map(|_| "auto"))
}

/// Words with their marks.
pub fn say(into: El, words: &Rich) -> El {
    match words {
        Rich::Plain(words) => into.say(words),
        Rich::Marked(pieces, _) => rich(into, pieces),
    }
}

fn control(ask: &Ask<'_>, help: &Callback<()>) -> El {
    let asked = ask.asked;
    match &asked.control {
        Control::Choices => choices::choices(ask, help),
        Control::DropDown if asked.many => choices::choices(ask, help),
        Control::DropDown => lists::drop_down(ask, help),
        Control::Search => search::search(ask),
        Control::SliderOfChoices => sliders::of_choices(ask),
        Control::YesNo => choices::yes_no(ask, help),
        Control::Tick => choices::tick_alone(ask),
        Control::Slider(number) => typed::slots(ask, &|slot| sliders::slider(ask, slot, number)),
        Control::Spinner(number) => typed::slots(ask, &|slot| numbers::spinner(ask, slot, number)),
        Control::Quantity(_, units) => typed::slots(ask, &|slot| numbers::quantity(ask, slot, units)),
        Control::Date => typed::slots(ask, &|slot| dates::date(ask, slot, false)),
        Control::DateTime => typed::slots(ask, &|slot| dates::date(ask, slot, true)),
        Control::File { types, most } => typed::slots(ask, &|slot| files::file(ask, slot, types, *most)),
        _ => typed::slots(ask, &|slot| typed::input(ask, slot)),
    }
}

/// An answer that cannot be changed, in words.
pub fn answer(ask: &Ask<'_>) -> El {
    let asked = ask.asked;
    let said = asked.told.join(", ");
    if said.is_empty() {
        let nothing = text("p", "answer-given answer-none", form::NO_ANSWER);
        return if matches!(asked.control, Control::None) { all() } else { nothing };
    }
    // A quantity says its own unit.
    let unit = asked.unit.as_deref().filter(|unit| !said.ends_with(*unit));
    let given = text("p", "answer-given", &said).put("dir", "auto");
    given.some(unit.map(|unit| el("span", "").say(" ").say(unit)))
}

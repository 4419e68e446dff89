//! The care team: its people with what they do.

use serde_json::Value;

use super::{EntryRow, group, read_all};
use crate::fhir::kind;
use crate::fhir::reference::name_of;
use crate::fhir::team::{Member, Team, read, read_practitioner};
use crate::now::short_key;
use crate::record::Group;
use crate::words::record as w;

pub(super) fn groups(resources: &[Value]) -> (Vec<Group>, usize) {
    let (mut teams, unread) = read_all(resources, &["CareTeam"], read);
    let find = |key: &str| find(resources, key).and_then(name_of);
    for team in &mut teams {
        team.fill(&find);
    }
    let past = |t: &Team| matches!(t.status.as_deref(), Some("inactive" | "entered-in-error" | "suspended"));
    let (past, now): (Vec<_>, Vec<_>) = teams.into_iter().partition(past);
    let mut groups: Vec<Group> = now
        .iter()
        .map(|team| Group {
            heading: Some(team.name.clone().unwrap_or_else(|| w::YOUR_TEAM.into())),
            rows: team.members.iter().filter_map(|m| to_row(m, resources)).collect(),
            folded: false,
            rest: 0,
        })
        .collect();
    let earlier = past.iter().flat_map(|t| &t.members).filter_map(|m| to_row(m, resources));
    let mut earlier: Vec<EntryRow> = earlier.collect();
    earlier.dedup_by(|a, b| a.title == b.title && a.lines == b.lines);
    groups.push(group(w::EARLIER_TEAMS, earlier, true));
    (groups, unread)
}

fn find<'a>(resources: &'a [Value], key: &str) -> Option<&'a Value> {
    let (wanted, id) = key.split_once('/')?;
    resources.iter().find(|r| kind(r) == Some(wanted) && r["id"] == id)
}

/// The patient is in their own team, but needs no row in it.
fn to_row(member: &Member, resources: &[Value]) -> Option<EntryRow> {
    if member.who.kind.as_deref() == Some("Patient") {
        return None;
    }
    let key = member.who.key().unwrap_or_default();
    let title = member.name.clone().unwrap_or_else(|| w::NAME_UNKNOWN.into());
    let mut lines = member.roles.clone();
    lines.extend(member.behalf.as_ref().and_then(|b| b.display.clone()));
    if let Some(entry) = find(resources, &key) {
        let contacts = read_practitioner(entry).map(|p| p.good.contacts).unwrap_or_default();
        lines.extend(contacts.into_iter().filter_map(|c| c.value));
    }
    let key = short_key(&format!("{key}{title}"));
    Some(EntryRow { key, title, badge: None, lines, source: None, own: false, hold: None })
}

//! Which functions are doors into parts: those that are called `door::<part>` or `door::<part>_<what>`.

/// The part whose door a function is, by its name as the linker or wasm-bindgen gives it.
pub fn part_of(name: &str, parts: &[&str]) -> Option<usize> {
    let plain =
        rustc_demangle::try_demangle(name).map_or_else(|_| name.to_owned(), |name| format!("{name:#}"));
    // A closure inside, or a generic that only names a door, is none.
    if plain.contains(['{', '<', ' ']) {
        return None;
    }
    let (_, door) = plain.rsplit_once("::door::")?;
    let door = door.split_once("::h").map_or(door, |(door, _)| door);
    parts
        .iter()
        .position(|part| door.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('_')))
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn a_door_is_known_by_its_name() {
        let parts = ["form", "record"];
        let table = [
            ("lapwing_core[b6342d6f6b6379aa]::form::door::form_came", Some(0)),
            ("lapwing_app::screens::door::record", Some(1)),
            ("_RNvNtNtCsfDRJoNDcKz6_12lapwing_core4form4door9form_came", Some(0)),
            ("lapwing_app::screens::door::record_all::{closure#0}", None),
            ("<lapwing_app::screens::door::record as core::ops::Fn>::call", None),
            ("lapwing_app::screens::door::formal", None),
            ("lapwing_core::form::update::update", None),
        ];
        for (name, expect) in table {
            assert_eq!(part_of(name, &parts), expect, "{name}");
        }
    }
}

//! Putting lists in order. One compiled sort serves every list: the standard library's generic sort is
//! compiled anew for each type, about 3 kB of WebAssembly a time.

/// Puts `list` in the order of `key`, the smallest first; equal ones keep their order.
pub fn by<T>(list: &mut Vec<T>, key: impl Fn(&T) -> i64) {
    let keys = order(list.iter().map(key).collect());
    rearrange(list, &keys);
}

/// Puts `list` in the order of `key`, the largest first; equal ones keep their order.
pub fn newest_first<T>(list: &mut Vec<T>, key: impl Fn(&T) -> i64) {
    by(list, |item| key(item).saturating_neg());
}

fn rearrange<T>(list: &mut Vec<T>, places: &[usize]) {
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(places.iter().filter_map(|place| taken.get_mut(*place)?.take()));
}

/// The places of `keys` in their order.
fn order(keys: Vec<i64>) -> Vec<usize> {
    let mut pairs: Vec<(i64, usize)> = keys.into_iter().zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, place)| place).collect()
}

/// Puts `list` in the order of its words, without regard to the case of plain letters (case of all letters would
/// bring the Unicode tables into the WebAssembly).
pub fn by_words<T>(list: &mut Vec<T>, words: impl Fn(&T) -> &str) {
    let mut pairs: Vec<(String, usize)> =
        list.iter().map(|item| words(item).to_ascii_lowercase()).zip(0..).collect();
    pairs.sort_unstable();
    let places: Vec<usize> = pairs.into_iter().map(|(_, place)| place).collect();
    rearrange(list, &places);
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_order_is_that_of_a_stable_sort(keys in proptest::collection::vec(-3i64..3, 0..40)) {
            let mut ours: Vec<(i64, usize)> = keys.iter().copied().zip(0..).collect();
            let mut theirs = ours.clone();
            by(&mut ours, |p| p.0);
            theirs.sort_by_key(|p| p.0);
            proptest::prop_assert_eq!(&ours, &theirs);
            newest_first(&mut ours, |p| p.0);
            theirs.sort_by_key(|p| std::cmp::Reverse(p.0));
            proptest::prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn unknown_times_come_last() {
        let mut list = vec![i64::MIN, 5, 9];
        newest_first(&mut list, |n| *n);
        assert_eq!(list, [9, 5, i64::MIN]);
    }

    #[test]
    fn words_are_ordered_without_regard_to_case() {
        let mut list = vec!["b", "C", "a"];
        by_words(&mut list, |w| w);
        assert_eq!(list, ["a", "b", "C"]);
    }
}

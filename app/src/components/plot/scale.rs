//! Where things stand on a plot, in thousandths of its width and height.

use super::Band;

/// A stretch of numbers with round steps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// The lowest tick: the lower edge.
    pub low: f64,
    /// The highest tick: the upper edge.
    pub high: f64,
    /// Every tick, from the lowest.
    pub ticks: Vec<f64>,
    /// Digits after the point that the ticks need.
    pub digits: u32,
}

impl Scale {
    /// Round steps around the values: 1, 2 or 5 times a power of ten, about six ticks.
    pub fn around(values: &[f64]) -> Self {
        let (mut low, mut high) = ends(values);
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if high - low < f64::EPSILON.max(high.abs() * 1e-9) {
            let room = if high == 0.0 { 1.0 } else { high.abs() * 0.2 };
            (low, high) = (low - room, high + room);
        }
        let step = nice_step((high - low) / 5.0);
        Self::stepped((low / step).floor() * step, (high / step).ceil() * step, step)
    }

    /// From nought to the highest score, a tick where each band begins.
    pub fn score(bands: &[Band]) -> Self {
        let high = bands.last().map_or(1.0, |band| f64::from(band.to));
        let mut ticks: Vec<f64> = bands.iter().map(|band| f64::from(band.from)).collect();
        ticks.push(high);
        Self { low: 0.0, high, ticks, digits: 0 }
    }

    /// What a tick says.
    pub fn words(&self, tick: f64) -> String {
        fixed(tick, self.digits)
    }

    fn stepped(low: f64, high: f64, step: f64) -> Self {
        let mut ticks = vec![];
        for n in 0..100 {
            let tick = low + f64::from(n) * step;
            if tick > high + step / 2.0 {
                break;
            }
            ticks.push(tick);
        }
        Self { low, high, ticks, digits: digits(step) }
    }

    /// Thousandths from the top, kept inside.
    pub fn y(&self, value: f64) -> f64 {
        1000.0 - share(self.low, self.high, value)
    }
}

/// The least and the most of what can be drawn; the wrong way round where there is nothing.
pub(super) fn ends(values: &[f64]) -> (f64, f64) {
    let finite = values.iter().filter(|v| v.is_finite());
    finite.fold((f64::MAX, f64::MIN), |(least, most), v| (least.min(*v), most.max(*v)))
}

/// With so many digits after the point. The formatting of the standard library handles what no
/// measurement has, and is large.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "far below 2^53, or cut off"
)]
pub fn fixed(value: f64, digits: u32) -> String {
    let power = 10_i64.pow(digits);
    let scaled = (value * power as f64).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled / power, scaled % power);
    let mut words = format!("{sign}{}", whole.unsigned_abs());
    if digits > 0 {
        let rest = rest.unsigned_abs().to_string();
        words.push('.');
        (rest.len()..digits as usize).for_each(|_| words.push('0'));
        words.push_str(&rest);
    }
    words
}

/// With as many digits as it has, up to six.
#[must_use]
pub fn plain(value: f64) -> String {
    fixed(value, digits(value))
}

/// Digits after the point, up to six.
fn digits(value: f64) -> u32 {
    let mut digits = 0;
    let mut power = 1.0;
    while digits < 6 && !is_whole(value * power) {
        digits += 1;
        power *= 10.0;
    }
    digits
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

fn nice_step(rough: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= rough * 0.999).unwrap_or(rough)
}

/// Thousandths of the way from `low` to `high`, kept inside; the middle where they are the same.
pub(super) fn share(low: f64, high: f64, value: f64) -> f64 {
    if high <= low { 500.0 } else { ((value - low) / (high - low) * 1000.0).clamp(0.0, 1000.0) }
}

/// A stretch between two points that is four times the usual one, and not a mere pair of points.
pub(super) fn gaps(times: &[i64]) -> Vec<bool> {
    let steps: Vec<i64> = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    let usual = middle(&steps);
    steps.iter().map(|step| times.len() > 3 && usual > 0 && *step > usual.saturating_mul(4)).collect()
}

/// First and last of each run of places, each nearer than `apart` to the one before it. Sorted places.
pub(super) fn together(places: &[f64], apart: f64) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = vec![];
    for (at, place) in places.iter().enumerate() {
        match runs.last_mut() {
            Some((_, last)) if place - places[*last] < apart => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}

/// The step that half of them do not pass. Halving the range needs no sorting, whose code is large.
fn middle(steps: &[i64]) -> i64 {
    let (mut low, mut high) = (0, steps.iter().copied().max().unwrap_or(0));
    while low < high {
        let half = low + (high - low) / 2;
        if steps.iter().filter(|step| **step <= half).count() > steps.len() / 2 {
            high = half;
        } else {
            low = half + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64]) -> Vec<String> {
        let scale = Scale::around(values);
        scale.ticks.iter().map(|t| scale.words(*t)).collect()
    }

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        assert_eq!(ticks(&[4.1, 5.9]), ["4.0", "4.5", "5.0", "5.5", "6.0"]);
        assert_eq!(ticks(&[0.0, 27.0]), ["0", "10", "20", "30"]);
        assert_eq!(ticks(&[120.0, 143.0]), ["120", "125", "130", "135", "140", "145"]);
        assert_eq!(ticks(&[0.031, 0.042]), ["0.030", "0.035", "0.040", "0.045"]);
        assert_eq!(ticks(&[-3.0, 2.0]), ["-3", "-2", "-1", "0", "1", "2"]);
    }

    #[test]
    fn one_value_none_and_nonsense_have_a_scale_too() {
        assert!(ticks(&[5.0]).len() >= 3);
        assert!(ticks(&[0.0]).len() >= 3);
        assert!(ticks(&[]).len() >= 3);
        assert!(ticks(&[f64::NAN, f64::INFINITY]).len() >= 3);
        assert!(ticks(&[1e300, -1e300]).len() < 100);
    }

    #[test]
    fn scores_end_at_their_highest() {
        let bands = [(0, 4), (5, 9), (10, 21)].map(|(from, to)| Band { from, to, name: String::new() });
        assert_eq!(Scale::score(&bands).ticks, [0.0, 5.0, 10.0, 21.0]);
        assert_eq!(Scale::score(&[]).high, 1.0);
    }

    #[test]
    fn a_long_wait_is_a_gap() {
        assert_eq!(gaps(&[0, 7, 14, 100, 107]), [false, false, true, false]);
        assert_eq!(gaps(&[0, 400]), [false]);
        assert!(gaps(&[]).is_empty());
    }

    #[test]
    fn what_stands_close_is_taken_together() {
        assert_eq!(together(&[], 60.0), []);
        assert_eq!(together(&[20.0, 100.0, 130.0, 189.0, 250.0], 60.0), [(0, 0), (1, 3), (4, 4)]);
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        assert_eq!(
            [fixed(0.0, 1), fixed(16.666, 1), fixed(-0.04, 1), fixed(1.005, 0)],
            ["0.0", "16.7", "0.0", "1"]
        );
        assert_eq!([plain(5.2), plain(119.0), plain(-0.5), plain(0.035)], ["5.2", "119", "-0.5", "0.035"]);
    }

    #[test]
    fn shares_stay_inside() {
        assert!((share(0.0, 10.0, 2.5) - 250.0).abs() < 1e-9);
        assert!((share(0.0, 10.0, 99.0) - 1000.0).abs() < 1e-9);
        assert!((share(5.0, 5.0, 5.0) - 500.0).abs() < 1e-9);
    }
}

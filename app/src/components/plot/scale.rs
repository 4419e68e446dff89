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
    pub digits: usize,
}

impl Scale {
    /// Round steps around the values: 1, 2 or 5 times a power of ten, about six ticks.
    pub fn around(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) =
            values.filter(|v| v.is_finite()).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
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
        let ticks = bands.iter().map(|band| f64::from(band.from)).chain([high]).collect();
        Self { low: 0.0, high, ticks, digits: 0 }
    }

    /// What a tick says.
    pub fn words(&self, tick: f64) -> String {
        format!("{tick:.*}", self.digits)
    }

    fn stepped(low: f64, high: f64, step: f64) -> Self {
        let digits = (0..6).find(|d| is_whole(step * 10f64.powi(*d))).unwrap_or(6);
        let count = ((high - low) / step).round();
        let ticks = (0..100).map(f64::from).take_while(|n| *n <= count).map(|n| low + n * step).collect();
        Self { low, high, ticks, digits: usize::try_from(digits).unwrap_or(0) }
    }

    /// Thousandths from the top, kept inside.
    pub fn y(&self, value: f64) -> f64 {
        1000.0 - share(self.low, self.high, value)
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

fn nice_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|step| *step >= rough * 0.999).unwrap_or(rough)
}

/// Thousandths of the way from `low` to `high`, kept inside; the middle where they are the same.
pub(super) fn share(low: f64, high: f64, value: f64) -> f64 {
    if high <= low { 500.0 } else { ((value - low) / (high - low) * 1000.0).clamp(0.0, 1000.0) }
}

/// A stretch between two points that is four times the usual one, and not a mere pair of points.
pub(super) fn gaps(times: &[f64]) -> Vec<bool> {
    let mut steps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let each = steps.clone();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
    each.into_iter().map(|step| times.len() > 3 && usual > 0.0 && step > usual * 4.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64]) -> Vec<String> {
        let scale = Scale::around(values.iter().copied());
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
        let bands = [(0, 4), (5, 9), (10, 21)].map(|(from, to)| Band { from, to, name: "".into() });
        assert_eq!(Scale::score(&bands).ticks, [0.0, 5.0, 10.0, 21.0]);
        assert_eq!(Scale::score(&[]).high, 1.0);
    }

    #[test]
    fn a_long_wait_is_a_gap() {
        assert_eq!(gaps(&[0.0, 7.0, 14.0, 100.0, 107.0]), [false, false, true, false]);
        assert_eq!(gaps(&[0.0, 400.0]), [false]);
        assert!(gaps(&[]).is_empty());
    }

    #[test]
    fn shares_stay_inside() {
        assert!((share(0.0, 10.0, 2.5) - 250.0).abs() < 1e-9);
        assert!((share(0.0, 10.0, 99.0) - 1000.0).abs() < 1e-9);
        assert!((share(5.0, 5.0, 5.0) - 500.0).abs() < 1e-9);
    }
}

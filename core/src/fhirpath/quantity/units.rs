//! The units that are known, in base units: gram, metre, second, kelvin, mole and coulomb.
//!
//! Values from UCUM (<https://ucum.org/ucum>). Units of arbitrary definition, such as `[iU]`, are bases of their own.

/// How often each base is in a unit, as one number: that of units together is the sum.
pub(super) type Powers = i64;

/// From mass, length, time, temperature, amount, charge, arbitrary, and the calendar's month.
pub(super) const fn powers(each: [i8; 8]) -> Powers {
    let (mut all, mut at) = (0, 0);
    while at < 8 {
        all = all * 128 + each[at] as i64;
        at += 1;
    }
    all
}

/// Code, value in base units, powers, and whether prefixes go before it.
type Row = (&'static str, &'static str, Powers, bool);

pub(super) const UNITS: [Row; 78] = [
    ("1", "1", 0, false),
    ("10*", "10", 0, false),
    ("10^", "10", 0, false),
    ("%", "0.01", 0, false),
    ("[ppth]", "0.001", 0, false),
    ("[ppm]", "0.000001", 0, false),
    ("g", "1", powers([1, 0, 0, 0, 0, 0, 0, 0]), true),
    ("t", "1000000", powers([1, 0, 0, 0, 0, 0, 0, 0]), true),
    ("[lb_av]", "453.59237", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[oz_av]", "28.349523125", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[stone_av]", "6350.29318", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[gr]", "0.06479891", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[dr_av]", "1.7718451953125", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[ston_av]", "907184.74", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[lton_av]", "1016046.9088", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[oz_tr]", "31.1034768", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[pwt_tr]", "1.55517384", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("[lb_tr]", "373.2417216", powers([1, 0, 0, 0, 0, 0, 0, 0]), false),
    ("u", "0.00000000000000000000000166053906", powers([1, 0, 0, 0, 0, 0, 0, 0]), true),
    ("m", "1", powers([0, 1, 0, 0, 0, 0, 0, 0]), true),
    ("[in_i]", "0.0254", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[ft_i]", "0.3048", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[yd_i]", "0.9144", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[mi_i]", "1609.344", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[in_us]", "0.0254000508001016002032004064", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[ft_us]", "0.3048006096012192024384048768", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[fth_i]", "1.8288", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[nmi_i]", "1852", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("[mil_i]", "0.0000254", powers([0, 1, 0, 0, 0, 0, 0, 0]), false),
    ("s", "1", powers([0, 0, 1, 0, 0, 0, 0, 0]), true),
    ("min", "60", powers([0, 0, 1, 0, 0, 0, 0, 0]), false),
    ("h", "3600", powers([0, 0, 1, 0, 0, 0, 0, 0]), false),
    ("d", "86400", powers([0, 0, 1, 0, 0, 0, 0, 0]), false),
    ("wk", "604800", powers([0, 0, 1, 0, 0, 0, 0, 0]), false),
    ("mo", "2629800", powers([0, 0, 1, 0, 0, 0, 0, 0]), false),
    ("a", "31557600", powers([0, 0, 1, 0, 0, 0, 0, 0]), false),
    ("Hz", "1", powers([0, 0, -1, 0, 0, 0, 0, 0]), true),
    ("Bq", "1", powers([0, 0, -1, 0, 0, 0, 0, 0]), true),
    ("K", "1", powers([0, 0, 0, 1, 0, 0, 0, 0]), true),
    ("[degR]", "0.5555555555555555555555555556", powers([0, 0, 0, 1, 0, 0, 0, 0]), false),
    ("mol", "1", powers([0, 0, 0, 0, 1, 0, 0, 0]), true),
    ("osm", "1", powers([0, 0, 0, 0, 1, 0, 0, 0]), true),
    ("eq", "1", powers([0, 0, 0, 0, 1, 0, 0, 0]), true),
    ("kat", "1", powers([0, 0, -1, 0, 1, 0, 0, 0]), true),
    ("U", "0.0000000166666666666666666666666667", powers([0, 0, -1, 0, 1, 0, 0, 0]), true),
    ("C", "1", powers([0, 0, 0, 0, 0, 1, 0, 0]), true),
    ("A", "1", powers([0, 0, -1, 0, 0, 1, 0, 0]), true),
    ("V", "1000", powers([1, 2, -2, 0, 0, -1, 0, 0]), true),
    ("L", "0.001", powers([0, 3, 0, 0, 0, 0, 0, 0]), true),
    ("l", "0.001", powers([0, 3, 0, 0, 0, 0, 0, 0]), true),
    ("[gal_us]", "0.003785411784", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[gal_br]", "0.00454609", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[qt_us]", "0.000946352946", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[qt_br]", "0.0011365225", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[gil_us]", "0.00011829411825", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[cin_i]", "0.000016387064", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[cft_i]", "0.028316846592", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[pt_us]", "0.000473176473", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[pt_br]", "0.00056826125", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[foz_us]", "0.0000295735295625", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[foz_br]", "0.0000284130625", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[cup_us]", "0.0002365882365", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[tbs_us]", "0.00001478676478125", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[tsp_us]", "0.00000492892159375", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("[drp]", "0.00000005", powers([0, 3, 0, 0, 0, 0, 0, 0]), false),
    ("N", "1000", powers([1, 1, -2, 0, 0, 0, 0, 0]), true),
    ("Pa", "1000", powers([1, -1, -2, 0, 0, 0, 0, 0]), true),
    ("bar", "100000000", powers([1, -1, -2, 0, 0, 0, 0, 0]), true),
    ("m[Hg]", "133322000", powers([1, -1, -2, 0, 0, 0, 0, 0]), true),
    ("m[H2O]", "9806650", powers([1, -1, -2, 0, 0, 0, 0, 0]), true),
    ("[in_i'Hg]", "3386378.8", powers([1, -1, -2, 0, 0, 0, 0, 0]), false),
    ("atm", "101325000", powers([1, -1, -2, 0, 0, 0, 0, 0]), false),
    ("att", "98066500", powers([1, -1, -2, 0, 0, 0, 0, 0]), false),
    ("[psi]", "6894757.293168361336722673445346891", powers([1, -1, -2, 0, 0, 0, 0, 0]), false),
    ("J", "1000", powers([1, 2, -2, 0, 0, 0, 0, 0]), true),
    ("cal", "4184", powers([1, 2, -2, 0, 0, 0, 0, 0]), true),
    ("W", "1000", powers([1, 2, -3, 0, 0, 0, 0, 0]), true),
    ("[iU]", "1", powers([0, 0, 0, 0, 0, 0, 1, 0]), true),
];

/// A prefix and the power of ten it stands for.
pub(super) const PREFIXES: [(&str, i32); 20] = [
    ("da", 1),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("u", -6),
    ("n", -9),
    ("p", -12),
    ("f", -15),
    ("h", 2),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("P", 15),
    ("y", -24),
    ("E", 18),
    ("a", -18),
    ("z", -21),
    ("Z", 21),
    ("Y", 24),
];

//! The laws of arithmetic.

use super::Decimal;
use proptest::prelude::*;

fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Any number of up to so many digits.
fn decimals(digits: u32) -> impl Strategy<Value = Decimal> {
    let size = 10_u128.pow(digits);
    (any::<bool>(), 0..size, 0..12_i32)
        .prop_map(|(negative, size, scale)| Decimal::new(negative, size, scale).unwrap())
}

#[test]
fn texts_that_are_no_numbers() {
    for text in [
        "", "-", ".", "5.", ".5", "1e", "1e+", "e5", "0x1", "NaN", "1 ", "1,5", "٥", "--1", "1.2.3",
        "1e99999", "1e29",
    ] {
        assert!(Decimal::parse(text).is_none(), "{text}");
    }
}

#[test]
fn texts_stay_as_they_are() {
    for text in
        ["0", "0.0", "5.20", "-1.50", "1234567890123456789012345678", "0.0000000000000000000000000001"]
    {
        assert_eq!(number(text).text(), text);
    }
    assert_eq!(number("1e3").text(), "1000");
    assert_eq!(number("12.5E-2").text(), "0.125");
    assert_eq!(number("-0").text(), "0");
    assert_eq!(number("1234567890123456789012345678.6").text(), "1234567890123456789012345679");
    assert_eq!(number("0.99999999999999999999999999999").text(), "1.000000000000000000000000000");
}

#[test]
fn known_values() {
    assert_eq!(number("2").ln().unwrap().text(), "0.693147180559945309417232");
    assert_eq!(number("0.5").exp().unwrap().text(), "1.64872127070012814684865");
    assert_eq!(number("-45.5").exp().unwrap().text(), "0.0000000000000000000173620528310029");
    assert_eq!(number("60").exp().unwrap().text(), "114200738981568428366295718");
    assert_eq!(number("0.0001").sqrt().unwrap().text(), "0.01");
    assert_eq!(number("1.05").power(number("30")).unwrap().round(10).text(), "4.3219423752");
}

proptest! {
    #[test]
    fn sums(a in decimals(26), b in decimals(26)) {
        let sum = a.plus(b).unwrap();
        prop_assert_eq!(sum, b.plus(a).unwrap());
        if a.scale().max(b.scale()) == 0 || sum.text().len() < 28 {
            prop_assert_eq!(sum.minus(b).unwrap(), a);
        }
        prop_assert!(a.minus(a).unwrap().is_zero());
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.minus(b).unwrap().is_negative(), a < b);
    }

    #[test]
    fn products(a in decimals(14), b in decimals(14), c in decimals(13)) {
        let product = a.times(b).unwrap();
        prop_assert_eq!(product, b.times(a).unwrap());
        if !b.is_zero() {
            prop_assert_eq!(product.over(b).unwrap(), a);
        }
        let (left, right) = (a.plus(b).unwrap().times(c).unwrap(), a.times(c).unwrap().plus(b.times(c).unwrap()).unwrap());
        prop_assert_eq!(left, right);
    }

    #[test]
    fn long_products_keep_28_digits(a in decimals(27), b in decimals(27)) {
        if let Some(product) = a.times(b)
            && !b.is_zero()
            && product.text().trim_start_matches(['-', '0', '.']).len() > 26
        {
            let back = product.over(b).unwrap().minus(a).unwrap();
            let size = if back.is_negative() { back.negated() } else { back };
            let most = if a.is_negative() { a.negated() } else { a }.times(number("0.0000000000000000000000001")).unwrap();
            prop_assert!(size <= most.plus(number("0.0000000000000000000000000000000001")).unwrap());
        }
    }

    #[test]
    fn quotients(a in decimals(14), b in decimals(10)) {
        if !b.is_zero() {
            let (whole, rest) = (a.whole_over(b).unwrap(), a.modulo(b).unwrap());
            prop_assert_eq!(whole.times(b).unwrap().plus(rest).unwrap(), a);
            prop_assert!(rest.is_zero() || rest.is_negative() == a.is_negative());
        }
        prop_assert!(a.over(Decimal::whole(0)).is_none());
    }

    #[test]
    fn rounding(a in decimals(20)) {
        prop_assert!(a.floor() <= a && a <= a.ceiling());
        prop_assert!(a.ceiling().minus(a.floor()).unwrap() <= Decimal::whole(1));
        for places in 0..4_u8 {
            let far = a.round(places).minus(a).unwrap();
            let far = if far.is_negative() { far.negated() } else { far };
            prop_assert!(far <= Decimal::new(false, 5, i32::from(places) + 1).unwrap());
        }
        prop_assert_eq!(Decimal::parse(&a.text()).unwrap().text(), a.text());
    }

    #[test]
    fn logarithms_and_powers(a in 1_u32..1_000_000) {
        let number = Decimal::new(false, u128::from(a), 3).unwrap();
        let back = number.ln().unwrap().exp().unwrap();
        prop_assert_eq!(back.round(18), number);
        let root = number.sqrt().unwrap();
        prop_assert_eq!(root.times(root).unwrap().round(18), number);
    }

    #[test]
    fn any_text(text in "\\PC{0,40}|[-+0-9.eE]{0,60}") {
        if let Some(number) = Decimal::parse(&text) {
            let _ = (number.sqrt(), number.ln(), number.exp(), number.power(number), number.times(number), number.over(number));
            prop_assert_eq!(Decimal::parse(&number.text()), Some(number));
        }
    }
}

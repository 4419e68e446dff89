use super::*;

/// The Reed-Solomon words of a block are a multiple of the generator: zero at each of its roots.
#[test]
fn the_check_words_vanish_at_every_root() {
    for degree in CHECK.map(usize::from) {
        let block: Vec<u8> = (0..60_u8).map(|n| n.wrapping_mul(37) ^ 0x5a).collect();
        let whole = [block.as_slice(), &check(&block, degree)].concat();
        let mut root = 1;
        for _ in 0..degree {
            assert_eq!(whole.iter().fold(0, |sum, word| product(sum, root) ^ word), 0, "{degree}");
            root = product(root, 2);
        }
    }
}

#[test]
fn every_place_that_is_not_fixed_holds_one_bit() {
    // Bits that are left over (table 1).
    let over = [0, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3];
    for (at, over) in over.into_iter().enumerate() {
        let kind = Kind::of(at + 1).unwrap();
        let places = (0..kind.side * kind.side).map(|at| (at % kind.side, at / kind.side));
        let free = places.filter(|(x, y)| fixed(&kind, *x, *y).is_none()).count();
        assert_eq!(free, (kind.data + kind.blocks * kind.check) * 8 + over, "version {}", kind.version);
    }
}

/// How many bytes each version holds at level M (table 7).
#[test]
fn each_version_holds_what_the_standard_says() {
    let holds =
        [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666];
    for (at, most) in holds.into_iter().enumerate() {
        let version = at + 1;
        let side = |length: usize| code(&"x".repeat(length)).map(|code| code.side);
        assert_eq!(side(most), Some(17 + 4 * version), "version {version}");
        assert_eq!(side(most + 1), (version < 20).then_some(21 + 4 * version), "version {version}");
    }
}

fn sum(text: &str) -> u64 {
    let code = code(text).unwrap();
    let places = (0..code.side * code.side).map(|at| code.is_dark(at % code.side, at / code.side));
    places.fold(0xcbf2_9ce4_8422_2325, |sum: u64, dark| (sum ^ u64::from(dark)).wrapping_mul(0x100_0000_01b3))
}

/// Each version, filled: the same pictures as another maker's (segno 1.6.6 at level M, mask 0), which another reader
/// (ZXing 3.1) read as these texts.
#[test]
fn the_pictures_are_those_of_another_maker() {
    for (length, expect) in [
        (14, 5_235_400_371_948_075_713),
        (26, 14_543_960_945_736_668_179),
        (42, 15_694_697_828_239_732_357),
        (62, 15_270_083_745_405_415_147),
        (84, 6_409_606_444_580_943_297),
        (106, 3_481_992_696_162_151_201),
        (122, 8_129_667_078_940_670_323),
        (152, 11_386_835_028_211_300_931),
        (180, 15_609_377_932_202_115_635),
        (213, 7_512_671_336_197_749_465),
        (251, 5_804_998_499_695_325_823),
        (287, 5_656_394_495_376_237_163),
        (331, 4_696_790_440_027_748_967),
        (362, 14_747_337_468_442_557_367),
        (412, 10_210_861_779_527_119_285),
        (450, 7_533_090_404_585_047_179),
        (504, 2_635_248_805_978_952_263),
        (560, 2_220_913_959_043_350_927),
        (624, 435_444_521_476_653_001),
        (666, 12_261_235_627_118_437_331),
    ] {
        let text: String =
            (0..length).map(|n: u16| char::from(b'a' + u8::try_from(n % 26).unwrap())).collect();
        assert_eq!(sum(&text), expect, "{length}");
    }
}

/// Padded: what ZXing 3.1 read as this text, so that no change goes unnoticed.
#[test]
fn a_padded_picture_is_the_one_that_was_read() {
    let text: String = (0..60_u8).map(|n| char::from(b'a' + n % 26)).collect();
    assert_eq!(sum(&text), 13_775_605_766_016_400_671);
}

use super::*;

fn decode(bytes: &[u8], budget: usize) -> Option<(String, Encoding)> {
    let mut decoder = Decoder::new(bytes.to_vec());
    for _ in 0..10_000 {
        match decoder.step(budget) {
            Decoded::More => {}
            Decoded::Binary => return None,
            Decoded::Foreign(_) => return Some((String::new(), Encoding::ShiftJis)),
            Decoded::Text(text, encoding) => {
                let text = String::from_utf8(text).unwrap();
                return Some((text.trim_start_matches('\u{feff}').into(), encoding));
            }
        }
    }
    panic!("never ends");
}

#[track_caller]
fn check(bytes: &[u8], text: &str, encoding: Encoding) {
    for budget in [1, 9, 10, 11, 1000] {
        assert_eq!(decode(bytes, budget), Some((text.into(), encoding)), "{budget}");
    }
}

fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn each_encoding_is_told_from_the_others() {
    let text = "Id;Größe €;🦀🦀🦀🦀🦀🦀\n1;2;3, plain words to the end";
    check(text.as_bytes(), text, Encoding::Utf8);
    check(&["\u{feff}", text].concat().into_bytes(), text, Encoding::Utf8);
    let marked = ["\u{feff}", text].concat();
    check(&units(&marked, u16::to_le_bytes), text, Encoding::Utf16Le);
    check(&units(&marked, u16::to_be_bytes), text, Encoding::Utf16Be);
    check(&units(text, u16::to_le_bytes), text, Encoding::Utf16Le);
    check(&units(text, u16::to_be_bytes), text, Encoding::Utf16Be);
    check(b"Gr\xf6\xdfe \x80 5 \x93x\x94", "Größe € 5 “x”", Encoding::Windows1252);
}

#[test]
fn a_broken_place_does_not_spoil_utf8() {
    check(b"\xc3\xa9t\xc3\xa9 \xff!", "été \u{fffd}!", Encoding::Utf8);
    check(b"\xef\xbb\xbfa\xff\xc3", "a\u{fffd}\u{fffd}", Encoding::Utf8);
}

#[test]
fn letters_that_stand_together_are_cyrillic() {
    let bytes = b"\xd1\xf2\xe0\xe4\xe8\xff;\xd1\xf3\xec\xec\xe0;5 \xb9";
    check(bytes, "Стадия;Сумма;5 №", Encoding::Windows1251);
    check(b"M\xfcller;Gr\xf6\xdfe;\xdcbersicht", "Müller;Größe;Übersicht", Encoding::Windows1252);
}

#[test]
fn pairs_of_japanese_are_for_the_host() {
    check(b"\x8f\xa4\x92k\x96\xbc,\x8b\xe0\x8az\n1,2", "", Encoding::ShiftJis);
    check(b"caf\xe9s,d\xe9j\xe0", "cafés,déjà", Encoding::Windows1252);
}

#[test]
fn single_zeros_are_left_out() {
    let text = "Id,Name,Stage,Amount,Created Date,Close Date\n1,Bi\0rch,Won,1\n";
    check(text.as_bytes(), &text.replace('\0', ""), Encoding::Utf8);
}

#[test]
fn zeros_are_no_text() {
    assert_eq!(decode(b"a,b\n\0\0\0\x01", 4096), None);
}

#[test]
fn an_odd_byte_at_the_end_of_utf16_is_left() {
    check(b"\xff\xfea\0b\0c", "ab", Encoding::Utf16Le);
}

//! Whether data comes to its own end. The decoders are lenient: what is cut off they fill up with paper or gray and
//! say nothing, so that a page half lost looks like a page half empty.

use flate2::Decompress;
use flate2::{FlushDecompress, Status};
use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext};

/// Bytes looked at of a stream that swells; beyond it, it is taken as whole, and the limits of memory judge it.
const MOST_INFLATED: u64 = 1 << 30;

/// True where a JPEG has a picture and comes to its end mark. Nothing is decoded.
pub(super) fn jpeg_ends(data: &[u8]) -> bool {
    let mut at = 0;
    let mut picture = false;
    while let Some(&mark) = data.get(at + 1) {
        if data.get(at) != Some(&0xff) || mark == 0xff {
            at += 1;
            continue;
        }
        at += 2;
        match mark {
            0xd9 if picture => return true,
            // Stuffed bytes, restart marks, the start: nothing follows that has a length.
            0x00 | 0x01 | 0xd0..=0xd9 => {}
            _ => {
                picture |= mark == 0xda;
                let Some(length) = data.get(at..at + 2) else {
                    return false;
                };
                at += usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
            }
        }
    }
    false
}

/// How many bytes deflated data gives; `None` where it breaks off or contradicts itself.
pub(super) fn inflated(data: &[u8]) -> Option<u64> {
    let zlib =
        matches!(data, [a, b, ..] if a & 15 == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0);
    // The checksum is not asked for: many writers get it wrong.
    let data = if zlib { data.get(2..)? } else { data };
    let mut inflater = Decompress::new(false);
    let mut out = vec![0; 1 << 16];
    loop {
        let (before_in, before_out) = (inflater.total_in(), inflater.total_out());
        let rest = data.get(usize::try_from(before_in).ok()?..)?;
        let status = inflater
            .decompress(rest, &mut out, FlushDecompress::None)
            .ok()?;
        match status {
            Status::StreamEnd => return Some(inflater.total_out()),
            _ if inflater.total_out() > MOST_INFLATED => return Some(MOST_INFLATED),
            _ if (inflater.total_in(), inflater.total_out()) == (before_in, before_out) => {
                // Some writers flush and never finish: all is there.
                let flushed = data.ends_with(&[0, 0, 0xff, 0xff]);
                return flushed.then_some(inflater.total_out());
            }
            _ => {}
        }
    }
}

/// True where fax data gives about as many rows as it should, or ends them itself.
pub(super) fn fax_ends(data: &[u8], settings: DecodeSettings) -> bool {
    struct Count(u32);
    impl Decoder for Count {
        fn push_row(&mut self, _: &[u32]) {
            self.0 += 1;
        }
    }
    let mut count = Count(0);
    let _ = hayro_ccitt::decode(data, &mut count, &mut DecoderContext::new(settings));
    fax_whole(data, count.0, settings.rows)
}

/// The same where the rows are counted already.
pub(super) fn fax_whole(data: &[u8], rows: u32, wanted: u32) -> bool {
    rows > 0 && (nearly(u64::from(rows), u64::from(wanted)) || fax_says_end(data))
}

/// Two ends of line in a row close a fax; in the two-dimensional code a mark stands behind each.
fn fax_says_end(data: &[u8]) -> bool {
    let tail = data.get(data.len().saturating_sub(12)..).unwrap_or(data);
    let bits = tail.iter().fold(0u128, |all, b| all << 8 | u128::from(*b));
    (0..72).any(|shift| {
        let seen = bits >> shift;
        seen & 0xff_ffff == 0x00_1001 || seen & 0x3ff_ffff == 0x00_6003
    })
}

/// All but a hundredth, which is less than a line of print.
pub(super) fn nearly(got: u64, wanted: u64) -> bool {
    got.saturating_mul(100) >= wanted.saturating_mul(99)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    #[test]
    fn a_jpeg_is_whole_up_to_its_last_byte_and_no_further() {
        let whole: &[u8] = include_bytes!("../../tests/files/upright.jpg");
        assert!(jpeg_ends(whole));
        assert!(jpeg_ends(&[whole, b"\r\ntrailing"].concat()));
        for at in 0..whole.len() {
            assert!(!jpeg_ends(&whole[..at]), "cut at {at}");
        }
        let mut hole = whole.to_vec();
        let len = hole.len();
        hole[len / 2..].fill(0);
        assert!(!jpeg_ends(&hole), "the rest never came");
    }

    #[test]
    fn deflated_data_is_whole_up_to_its_checksum() {
        let text: Vec<u8> = (0..20_000u32).flat_map(|n| (n * n).to_le_bytes()).collect();
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&text).unwrap();
        let whole = encoder.finish().unwrap();
        assert_eq!(inflated(&whole), Some(80_000));
        assert_eq!(inflated(&whole[2..]), Some(80_000), "without its head");
        assert_eq!(
            inflated(&whole[..whole.len() - 4]),
            Some(80_000),
            "without its checksum"
        );
        for at in (0..whole.len() - 5).step_by(97) {
            assert_eq!(inflated(&whole[..at]), None, "cut at {at}");
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&text).unwrap();
        encoder.flush().unwrap();
        assert_eq!(
            inflated(encoder.get_ref()),
            Some(80_000),
            "flushed, not finished"
        );
    }

    #[test]
    fn the_end_of_a_fax_is_found_at_any_bit() {
        for shift in 0..8 {
            let end = (0x00_1001u64 << shift).to_be_bytes();
            assert!(fax_says_end(&[&[0x5a; 20][..], &end].concat()), "{shift}");
        }
        assert!(!fax_says_end(&[0x5a; 40]));
        assert!(!fax_says_end(&[0; 40]), "what never came");
    }
}

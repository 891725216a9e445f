//! TIFF files of several pages, faxes among them (Group 3 and 4, with pixels higher than wide).

use super::picture::{MOST_PIXELS, Shown};
use super::whole;
use crate::protocol::Fault;
use hayro_ccitt::{DecodeSettings, Decoder as RowSink, DecoderContext, EncodingMode};
use image::{DynamicImage, GrayImage, RgbImage};
use std::io::Cursor;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

type Tiff<'b> = Decoder<Cursor<&'b [u8]>>;

fn damaged() -> Fault {
    Fault::damaged("the picture in it cannot be decoded")
}

fn open(bytes: &[u8]) -> Result<Tiff<'_>, Fault> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = 700 << 20;
    limits.intermediate_buffer_size = 256 << 20;
    Ok(Decoder::new(Cursor::new(bytes))
        .map_err(|_| damaged())?
        .with_limits(limits))
}

/// How many pages, up to `most`, and whether their chain comes to its end; one that breaks off or bites its tail ends
/// there.
pub(super) fn count(bytes: &[u8], most: usize) -> Result<(usize, bool), Fault> {
    let mut file = open(bytes)?;
    let mut count = 1;
    while count < most && file.more_images() {
        if file.next_image().is_err() {
            return Ok((count, false));
        }
        count += 1;
    }
    Ok((count, true))
}

/// One page, numbered from 0.
pub(super) fn decode(bytes: &[u8], index: usize) -> Result<Shown, Fault> {
    let mut file = open(bytes)?;
    for _ in 0..index {
        file.next_image().map_err(|_| damaged())?;
    }
    let (width, height) = file.dimensions().map_err(|_| damaged())?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::too_large("the picture has too many pixels"));
    }
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    let dpi = resolution(&mut file);
    let compression = file
        .find_tag_unsigned::<u32>(Tag::Compression)
        .ok()
        .flatten()
        .unwrap_or(1);
    let (image, broken) = if (2..=4).contains(&compression) {
        fax(&mut file, bytes, width, height, compression)?
    } else {
        (usual(&mut file, width, height)?, false)
    };
    let turn = file
        .find_tag_unsigned::<u8>(Tag::Orientation)
        .ok()
        .flatten();
    let mut image = image;
    let before = image.width();
    if let Some(turn) = turn.and_then(image::metadata::Orientation::from_exif) {
        image.apply_orientation(turn);
    }
    let dpi = dpi.map(|(x, y)| {
        if image.width() == before {
            (x, y)
        } else {
            (y, x)
        }
    });
    Ok(Shown {
        image,
        dpi,
        photo: false,
        broken,
    })
}

/// Dots per inch across and down; a fax's differ.
fn resolution(file: &mut Tiff<'_>) -> Option<(f64, f64)> {
    let mut number = |tag| match file.find_tag(tag).ok().flatten()? {
        tiff::decoder::ifd::Value::Rational(n, d) if d > 0 => Some(f64::from(n) / f64::from(d)),
        other => other.into_u32().ok().map(f64::from),
    };
    let (x, y) = (number(Tag::XResolution)?, number(Tag::YResolution)?);
    let per = match file
        .find_tag_unsigned::<u32>(Tag::ResolutionUnit)
        .ok()
        .flatten()
    {
        Some(3) => 2.54,
        Some(1) => return None,
        _ => 1.0,
    };
    (x > 1.0 && y > 1.0).then_some((x * per, y * per))
}

/// Group 3 and 4 strips, and whether they break off.
fn fax(
    file: &mut Tiff<'_>,
    bytes: &[u8],
    width: u32,
    height: u32,
    compression: u32,
) -> Result<(DynamicImage, bool), Fault> {
    let list = |file: &mut Tiff<'_>, tag| file.get_tag_u64_vec(tag).map_err(|_| damaged());
    let offsets = list(file, Tag::StripOffsets)?;
    let lengths = list(file, Tag::StripByteCounts)?;
    let number = |file: &mut Tiff<'_>, tag| file.find_tag_unsigned::<u32>(tag).ok().flatten();
    let per_strip = number(file, Tag::RowsPerStrip)
        .unwrap_or(height)
        .clamp(1, height);
    let reversed = number(file, Tag::FillOrder) == Some(2);
    // What the code calls white is zero; some writers call zero black, and mean the other color.
    let swapped = number(file, Tag::PhotometricInterpretation) == Some(1);
    let options = number(file, Tag::Unknown(292)).unwrap_or(0);
    let encoding = match (compression, options & 1) {
        (4, _) => EncodingMode::Group4,
        (3, 1) => EncodingMode::Group3_2D,
        _ => EncodingMode::Group3_1D,
    };
    let mut sheet = Sheet {
        width: width as usize,
        rows: Vec::new(),
        most: height as usize,
        swapped,
    };
    let mut broken = offsets.len().min(lengths.len()) < height.div_ceil(per_strip) as usize;
    for (strip, (offset, length)) in offsets.iter().zip(&lengths).enumerate() {
        let start = usize::try_from(*offset).map_err(|_| damaged())?;
        let end = start.saturating_add(usize::try_from(*length).map_err(|_| damaged())?);
        broken |= end > bytes.len();
        // A fax broken off between two strips still has the strips above.
        let Some(data) = bytes.get(start..end.min(bytes.len())) else {
            break;
        };
        let turned: Vec<u8>;
        let data = if reversed {
            turned = data.iter().map(|b| b.reverse_bits()).collect();
            &turned
        } else {
            data
        };
        let before = strip * per_strip as usize;
        let rows = per_strip.min(height.saturating_sub(before as u32));
        sheet.pad(before);
        let mut context = DecoderContext::new(DecodeSettings {
            columns: width,
            rows,
            end_of_block: true,
            end_of_line: compression == 3,
            rows_are_byte_aligned: compression == 2,
            encoding,
            strict: false,
        });
        // A fax broken off by the line still has the rows above.
        let _ = hayro_ccitt::decode(data, &mut sheet, &mut context);
        let got = (sheet.rows.len() / sheet.width.max(1)).saturating_sub(before);
        broken |= rows > 0 && !whole::fax_whole(data, got as u32, rows);
    }
    if sheet.rows.is_empty() {
        return Err(damaged());
    }
    sheet.pad(height as usize);
    GrayImage::from_raw(width, height, sheet.rows)
        .map(|image| (DynamicImage::from(image), broken))
        .ok_or_else(damaged)
}

struct Sheet {
    width: usize,
    rows: Vec<u8>,
    most: usize,
    swapped: bool,
}

impl Sheet {
    /// Fills up with white to this row.
    fn pad(&mut self, row: usize) {
        self.rows.resize(row.min(self.most) * self.width, 255);
    }
}

impl RowSink for Sheet {
    fn push_row(&mut self, changes: &[u32]) {
        if self.rows.len() >= self.most * self.width {
            return;
        }
        let start = self.rows.len();
        let (paper, ink) = if self.swapped { (0, 255) } else { (255, 0) };
        self.rows.resize(start + self.width, paper);
        let mut ends = changes.iter().map(|c| *c as usize);
        while let Some(from) = ends.next() {
            let to = ends.next().unwrap_or(self.width).min(self.width);
            if let Some(run) = self.rows.get_mut(start + from.min(to)..start + to) {
                run.fill(ink);
            }
        }
    }
}

/// Everything else the decoder knows.
fn usual(file: &mut Tiff<'_>, width: u32, height: u32) -> Result<DynamicImage, Fault> {
    let color = file.colortype().map_err(|_| damaged())?;
    let map = file.get_tag_u16_vec(Tag::ColorMap).ok();
    let data = match file.read_image().map_err(fault)? {
        DecodingResult::U8(data) => data,
        DecodingResult::U16(data) => data.into_iter().map(|v| (v >> 8) as u8).collect(),
        _ => return Err(damaged()),
    };
    let (w, h) = (width as usize, height as usize);
    let gray = |data| {
        GrayImage::from_raw(width, height, data)
            .map(DynamicImage::from)
            .ok_or_else(damaged)
    };
    let rgb = |data| {
        RgbImage::from_raw(width, height, data)
            .map(DynamicImage::from)
            .ok_or_else(damaged)
    };
    match color {
        ColorType::Gray(8 | 16) => gray(data),
        ColorType::Gray(bits @ (1 | 2 | 4)) => {
            let most = (1u16 << bits) - 1;
            gray(
                samples(&data, w, h, bits)
                    .into_iter()
                    .map(|v| (u16::from(v) * 255 / most) as u8)
                    .collect(),
            )
        }
        ColorType::GrayA(_) => gray(
            data.chunks_exact(2)
                .map(|p| p.first().copied().unwrap_or(255))
                .collect(),
        ),
        ColorType::RGB(8 | 16) => rgb(data),
        ColorType::RGBA(8 | 16) => rgb(data
            .chunks_exact(4)
            .flat_map(|p| p.iter().take(3).copied())
            .collect()),
        ColorType::CMYK(8 | 16) => rgb(data
            .chunks_exact(4)
            .flat_map(|p| {
                let key = 255 - u16::from(p.get(3).copied().unwrap_or(0));
                let mix = |v: &u8| ((255 - u16::from(*v)) * key / 255) as u8;
                p.iter().take(3).map(mix).collect::<Vec<_>>()
            })
            .collect()),
        ColorType::Palette(bits @ (1 | 2 | 4 | 8)) => {
            let map = map.ok_or_else(damaged)?;
            let third = map.len() / 3;
            let color = |v: u8, part: usize| {
                map.get(part * third + usize::from(v))
                    .map_or(0, |c| (c >> 8) as u8)
            };
            rgb(samples(&data, w, h, bits)
                .into_iter()
                .flat_map(|v| [color(v, 0), color(v, 1), color(v, 2)])
                .collect())
        }
        _ => Err(damaged()),
    }
}

/// Samples narrower than a byte, row by row.
fn samples(data: &[u8], width: usize, height: usize, bits: u8) -> Vec<u8> {
    if bits == 8 {
        return data.to_vec();
    }
    let per_byte = 8 / usize::from(bits);
    let row_bytes = width.div_ceil(per_byte);
    let mut out = Vec::with_capacity(width * height);
    for row in data.chunks(row_bytes).take(height) {
        for x in 0..width {
            let byte = row.get(x / per_byte).copied().unwrap_or(0);
            let shift = 8 - usize::from(bits) * (x % per_byte + 1);
            out.push((byte >> shift) & ((1u16 << bits) - 1) as u8);
        }
    }
    out
}

fn fault(error: tiff::TiffError) -> Fault {
    match error {
        tiff::TiffError::LimitsExceeded => Fault::too_large("the picture has too many pixels"),
        _ => damaged(),
    }
}

//! Puts pictures of pages into the files they come in: PDF, fax TIFF, photo.

use anyhow::{Context, Result};
use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::rotate270;
use image::{ExtendedColorType, GrayImage, RgbImage};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref};

/// A PDF with a JPEG picture on each page and no text.
pub fn pdf(pages: &[GrayImage], dots_per_inch: f32, quality: u8) -> Result<Vec<u8>> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    let ids: Vec<[Ref; 3]> = (0..pages.len() as i32)
        .map(|n| [0, 1, 2].map(|part| Ref::new(3 + n * 3 + part)))
        .collect();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree)
        .kids(ids.iter().map(|id| id[0]))
        .count(pages.len() as i32);
    for (picture, [page_id, content_id, picture_id]) in pages.iter().zip(ids) {
        let points = |dots: u32| dots as f32 * 72.0 / dots_per_inch;
        let (wide, high) = (points(picture.width()), points(picture.height()));
        let mut page = pdf.page(page_id);
        page.media_box(Rect::new(0.0, 0.0, wide, high))
            .parent(tree)
            .contents(content_id);
        page.resources().x_objects().pair(Name(b"Scan"), picture_id);
        page.finish();
        let mut content = Content::new();
        content
            .transform([wide, 0.0, 0.0, high, 0.0, 0.0])
            .x_object(Name(b"Scan"));
        pdf.stream(content_id, &content.finish());
        let bytes = jpeg(
            picture.as_raw(),
            picture.dimensions(),
            ExtendedColorType::L8,
            quality,
        )?;
        let mut object = pdf.image_xobject(picture_id, &bytes);
        object.bits_per_component(8).filter(Filter::DctDecode);
        object
            .width(picture.width() as i32)
            .height(picture.height() as i32);
        object.color_space().device_gray();
    }
    Ok(pdf.finish())
}

/// A photo as JPEG; `lying` ones are stored a quarter turned and say so (EXIF orientation 6).
pub fn photo(picture: RgbImage, lying: bool, quality: u8) -> Result<Vec<u8>> {
    let picture = if lying { rotate270(&picture) } else { picture };
    let size = picture.dimensions();
    let mut bytes = jpeg(picture.as_raw(), size, ExtendedColorType::Rgb8, quality)?;
    if lying {
        let mut exif = b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08".to_vec();
        // one entry: tag 0x0112 (orientation), a short, once, 6; no further folder
        exif.extend(b"\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
        bytes.splice(2..2, exif);
    }
    Ok(bytes)
}

/// A TIFF of several pages, one bit a dot, Group 4; `rows` an inch.
pub fn fax_tiff(pages: &[GrayImage], rows: u32) -> Result<Vec<u8>> {
    let mut out = b"II*\0".to_vec();
    let mut link = out.len();
    out.extend(0u32.to_le_bytes());
    for page in pages {
        let strip = group4(page)?;
        let strip_at = u32::try_from(out.len())?;
        out.extend(&strip);
        if out.len() % 2 == 1 {
            out.push(0);
        }
        let resolution_at = u32::try_from(out.len())?;
        for value in [204, 1, rows, 1] {
            out.extend(value.to_le_bytes());
        }
        let folder_at = u32::try_from(out.len())?;
        out[link..link + 4].copy_from_slice(&folder_at.to_le_bytes());
        const SHORT: u16 = 3;
        const LONG: u16 = 4;
        const RATIONAL: u16 = 5;
        let entries = [
            (254u16, LONG, 2), // a page of several
            (256, LONG, page.width()),
            (257, LONG, page.height()),
            (258, SHORT, 1),
            (259, SHORT, 4), // Group 4
            (262, SHORT, 0), // 0 is white
            (273, LONG, strip_at),
            (277, SHORT, 1),
            (278, LONG, page.height()),
            (279, LONG, u32::try_from(strip.len())?),
            (282, RATIONAL, resolution_at),
            (283, RATIONAL, resolution_at + 8),
            (296, SHORT, 2), // inches
        ];
        out.extend(u16::try_from(entries.len())?.to_le_bytes());
        for (tag, kind, value) in entries {
            out.extend(tag.to_le_bytes());
            out.extend(kind.to_le_bytes());
            out.extend(1u32.to_le_bytes());
            out.extend(value.to_le_bytes());
        }
        link = out.len();
        out.extend(0u32.to_le_bytes());
    }
    Ok(out)
}

fn group4(page: &GrayImage) -> Result<Vec<u8>> {
    let width = u16::try_from(page.width()).context("a fax row is 1728 dots")?;
    let mut encoder = Encoder::new(VecWriter::new());
    for row in page.rows() {
        let dots = row.map(|dot| {
            if dot.0[0] > 127 {
                Color::White
            } else {
                Color::Black
            }
        });
        match encoder.encode_line(dots, width) {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }
    match encoder.finish() {
        Ok(writer) => Ok(writer.finish()),
        Err(never) => match never {},
    }
}

fn jpeg(raw: &[u8], (w, h): (u32, u32), color: ExtendedColorType, quality: u8) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode(raw, w, h, color)?;
    Ok(bytes)
}

//! Pictures as objects of a PDF: each in the form that keeps it small without spoiling it.

use super::target::Target;
use crate::helper::picture::AsIs;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, RgbImage};
use lopdf::{Dictionary, Object, ObjectId, Stream};

/// Quality of photos where nothing else is asked.
pub(super) const QUALITY: u8 = 85;

/// A picture ready to be put in.
pub(super) struct Encoded {
    width: u32,
    height: u32,
    color: &'static str,
    bits: i64,
    filter: Option<&'static str>,
    bytes: Vec<u8>,
}

impl Encoded {
    /// A JPEG as it came.
    pub(super) fn as_is(jpeg: AsIs) -> Self {
        Self {
            width: jpeg.width,
            height: jpeg.height,
            color: if jpeg.gray { "DeviceGray" } else { "DeviceRGB" },
            bits: 8,
            filter: Some("DCTDecode"),
            bytes: jpeg.bytes,
        }
    }

    /// Black and white in one bit, gray without color, the rest as a photo.
    pub(super) fn new(image: &DynamicImage, quality: u8, gray: bool) -> Option<Self> {
        let rgb = on_paper(image);
        let colorless = gray || rgb.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]);
        if colorless {
            let gray = DynamicImage::from(rgb).into_luma8();
            return if gray.as_raw().iter().all(|p| matches!(p, 0 | 255)) {
                Some(Self::bits(&gray))
            } else {
                Self::photo(gray.as_raw(), gray.dimensions(), true, quality)
            };
        }
        Self::photo(rgb.as_raw(), rgb.dimensions(), false, quality)
    }

    fn bits(gray: &GrayImage) -> Self {
        let (width, height) = gray.dimensions();
        let mut bytes = Vec::with_capacity((width as usize).div_ceil(8) * height as usize);
        for row in gray.as_raw().chunks(width.max(1) as usize) {
            for eight in row.chunks(8) {
                let byte = eight
                    .iter()
                    .enumerate()
                    .fold(0, |byte, (at, p)| byte | (p & 0x80) >> at);
                bytes.push(byte);
            }
        }
        Self {
            width,
            height,
            color: "DeviceGray",
            bits: 1,
            filter: None,
            bytes,
        }
    }

    fn photo(data: &[u8], (width, height): (u32, u32), gray: bool, quality: u8) -> Option<Self> {
        let mut bytes = Vec::new();
        let (color, kind) = if gray {
            ("DeviceGray", ExtendedColorType::L8)
        } else {
            ("DeviceRGB", ExtendedColorType::Rgb8)
        };
        JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100))
            .write_image(data, width, height, kind)
            .ok()?;
        Some(Self {
            width,
            height,
            color,
            bits: 8,
            filter: Some("DCTDecode"),
            bytes,
        })
    }

    /// How many bytes it takes, about.
    pub(super) fn weight(&self) -> usize {
        match self.filter {
            Some(_) => self.bytes.len(),
            None => self.bytes.len() / 8,
        }
    }

    /// Puts it in.
    pub(super) fn put(self, target: &mut Target) -> ObjectId {
        let mut dict = Dictionary::new();
        dict.set("Type", "XObject");
        dict.set("Subtype", "Image");
        dict.set("Width", self.width);
        dict.set("Height", self.height);
        dict.set("ColorSpace", self.color);
        dict.set("BitsPerComponent", self.bits);
        let mut stream = Stream::new(dict, self.bytes);
        match self.filter {
            Some(filter) => stream.dict.set("Filter", filter),
            None => drop(stream.compress()),
        }
        target.add_once(Object::Stream(stream))
    }
}

/// What is transparent shows the paper.
fn on_paper(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let rgba = image.to_rgba8();
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, a] = from.0.map(u32::from);
        to.0 = [r, g, b].map(|v| ((v * a + 255 * (255 - a)) / 255) as u8);
    }
    rgb
}

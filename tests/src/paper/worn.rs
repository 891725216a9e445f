//! What scanners, faxes and telephones do to a page.

use image::imageops::{FilterType, resize};
use image::{GrayImage, Luma, Rgb, RgbImage};
use imageproc::filter::gaussian_blur_f32;
use imageproc::geometric_transformations::{
    Border, Interpolation, Projection, rotate_about_center, warp_into,
};

use super::chance::Chance;

/// How worn a page gets.
struct Wear {
    degrees: f32,
    blur: f32,
    noise: f32,
    specks: u32,
    /// How much darker the right edge is than the left.
    shade: f32,
}

/// An office scan.
pub fn clean(page: &GrayImage, chance: &mut Chance) -> GrayImage {
    let degrees = chance.between(-0.2, 0.2);
    wear(
        page,
        &Wear {
            degrees,
            blur: 0.5,
            noise: 4.0,
            specks: 20,
            shade: 4.0,
        },
        chance,
    )
}

/// A hurried scan.
pub fn poor(page: &GrayImage, chance: &mut Chance) -> GrayImage {
    let way = if chance.below(2) == 0 { -1.0 } else { 1.0 };
    let degrees = way * chance.between(0.9, 2.4);
    wear(
        page,
        &Wear {
            degrees,
            blur: 0.75,
            noise: 17.0,
            specks: 350,
            shade: 34.0,
        },
        chance,
    )
}

/// A fax: 1728 dots a row, `rows` rows an inch, black or white. `page` has 200 dots an inch.
pub fn faxed(page: &GrayImage, rows: u32, chance: &mut Chance) -> GrayImage {
    let degrees = chance.between(-0.7, 0.7);
    let seen = wear(
        page,
        &Wear {
            degrees,
            blur: 0.4,
            noise: 9.0,
            specks: 160,
            shade: 0.0,
        },
        chance,
    );
    let mut small = resize(
        &seen,
        1728,
        seen.height() * rows / 200,
        FilterType::Triangle,
    );
    for dot in small.pixels_mut() {
        dot.0[0] = if dot.0[0] > 168 { 255 } else { 0 };
    }
    small
}

/// A photo of the page on a gray table.
pub fn photographed(page: &GrayImage, chance: &mut Chance) -> RgbImage {
    let (w, h) = (page.width() as f32, page.height() as f32);
    let (wide, high) = (w * 1.14, h * 1.1);
    let (left, top) = (w * 0.07, h * 0.05);
    let mut off = |part: f32, of: f32| chance.between(0.0, part) * of;
    // where the corners of the page land: inward or outward a little, each by itself
    let corners = [
        (left - off(0.05, w), top - off(0.04, h)),
        (left + w + off(0.03, w), top - off(0.05, h)),
        (left + w + off(0.05, w), top + h + off(0.02, h)),
        (left - off(0.03, w), top + h + off(0.05, h)),
    ];
    let from = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)];
    let table = Luma([92u8]);
    let mut seen = GrayImage::from_pixel(wide as u32, high as u32, table);
    if let Some(view) = Projection::from_control_points(from, corners) {
        warp_into(
            page,
            view,
            Interpolation::Bicubic,
            Border::Constant(table),
            &mut seen,
        );
    }
    let seen = gaussian_blur_f32(&seen, 0.8);
    let shadow = (
        chance.between(0.6, 1.0) * wide,
        chance.between(0.5, 1.0) * high,
    );
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let across = (x as f32 - shadow.0) / (wide * 0.5);
        let down = (y as f32 - shadow.1) / (high * 0.5);
        let dark = 62.0 * (-(across * across + down * down)).exp();
        let light = f32::from(seen.get_pixel(x, y).0[0]) - dark + chance.bell() * 7.0;
        // the warm light of a lamp
        Rgb([light * 1.02, light * 0.97, light * 0.86].map(|part| part as u8))
    })
}

fn wear(page: &GrayImage, wear: &Wear, chance: &mut Chance) -> GrayImage {
    let turned = rotate_about_center(
        page,
        wear.degrees.to_radians(),
        Interpolation::Bicubic,
        Border::Constant(Luma([250u8])),
    );
    let mut seen = gaussian_blur_f32(&turned, wear.blur);
    let (w, h) = (seen.width() as f32, seen.height() as f32);
    for (x, y, dot) in seen.enumerate_pixels_mut() {
        let shade = wear.shade * (x as f32 / w + 0.5 * (1.0 - y as f32 / h));
        let light = f32::from(dot.0[0]) * 0.9 + 18.0 - shade + chance.bell() * wear.noise;
        dot.0[0] = light as u8;
    }
    for _ in 0..wear.specks {
        let (x, y) = (
            chance.below(seen.width() - 4),
            chance.below(seen.height() - 4),
        );
        let (size, ink) = (1 + chance.below(3), chance.below(120) as u8);
        for (dx, dy) in (0..size).flat_map(|dx| (0..size).map(move |dy| (dx, dy))) {
            seen.put_pixel(x + dx, y + dy, Luma([ink]));
        }
    }
    seen
}

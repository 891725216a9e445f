//! Renderings of letters to pages by stock tools, so that letters can be scored without the reader.

use holdfast_case::{BBox, Page, PageSource, Pages, Word};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pages of a letter in the form `kind` under `folder`, if it is there.
pub fn pages(folder: &Path, kind: &str, name: &str) -> Option<Pages> {
    if kind == "pdf" {
        return born(&folder.join("pdf").join(format!("{name}.pdf")));
    }
    let files = files(&folder.join(kind), name);
    if files.is_empty() {
        return None;
    }
    let mut pages = Vec::new();
    for file in files {
        let tsv = recognized(&file);
        from_tsv(&tsv, dpi(kind), &mut pages);
    }
    Some(Pages {
        pages,
        doubts: Vec::new(),
    })
}

/// Pixels to the inch of each form, near enough: boxes only need their proportions.
fn dpi(kind: &str) -> f32 {
    if kind == "fax-c" { 204.0 } else { 300.0 }
}

fn files(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| {
            let file = p
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            file.starts_with(name) && !file.ends_with(".words") && !file.contains(".work")
        })
        .collect();
    out.sort();
    out
}

fn recognized(file: &Path) -> String {
    let kept = PathBuf::from(format!("{}.words", file.display()));
    if let Ok(text) = std::fs::read_to_string(&kept) {
        return text;
    }
    let mut images = vec![file.to_owned()];
    if file.extension().is_some_and(|e| e == "pdf") {
        let stem = format!("{}.work", file.display());
        Command::new("pdftoppm")
            .args(["-r", "300", "-gray", "-png"])
            .arg(file)
            .arg(&stem)
            .status()
            .unwrap();
        images = std::fs::read_dir(file.parent().unwrap())
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.to_string_lossy().starts_with(&stem))
            .collect();
        images.sort();
    }
    let mut all = String::new();
    for image in images {
        let out = Command::new("tesseract")
            .arg(&image)
            .args(["-", "--psm", "3", "-l", "eng", "tsv"])
            .env("OMP_THREAD_LIMIT", "1")
            .output()
            .unwrap();
        all += &String::from_utf8_lossy(&out.stdout);
        if image != file {
            std::fs::remove_file(image).unwrap();
        }
    }
    std::fs::write(kept, &all).unwrap();
    all
}

fn from_tsv(tsv: &str, dpi: f32, pages: &mut Vec<Page>) {
    let scale = 72.0 / dpi;
    for row in tsv.lines() {
        let c: Vec<&str> = row.split('\t').collect();
        let n = |i: usize| c.get(i).and_then(|x| x.parse::<f32>().ok()).unwrap_or(0.0);
        if c.len() < 11 || c[0] == "level" {
            continue;
        }
        let bbox = BBox {
            x0: n(6) * scale,
            y0: n(7) * scale,
            x1: (n(6) + n(8)) * scale,
            y1: (n(7) + n(9)) * scale,
        };
        match c[0] {
            "1" => pages.push(Page {
                number: pages.len() as u32 + 1,
                width: bbox.x1,
                height: bbox.y1,
                source: PageSource::Ocr,
                words: Vec::new(),
            }),
            "5" => {
                let text = c.get(11).copied().unwrap_or("").trim();
                if let (false, Some(page)) = (text.is_empty(), pages.last_mut()) {
                    page.words.push(Word {
                        text: text.to_owned(),
                        bbox,
                        confidence: (n(10) / 100.0).clamp(0.0, 1.0),
                        line: n(4) as u32,
                        block: n(2) as u32,
                    });
                }
            }
            _ => {}
        }
    }
}

fn born(file: &Path) -> Option<Pages> {
    if !file.exists() {
        return None;
    }
    let out = Command::new("pdftotext")
        .args(["-bbox"])
        .arg(file)
        .arg("-")
        .output()
        .ok()?;
    let xml = String::from_utf8_lossy(&out.stdout).into_owned();
    let attr = |line: &str, key: &str| -> f32 {
        line.split(&format!("{key}=\""))
            .nth(1)
            .and_then(|r| r.split('"').next())
            .and_then(|v| v.parse().ok())
            .unwrap_or(0.0)
    };
    let mut pages: Vec<Page> = Vec::new();
    for line in xml.lines() {
        let line = line.trim();
        if line.starts_with("<page") {
            pages.push(Page {
                number: pages.len() as u32 + 1,
                width: attr(line, "width"),
                height: attr(line, "height"),
                source: PageSource::TextLayer,
                words: Vec::new(),
            });
        } else if let Some(rest) = line.strip_prefix("<word") {
            let text = rest
                .split('>')
                .nth(1)
                .and_then(|t| t.split("</word").next())
                .unwrap_or("");
            let text = text
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'");
            if let Some(page) = pages.last_mut() {
                let bbox = BBox {
                    x0: attr(rest, "xMin"),
                    y0: attr(rest, "yMin"),
                    x1: attr(rest, "xMax"),
                    y1: attr(rest, "yMax"),
                };
                let line = page.words.len() as u32;
                page.words.push(Word {
                    text,
                    bbox,
                    confidence: 1.0,
                    line,
                    block: 0,
                });
            }
        }
    }
    Some(Pages {
        pages,
        doubts: Vec::new(),
    })
}

//! Other programs on the same files: pdftotext, tesseract, OCRmyPDF.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The text of a PDF with a text layer, in reading order or as it is laid out on the page.
pub fn pdftotext(pdf: &[u8], layout: bool) -> Result<String> {
    let mut command = Command::new("pdftotext");
    if layout {
        command.arg("-layout");
    }
    run(command.args(["-", "-"]), pdf)
}

/// What a person would type: each page to a picture of 300 dots an inch, then tesseract on it.
pub fn tesseract(pdf: &[u8], folder: &Path) -> Result<String> {
    let file = folder.join("scan.pdf");
    std::fs::write(&file, pdf)?;
    run(
        Command::new("pdftoppm")
            .args(["-r", "300", "-gray"])
            .arg(&file)
            .arg(folder.join("page")),
        &[],
    )?;
    let mut pictures = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "pgm") {
            pictures.push(path);
        }
    }
    pictures.sort();
    let mut text = String::new();
    for picture in pictures {
        text += &run(
            Command::new("tesseract")
                .arg(&picture)
                .args(["-", "-l", "eng"]),
            &[],
        )?;
        std::fs::remove_file(picture)?;
    }
    Ok(text)
}

/// OCRmyPDF on all cores, as it comes or with the page put straight first.
pub fn ocrmypdf(pdf: &[u8], folder: &Path, straighten: bool) -> Result<String> {
    let (from, to, text) = (
        folder.join("scan.pdf"),
        folder.join("out.pdf"),
        folder.join("out.txt"),
    );
    std::fs::write(&from, pdf)?;
    let mut command = Command::new("ocrmypdf");
    command
        .args(["--quiet", "--output-type", "pdf", "--sidecar"])
        .arg(&text);
    if straighten {
        command.args(["--deskew", "--rotate-pages"]);
    }
    run(command.arg(&from).arg(&to), &[])?;
    Ok(std::fs::read_to_string(text)?)
}

/// The version a program says it has, for the heading.
pub fn version(program: &str, word: &str) -> String {
    let output = Command::new(program).arg(word).output();
    let said = output.map(|done| [done.stdout, done.stderr].concat());
    let said = said.unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    said.lines().next().unwrap_or("not there").trim().to_owned()
}

fn run(command: &mut Command, input: &[u8]) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{name} is needed for this part"))?;
    // these programs read all of it before they answer
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(input)?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{name} ended with {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

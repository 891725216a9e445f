//! The insurer's own form, as a person meets it: found, checked box by box, filled, put before the letter; once by
//! mouse, once by keyboard alone.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::after::Look;
use crate::page::until;
use crate::sample;
use crate::terminal::{ask, file};
use crate::world::{Needs, World};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const SOON: Duration = Duration::from_secs(30);

/// What is printed on the form: left, height above the foot, size, words.
const LINES: [(u32, u32, u32, &str); 24] = [
    (72, 730, 16, "Larkmoor Health \\267 Member appeal form"),
    (72, 704, 11, "Section 1: Member information"),
    (72, 680, 9, "Member name"),
    (330, 680, 9, "Date of birth"),
    (72, 650, 9, "Member ID"),
    (330, 650, 9, "Group number"),
    (72, 620, 9, "Mailing address"),
    (72, 590, 9, "Daytime phone"),
    (
        72,
        560,
        11,
        "Section 2: Authorized representative, if you have one",
    ),
    (72, 536, 9, "Name"),
    (330, 536, 9, "Phone"),
    (72, 506, 11, "Section 3: About your appeal"),
    (72, 482, 9, "Reference number"),
    (330, 482, 9, "Date of denial letter"),
    (72, 452, 9, "Service denied"),
    (72, 422, 9, "Treating provider"),
    (72, 392, 9, "Is this an urgent request?"),
    (230, 392, 9, "Yes"),
    (280, 392, 9, "No"),
    (72, 368, 9, "Reason for appeal"),
    (
        92,
        226,
        9,
        "I authorize Larkmoor Health to obtain my records for this appeal.",
    ),
    (72, 196, 9, "Social Security number \\(optional\\)"),
    (72, 150, 9, "Signature"),
    (380, 150, 9, "Date"),
];

const BOXES: [&str; 19] = [
    "/FT /Tx /T (member.name) /Rect [150 674 320 692]",
    "/FT /Tx /T (member.dob) /TU (Date of birth, MM/DD/YYYY) /MaxLen 10 /Rect [400 674 540 692]",
    "/FT /Tx /T (member.id) /Rect [150 644 320 662]",
    "/FT /Tx /T (member.group) /Rect [400 644 540 662]",
    "/FT /Tx /T (member.address) /Rect [150 614 540 632]",
    "/FT /Tx /T (member.phone) /Rect [150 584 320 602]",
    "/FT /Tx /T (rep.name) /Rect [150 530 320 548]",
    "/FT /Tx /T (rep.phone) /Rect [400 530 540 548]",
    "/FT /Tx /T (reference) /Rect [150 476 320 494]",
    "/FT /Tx /T (denied.on) /Rect [430 476 540 494]",
    "/FT /Tx /T (service) /Rect [150 446 540 464]",
    "/FT /Tx /T (provider) /Rect [150 416 540 434]",
    "/FT /Btn /Ff 32768 /T (urgent) /Rect [214 390 226 402] /MK << /BC [0] >> /AP << /N << /Yes 6 0 R /Off 7 0 R >> >>",
    "/FT /Btn /Ff 32768 /T (urgent) /Rect [264 390 276 402] /MK << /BC [0] >> /AP << /N << /No 6 0 R /Off 7 0 R >> >>",
    "/FT /Tx /T (reason) /Ff 4096 /Rect [72 250 540 360]",
    "/FT /Btn /T (agree) /Rect [72 224 84 236] /MK << /BC [0] >>",
    "/FT /Tx /T (ssn) /Rect [220 190 340 208]",
    "/FT /Sig /T (sign) /Rect [150 140 360 166]",
    "/FT /Tx /T (signed.on) /Rect [420 144 540 162]",
];

/// Writes the form as insurers send it.
pub fn insurers_form(folder: &Path) -> Result<PathBuf> {
    let mut content = String::new();
    for (x, y, size, text) in LINES {
        content.push_str(&format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"));
    }
    for one in BOXES {
        let rect = one
            .split("/Rect [")
            .nth(1)
            .and_then(|rest| rest.split(']').next());
        let sides: Vec<f32> = rect
            .context("a box without a place")?
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        if let [x0, y0, x1, y1] = sides.as_slice() {
            content.push_str(&format!(
                "0.6 G 0.7 w {x0} {y0} {} {} re S\n",
                x1 - x0,
                y1 - y0
            ));
        }
    }
    let numbers: Vec<String> = (0..BOXES.len()).map(|n| format!("{} 0 R", n + 8)).collect();
    let numbers = numbers.join(" ");
    let stream = |entries: &str, data: &str| {
        format!(
            "<< {entries} /Length {} >>\nstream\n{data}\nendstream",
            data.len()
        )
    };
    let look = "/Type /XObject /Subtype /Form /BBox [0 0 12 12]";
    let mut objects = vec![
        format!(
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{numbers}] /DA (/Helv 0 Tf 0 g) >> >>"
        ),
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R \
             /Resources << /Font << /F 3 0 R >> >> /Annots [{numbers}] >>"
        ),
        stream("", &content),
        stream(look, "1 w 2 2 m 10 10 l 2 10 m 10 2 l S"),
        stream(look, ""),
    ];
    for one in BOXES {
        objects.push(format!(
            "<< /Type /Annot /Subtype /Widget /P 4 0 R {one} >>"
        ));
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(
        format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    let path = folder.join("member-appeal-form.pdf");
    std::fs::write(&path, out)?;
    Ok(path)
}

/// By mouse: the form is offered beside the packet, one value is mended, one box on the page chosen, it is filled and
/// stands before the letter; then it is taken out again.
pub async fn by_mouse(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    page.click("nav-appeals").await?;
    page.click("write-appeal").await?;
    page.at("reason-1").await?;
    ensure!(
        !page.has("form-panel-1").await?,
        "a form where there is none"
    );
    file(&world, &insurers_form(world.home.path())?)?;
    page.click("see-packet").await?;
    page.at("part-1").await?;
    page.at("form-panel-1").await?;
    look.look(&page, "form-panel").await?;
    page.click("form-check-1").await?;
    page.at("form").await?;
    page.at("form-box-1").await?;
    page.drawn(1).await?;
    let name = page
        .run("return document.querySelector('[data-box=\"member.name\"] input').value")
        .await?;
    ensure!(name.as_str() == Some("Nora Hale"), "the name is {name}");
    let pen = page.words("form-pen").await?;
    ensure!(
        pen.contains("Signature")
            && pen.contains("Social Security")
            && pen.contains("somebody acts for you"),
        "left for the pen is {pen}"
    );
    look.look(&page, "form-check").await?;
    page.run(
        "[...document.querySelectorAll('[data-testid=\"form-page-1\"] .mark')] \
         .find(one => one.closest('figure') && one.style.left.startsWith('65.3')).click()",
    )
    .await?;
    page.write("form-box-2", "05/04/1989").await?;
    look.look(&page, "form-typed").await?;
    page.click("form-save").await?;
    page.at("packet").await?;
    page.wait_for("form-panel-1", "data-along", "true").await?;
    until(SOON, async || {
        let first = page.words("part-1").await?;
        Ok(first.contains("Form of the insurer").then_some(()))
    })
    .await?
    .context("the form is not in the packet")?;
    page.click("part-1").await?;
    page.drawn(1).await?;
    look.look(&page, "form-packet").await?;
    ensure!(
        words(&world)?.contains("form for this request is enclosed"),
        "the letter says nothing of it"
    );
    page.click("form-along-1").await?;
    page.wait_for("form-panel-1", "data-along", "false").await?;
    ensure!(
        !words(&world)?.contains("form for this request"),
        "the letter still says it"
    );
    ensure!(page.violations().await?.is_empty(), "the policy was broken");
    page.close().await
}

/// By keyboard alone: to the form, a value typed, a choice made, filed.
pub async fn by_keyboard(look: &mut impl Look) -> Result<()> {
    let mut world = World::new(Needs::default())?;
    let page = sample::unlocked(&mut world).await?;
    file(&world, &insurers_form(world.home.path())?)?;
    page.keys("\u{e009}3").await?;
    page.reach("write-appeal").await?;
    page.keys(ENTER).await?;
    page.at("reason-1").await?;
    page.reach("see-packet").await?;
    page.keys(ENTER).await?;
    page.at("form-panel-1").await?;
    page.reach("form-check-1").await?;
    page.keys(ENTER).await?;
    page.at("form-box-2").await?;
    page.reach("form-box-2").await?;
    page.keys("05/04/1989").await?;
    let urgent = page
        .run("return document.querySelector('[data-box=\"urgent\"] input:checked')?.dataset.testid ?? ''")
        .await?;
    page.reach(
        urgent
            .as_str()
            .filter(|handle| !handle.is_empty())
            .context("nothing is ticked")?,
    )
    .await?;
    page.keys(SPACE).await?;
    look.look(&page, "form-keyboard").await?;
    page.reach("form-save").await?;
    page.keys(ENTER).await?;
    page.at("packet").await?;
    page.wait_for("form-panel-1", "data-along", "true").await?;
    page.reach("form-along-1").await?;
    page.close().await
}

/// The words of the newest letter.
fn words(world: &World) -> Result<String> {
    let list = ask(world, &["letter", "list"])?;
    let id = list.pointer("/letters/0/id").and_then(Value::as_str);
    let told = ask(
        world,
        &["letter", "show", id.context("no letter was begun")?],
    )?;
    Ok(told
        .pointer("/letter/sections")
        .context("no letter")?
        .to_string())
}

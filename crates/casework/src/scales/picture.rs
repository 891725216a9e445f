//! The chart as a picture for a letter or a print: SVG, dark on white, which every browser and word processor opens.

use super::chart::chart;
use super::course::scores;
use super::words;
use crate::desk::{Desk, Inner, Opened};
use crate::error::{Code, Error};
use crate::view::ChartView;
use std::fmt::Write;

/// Room above the field for the title.
const HEAD: i32 = 34;

impl Desk {
    /// The chart of a scale as a picture, with a name for the file. It is not sealed: the person was asked.
    pub fn scale_picture(&self, id: &str) -> Result<(String, Vec<u8>), Error> {
        let scale = self.scale(id)?;
        let (marks, today) = (self.marks()?, self.inner.clock.today());
        let scores = scores(
            scale,
            &self.entries(id)?,
            marks.days.first().copied(),
            today,
        );
        let chart = chart(scale, &scores, &marks, today).ok_or_else(|| {
            Error::of(Code::NotFound)
                .saying("There is no score with a day yet, so there is no chart.")
                .hinting("Add a score first.")
        })?;
        let picture = svg(&chart, &words::title(scale));
        Ok((
            format!("{} chart.svg", words::short(scale)),
            picture.into_bytes(),
        ))
    }
}

/// The scores of a scale for a sheet of a packet.
pub(crate) struct ScoresSheet {
    /// The whole name of the scale.
    pub(crate) title: String,
    /// The chart as SVG; empty where no score has a day.
    pub(crate) chart: String,
    /// The chart in words.
    pub(crate) chart_words: String,
    /// Day, score, what it means; oldest first.
    pub(crate) rows: Vec<Vec<String>>,
    /// Where the scale's measures are from.
    pub(crate) source: String,
}

/// The scores of a scale for a sheet of a packet.
pub(crate) fn sheet(inner: &Inner, open: &Opened, id: &str) -> Result<ScoresSheet, Error> {
    let scale = inner.lib.scale(id).ok_or(Code::NotFound)?;
    let entries = super::course::sorted(inner.kept_with(open)?, id);
    let today = inner.clock.today();
    let marks = super::course::marks_of(inner.kept_with(open)?, inner.kept_with(open)?, today);
    let scores = scores(scale, &entries, marks.days.first().copied(), today);
    let chart = chart(scale, &scores, &marks, today);
    let mut rows: Vec<Vec<String>> = super::course::rows(scale, &entries, &scores, today)
        .into_iter()
        .map(|row| vec![row.day, row.score, row.band])
        .collect();
    rows.reverse();
    // a reader elsewhere needs the year
    for (row, kept) in rows.iter_mut().zip(&entries) {
        if let (Some(said), Some(day)) = (row.first_mut(), kept.record.day.day()) {
            *said = day.format("%B %-d, %Y").to_string();
        }
    }
    Ok(ScoresSheet {
        title: scale.name.clone(),
        chart: chart.as_ref().map(bare_svg).unwrap_or_default(),
        chart_words: chart.map(|chart| chart.name).unwrap_or_default(),
        rows,
        // behind it stands where we looked, which is for ourselves
        source: scale
            .source
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    })
}

/// The chart without a title of its own.
fn bare_svg(chart: &ChartView) -> String {
    svg(chart, "")
}

fn svg(chart: &ChartView, title: &str) -> String {
    let mut out = String::new();
    // writing to a string never refuses
    let _ = draw(&mut out, chart, title);
    out
}

fn draw(out: &mut String, chart: &ChartView, title: &str) -> std::fmt::Result {
    let (width, height) = (chart.width, chart.height + HEAD);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" role=\"img\">"
    )?;
    writeln!(out, "<title>{}</title>", escaped(&chart.name))?;
    writeln!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
    )?;
    writeln!(
        out,
        "<text x=\"14\" y=\"24\" font-size=\"16\" font-weight=\"600\" fill=\"#14201d\">{}</text>",
        escaped(title)
    )?;
    writeln!(out, "<g transform=\"translate(0 {HEAD})\">")?;
    if let Some(span) = &chart.span {
        let tall = chart.foot - chart.top;
        writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{tall}\" fill=\"#efecf4\"/>",
            span.x, chart.top, span.width
        )?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"12.5\" font-weight=\"600\" fill=\"#6b4592\">{}</text>",
            span.say_x,
            chart.top + 16,
            escaped(&span.say)
        )?;
    }
    for line in &chart.lines {
        writeln!(
            out,
            "<path d=\"M{} {}H{}\" stroke=\"#d5dbd8\"/>",
            chart.left, line.y, chart.right
        )?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-size=\"12.5\" fill=\"#4d5a56\">{}</text>",
            line.x,
            line.y + 4,
            escaped(&line.say)
        )?;
    }
    for day in &chart.days {
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"12.5\" fill=\"#4d5a56\">{}</text>",
            day.x,
            day.y,
            escaped(&day.say)
        )?;
    }
    for x in &chart.sessions {
        writeln!(
            out,
            "<path d=\"M{x} {}v16\" stroke=\"#6b4592\" stroke-width=\"3\"/>",
            chart.foot - 8
        )?;
    }
    for bar in &chart.taken {
        let dashes = if bar.rough {
            " stroke-dasharray=\"4 3\""
        } else {
            ""
        };
        writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"3\" fill=\"#eef2f0\" stroke=\"#6b7a75\"{dashes}/>",
            bar.x, bar.y, bar.width
        )?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"#14201d\">{}</text>",
            bar.say_x,
            bar.y + 13,
            escaped(&bar.say)
        )?;
    }
    if let Some(half) = &chart.half {
        writeln!(
            out,
            "<path d=\"M{} {}H{}\" stroke=\"#2f7d4f\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"/>",
            chart.left, half.y, chart.right
        )?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"#4d5a56\">{}</text>",
            half.x,
            half.y + 4,
            escaped(&half.say)
        )?;
    }
    writeln!(
        out,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#0f5a4f\" stroke-width=\"2.5\"/>",
        chart.path
    )?;
    for point in &chart.points {
        writeln!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"4.5\" fill=\"#ffffff\" stroke=\"#0f5a4f\" stroke-width=\"2.5\"/>",
            point.x, point.y
        )?;
        if !point.say.is_empty() {
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"600\" fill=\"#14201d\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\">{}</text>",
                point.say_x,
                point.say_y,
                escaped(&point.say)
            )?;
        }
    }
    out.write_str("</g>\n</svg>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

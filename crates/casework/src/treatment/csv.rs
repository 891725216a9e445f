//! The treatment history as a table for other programs. Days stand as they were typed, and as ISO days beside.

use crate::desk::Desk;
use crate::error::Error;
use holdfast_case::RoughDay;
use holdfast_rules::trials::count;

/// A table as comma-separated values: each field in quotes, so that commas and lines in it do no harm.
pub(crate) fn table(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        let fields: Vec<String> = row
            .iter()
            .map(|field| format!("\"{}\"", field.replace('"', "\"\"")))
            .collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

impl Desk {
    /// What was tried, as a table, with a name for the file. It is not sealed: the person was asked.
    pub fn treatment_csv(&self) -> Result<(String, Vec<u8>), Error> {
        let inner = &self.inner;
        let view = self.treatment()?;
        let kept = inner.trials_in_order()?;
        let trials: Vec<_> = kept.iter().map(|kept| kept.record.clone()).collect();
        let counted = count(
            inner.lib,
            &trials,
            inner.asked()?.as_ref(),
            inner.clock.today(),
        );
        let head = [
            "treatment",
            "class",
            "for",
            "dose",
            "first day",
            "last day",
            "first day not before",
            "last day not after",
            "weeks at least",
            "outcome",
            "side effects",
            "prescriber",
            "looks",
            "why",
            "source",
        ];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for ((row, trial), judged) in view.trials.iter().zip(&trials).zip(&counted.judged) {
            let end = if trial.still_taken {
                "still taken"
            } else {
                trial.end.text()
            };
            rows.push(vec![
                row.taken.clone(),
                row.class.clone(),
                trial.purpose.clone(),
                row.dose.clone(),
                trial.start.text().to_owned(),
                end.to_owned(),
                edge(&trial.start, true),
                edge(&trial.end, false),
                judged
                    .days
                    .map_or_else(String::new, |days| days.least_weeks().to_string()),
                trial.outcome.reveal().clone(),
                trial.side_effects.reveal().clone(),
                trial.prescriber.reveal().clone(),
                row.look.state.clone(),
                row.look.say.clone(),
                row.look.source.clone(),
            ]);
        }
        Ok(("Treatment history.csv".to_owned(), table(&rows)))
    }
}

fn edge(day: &RoughDay, first: bool) -> String {
    day.span().map_or_else(String::new, |span| {
        if first {
            span.first.to_string()
        } else {
            span.last.to_string()
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn commas_quotes_and_lines_stay_in_their_field() {
        let rows = vec![vec![
            "a, b".to_owned(),
            "say \"no\"".to_owned(),
            "1\n2".to_owned(),
        ]];
        assert_eq!(
            super::table(&rows),
            b"\"a, b\",\"say \"\"no\"\"\",\"1\n2\"\r\n"
        );
    }
}

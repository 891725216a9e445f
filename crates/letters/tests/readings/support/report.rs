//! The table of one run.

use super::Score;
use std::collections::BTreeMap;

impl Score {
    /// Share of right facts among those with at least this confidence, and how many there are.
    pub fn precision_at(&self, least: f32) -> (f64, usize) {
        let shown: Vec<bool> = self
            .sure
            .iter()
            .filter(|s| s.1 >= least)
            .map(|s| s.2)
            .collect();
        let right = shown.iter().filter(|r| **r).count();
        (
            if shown.is_empty() {
                1.0
            } else {
                right as f64 / shown.len() as f64
            },
            shown.len(),
        )
    }

    /// The table as text.
    pub fn report(&self, title: &str) -> String {
        let mut out = format!("== {title}\n");
        for (field, c) in &self.fields {
            out += &format!(
                "{field:26} right {:3} of {:3}  wrong {:3}  missed {:3}  found {:5.1} %  of said {:5.1} %",
                c.right,
                c.all(),
                c.wrong,
                c.missed,
                c.recall() * 100.0,
                c.precision() * 100.0
            );
            if c.early > 0 {
                out += &format!("  early {}", c.early);
            }
            out.push('\n');
        }
        out += &format!("HARM {}\n", self.harm.len());
        for h in &self.harm {
            out += &format!("  {h}\n");
        }
        out += "confidence    facts  right\n";
        for (from, to) in [
            (0.95, 1.01),
            (0.9, 0.95),
            (0.8, 0.9),
            (0.6, 0.8),
            (0.0, 0.6),
        ] {
            let band: Vec<bool> = self
                .sure
                .iter()
                .filter(|s| s.1 >= from && s.1 < to)
                .map(|s| s.2)
                .collect();
            if !band.is_empty() {
                let right = band.iter().filter(|r| **r).count();
                out += &format!(
                    "{from:.2}-{:.2}   {:5}  {:.1} %\n",
                    f32::min(to, 1.0),
                    band.len(),
                    100.0 * right as f64 / band.len() as f64
                );
            }
        }
        let mut unsure: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (field, _, right) in self.sure.iter().filter(|s| s.1 >= 0.9) {
            let c = unsure.entry(field).or_default();
            c.0 += 1;
            c.1 += usize::from(!right);
        }
        for (field, (said, wrong)) in unsure.iter().filter(|u| u.1.1 > 0) {
            out += &format!("  sure and wrong: {field} {wrong} of {said}\n");
        }
        let (p, n) = self.precision_at(0.9);
        out += &format!("sure (>= 0.9): {n} facts, {:.1} % right\n", p * 100.0);
        out
    }
}

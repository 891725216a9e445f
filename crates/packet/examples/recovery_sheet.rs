//! Writes a recovery sheet with invented words to standard output: `… --example recovery_sheet > sheet.pdf`.

use std::io::Write;

use chrono::NaiveDate;
use holdfast_packet::{RecoverySheet, recovery_sheet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<&str> =
        "gravity harbor lantern oyster meadow stone velvet river basket copper thunder \
        walnut silver pencil orchard mirror candle winter garden ladder maple ocean pepper zebra"
            .split_whitespace()
            .collect();
    let pdf = recovery_sheet(&RecoverySheet {
        words: &words,
        identity_line: "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
        vault_path: "/home/nora/.local/share/app.holdfast.desktop/vault",
        vault_id: "0199e1c2-7d1f-7a33-9c54-1f2a3b4c5d6e",
        made_on: NaiveDate::from_ymd_opt(2026, 11, 9).ok_or("a day that exists")?,
    })?;
    std::io::stdout().write_all(&pdf)?;
    Ok(())
}

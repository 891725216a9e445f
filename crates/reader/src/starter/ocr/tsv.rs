//! The table `tesseract … tsv` prints: one row a page, block, paragraph, line or word.

use super::OcrWord;
use holdfast_case::pages::BBox;

/// The words of the table; rows that are none are passed over.
pub(super) fn words(table: &str) -> Vec<OcrWord> {
    let mut line = 0;
    let mut words = Vec::new();
    for row in table.lines() {
        // A row of level 4 opens a line; numbers of block, paragraph and line say the same.
        line += u32::from(row.starts_with("4\t"));
        words.extend(word(row, line));
    }
    words
}

fn word(row: &str, line: u32) -> Option<OcrWord> {
    let mut cells = row.splitn(12, '\t');
    if cells.next()? != "5" {
        return None;
    }
    let mut cells = cells.skip(5);
    let mut number = || cells.next().and_then(|c| c.parse::<f32>().ok());
    let (left, top, width, height, sure) = (number()?, number()?, number()?, number()?, number()?);
    let text = cells.next()?.trim();
    let bbox = BBox {
        x0: left,
        y0: top,
        x1: left + width,
        y1: top + height,
    };
    (!text.is_empty()).then(|| OcrWord {
        text: text.to_owned(),
        bbox,
        confidence: (sure / 100.0).clamp(0.0, 1.0),
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_of_words_count() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t640\t480\t-1\t\n\
                     4\t1\t1\t1\t1\t0\t36\t92\t160\t24\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t36\t92\t60\t24\t96.5\tdenied\n\
                     5\t1\t1\t1\t1\t2\t36\t92\t60\t24\t95\t \n\
                     4\t1\t1\t1\t2\t0\t36\t132\t160\t24\t-1\t\n\
                     5\t1\t1\t1\t2\t1\t36\t132\t60\t24\t90\tappeal\n\
                     5\t1\tbroken";
        let found = words(table);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].line, found[1].line), (1, 2));
        assert_eq!(found[0].text, "denied");
        assert_eq!(found[0].bbox.corners(), [36.0, 92.0, 96.0, 116.0]);
        assert!((found[0].confidence - 0.965).abs() < 1e-6);
    }
}

//! What was tried and how it went, on the invented case.

use crate::common::{Home, unlock};
use holdfast_casework::view::{AskRequest, ScaleRequest, SessionRequest, TrialRequest};
use holdfast_casework::{Code, Desk};

fn trial(taken: &str, dose: &str, start: &str, end: &str) -> TrialRequest {
    TrialRequest {
        taken: taken.to_owned(),
        dose: dose.to_owned(),
        start: start.to_owned(),
        end: end.to_owned(),
        ..TrialRequest::default()
    }
}

/// Nora's history, as in the mockups.
fn history(desk: &Desk) {
    for request in [
        trial("Sertraline", "200 mg", "2021-02-08", "2021-06-14"),
        trial("Bupropion XL", "300 mg", "2021-07-12", "2021-11-08"),
        trial("Venlafaxine XR", "225 mg", "2022-01-10", "2022-08-08"),
        TrialRequest {
            ended: "side-effects".to_owned(),
            ..trial("Aripiprazole", "5 mg", "2022-05-09", "2022-08-08")
        },
        TrialRequest {
            side_effects: "Tremor".to_owned(),
            ..trial("Lithium", "600 mg", "2024-02-19", "2024-03-04")
        },
    ] {
        desk.add_trial(&request).unwrap();
    }
}

fn scores(desk: &Desk) {
    desk.add_sessions(&SessionRequest {
        what: "Ketamine infusion".to_owned(),
        days: "10/5/2026\n10/8/2026\n10/12/2026\n10/15/2026\n10/19/2026\n10/22/2026".to_owned(),
        ..SessionRequest::default()
    })
    .unwrap();
    for (day, total) in [
        ("2026-09-01", "22"),
        ("2026-09-29", "23"),
        ("2026-10-05", "23"),
        ("2026-10-12", "17"),
        ("2026-10-19", "12"),
        ("2026-10-26", "9"),
        ("2026-11-09", "8"),
        ("2026-11-20", "11"),
    ] {
        desk.save_scale(&total_of("phq-9", day, total)).unwrap();
    }
}

fn total_of(scale: &str, day: &str, total: &str) -> ScaleRequest {
    ScaleRequest {
        scale: scale.to_owned(),
        day: day.to_owned(),
        total: total.to_owned(),
        ..ScaleRequest::default()
    }
}

fn answers(given: &[u32]) -> ScaleRequest {
    ScaleRequest {
        scale: "phq-9".to_owned(),
        answers: given.iter().map(|value| Some(*value)).collect(),
        ..ScaleRequest::default()
    }
}

#[test]
fn the_history_says_what_counts_and_why() {
    let home = Home::new();
    let desk = home.made();
    history(&desk);
    let view = desk.treatment().unwrap();
    let rows: Vec<_> = view
        .trials
        .iter()
        .map(|row| {
            (
                row.taken.as_str(),
                row.class.as_str(),
                row.when.as_str(),
                row.look.state.as_str(),
                row.look.short.as_str(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                "Sertraline",
                "SSRI",
                "Feb\u{2013}Jun 2021, 18 wk",
                "adequate",
                "Dose and time enough"
            ),
            (
                "Bupropion XL",
                "NDRI",
                "Jul\u{2013}Nov 2021, 17 wk",
                "adequate",
                "Dose and time enough"
            ),
            (
                "Venlafaxine XR",
                "SNRI",
                "Jan\u{2013}Aug 2022, 30 wk",
                "adequate",
                "Dose and time enough"
            ),
            (
                "Aripiprazole",
                "Add-on",
                "May\u{2013}Aug 2022, 13 wk",
                "adequate",
                "13 weeks, then side effects. Counts as added, not as a medicine of its own."
            ),
            (
                "Lithium",
                "Add-on",
                "Feb\u{2013}Mar 2024, 2 wk",
                "too-short",
                "Too short; say if you could not bear it"
            ),
        ]
    );
    assert_eq!(view.asked, None);
    desk.set_trial_ask(&AskRequest {
        drugs: "4".to_owned(),
        classes: "2".to_owned(),
        weeks: "6".to_owned(),
        ..AskRequest::default()
    })
    .unwrap();
    let view = desk.treatment().unwrap();
    assert_eq!(
        view.asked.as_deref(),
        Some("Your plan asks for 4 medicines of 2 classes for 6 weeks each.")
    );
    // the weeks are the plan's, the dose is the table's
    let say = &view.trials[0].look.say;
    assert!(
        say.contains("Your plan asks for 6 weeks; the table of doses asks for"),
        "{say}"
    );
    assert_eq!(view.have, "You have 3 in full and 1 added.");
    assert_eq!(view.met, Some(false));
    assert_eq!(
        view.gaps[0].say,
        "The plan asks for 4 medicines. 3 count so far."
    );
}

#[test]
fn a_slip_in_one_field_costs_nothing_of_the_others() {
    let home = Home::new();
    let desk = home.made();
    let typed = TrialRequest {
        outcome: "no lasting change".to_owned(),
        ..trial(
            "sertraline",
            "two of the blue ones",
            "when I lived in Akron",
            "2021-02-30",
        )
    };
    let preview = desk.preview_trial(&typed).unwrap();
    assert_eq!(preview.known_as.as_deref(), Some("Sertraline, SSRI"));
    assert!(
        preview.dose_trouble.is_some()
            && preview.start_trouble.is_some()
            && preview.end_trouble.is_some()
    );
    desk.add_trial(&typed).unwrap();
    let row = desk.treatment().unwrap().trials.remove(0);
    assert_eq!(row.fields.dose, "two of the blue ones");
    assert_eq!(row.fields.start, "when I lived in Akron");
    assert_eq!(row.fields.end, "2021-02-30");
    assert_eq!(row.look.state, "not-enough-known");
    let nameless = desk.add_trial(&trial("  ", "200 mg", "", "")).unwrap_err();
    assert_eq!(nameless.code(), Code::BadRequest);
    // a last day that is not read says nothing while it is still taken
    let still = TrialRequest {
        still_taken: true,
        ..typed
    };
    assert_eq!(desk.preview_trial(&still).unwrap().end_trouble, None);
}

#[test]
fn each_change_can_be_taken_back_and_what_stood_before_is_kept() {
    let home = Home::new();
    let desk = home.made();
    desk.add_trial(&trial("sertraline", "50 mg", "2021-02-08", ""))
        .unwrap();
    let id = desk.treatment().unwrap().trials[0].id.clone();
    desk.change_trial(
        &id,
        &trial("sertraline", "200 mg", "2021-02-08", "2021-06-14"),
    )
    .unwrap();
    let before = desk.trial_versions(&id).unwrap();
    assert_eq!(before.len(), 1);
    assert_eq!(
        (before[0].dose.as_str(), before[0].when.as_str()),
        ("50 mg", "from Feb 2021")
    );
    desk.undo().unwrap();
    assert_eq!(desk.treatment().unwrap().trials[0].dose, "50 mg");
    desk.redo().unwrap();
    desk.trash_trial(&id).unwrap();
    assert!(desk.treatment().unwrap().trials.is_empty());
    desk.undo().unwrap();
    assert_eq!(desk.treatment().unwrap().trials[0].dose, "200 mg");
    drop(desk);
    let desk = home.desk();
    unlock(&desk);
    assert_eq!(desk.treatment().unwrap().trials[0].fields.end, "2021-06-14");
}

#[test]
fn the_course_of_the_invented_case_is_told_as_in_the_drawing() {
    let home = Home::new();
    let desk = home.made();
    scores(&desk);
    let course = desk.scale_course("phq-9").unwrap();
    assert_eq!(course.title, "PHQ-9, how low your mood is (0 to 27)");
    let figures = course.figures.unwrap();
    assert_eq!(figures.change, "23 \u{2192} 9");
    assert_eq!(figures.how, "in 3 weeks, 61% lower");
    assert_eq!(
        figures.response.as_deref(),
        Some("Half or less of the start: yes, since October 26")
    );
    assert_eq!(figures.remission.as_deref(), Some("Under 5: not yet"));
    assert_eq!(
        figures.notes[1],
        "11 on November 20. Tell your clinician if it keeps going up."
    );
    let chart = course.chart.unwrap();
    assert_eq!(chart.points.len(), 8);
    assert_eq!(chart.sessions.len(), 6);
    assert_eq!(chart.span.unwrap().say, "6 infusions");
    // 11.5 of 27, half of 23
    let half = chart.half.unwrap();
    let tall = f64::from(chart.foot - chart.top);
    let expected = f64::from(chart.foot) - 11.5 / 27.0 * tall;
    assert!((f64::from(half.y) - expected).abs() < 1.0);
    assert!(
        chart
            .name
            .starts_with("PHQ-9: 22 on September 1, 23 on September 29")
    );
    // time goes to the right, a higher score stands higher, all within the field
    for pair in chart.points.windows(2) {
        assert!(pair[0].x < pair[1].x);
    }
    assert!(
        chart.points.iter().all(|p| p.y >= chart.top
            && p.y <= chart.foot
            && p.x >= chart.left
            && p.x <= chart.right)
    );
    assert!(chart.points[5].y > chart.points[0].y);
    assert_eq!(course.rows.len(), 8);
    assert_eq!(
        (course.rows[0].score.as_str(), course.rows[0].band.as_str()),
        ("11", "Moderate")
    );
    assert!(
        course.rows[5].baseline,
        "October 5: the last one up to the first session"
    );
}

#[test]
fn the_chart_marks_what_was_taken_in_its_time_and_the_table_holds_all_of_it() {
    let home = Home::new();
    let desk = home.made();
    scores(&desk);
    desk.add_trial(&trial("Sertraline", "200 mg", "2021-02-08", "2021-06-14"))
        .unwrap();
    for (taken, since) in [("Lithium", "Jan 2024"), ("Quetiapine", "10/1/2026")] {
        desk.add_trial(&TrialRequest {
            still_taken: true,
            ..trial(taken, "300 mg", since, "")
        })
        .unwrap();
    }
    let course = desk.scale_course("phq-9").unwrap();
    let chart = course.chart.unwrap();
    let bars: Vec<_> = chart
        .taken
        .iter()
        .map(|bar| (bar.say.as_str(), bar.rough))
        .collect();
    // sertraline was over long before
    assert_eq!(bars, [("Lithium", true), ("Quetiapine", false)]);
    let (lithium, quetiapine) = (&chart.taken[0], &chart.taken[1]);
    assert!(lithium.x == chart.left && quetiapine.x > chart.left);
    for bar in [lithium, quetiapine] {
        assert_eq!(bar.x + bar.width, chart.right, "still taken");
        assert!(bar.y > chart.foot && bar.y < chart.height);
    }
    assert!(
        chart
            .name
            .ends_with("Taken in this time: Lithium, since Jan 2024; Quetiapine, since Oct 2026."),
        "{}",
        chart.name
    );
    // the table's rows: three treatments, six infusions
    assert_eq!(course.taken.len(), 9);
    assert_eq!(course.taken[0].when, "Feb\u{2013}Jun 2021");
    assert_eq!(course.taken[3].when, "Oct 5, 2026");
    let (_, picture) = desk.scale_picture("phq-9").unwrap();
    let picture = String::from_utf8(picture).unwrap();
    assert!(picture.contains(">Lithium</text>"), "{picture}");
}

#[test]
fn another_score_can_be_told_to_be_the_first() {
    let home = Home::new();
    let desk = home.made();
    scores(&desk);
    let first = desk.scale_course("phq-9").unwrap().rows[7].id.clone();
    desk.set_baseline(&first, true).unwrap();
    let course = desk.scale_course("phq-9").unwrap();
    assert_eq!(course.figures.unwrap().change, "22 \u{2192} 9");
    assert!(course.rows[7].baseline && !course.rows[5].baseline);
    desk.undo().unwrap();
    assert_eq!(
        desk.scale_course("phq-9").unwrap().figures.unwrap().change,
        "23 \u{2192} 9"
    );
}

#[test]
fn a_scale_stopped_half_way_is_kept_and_has_no_score() {
    let home = Home::new();
    let desk = home.made();
    let saved = desk.save_scale(&answers(&[3, 3, 2])).unwrap();
    assert_eq!((saved.score.as_str(), saved.band.as_str()), ("", ""));
    let course = desk.scale_course("phq-9").unwrap();
    assert!(course.chart.is_none() && course.figures.is_none());
    assert!(course.rows[0].half_way);
    assert_eq!(course.rows[0].score, "3 of 9 answered");
    // going on with it
    let form = desk.scale_form("", Some(&saved.id)).unwrap();
    assert_eq!(form.given.answers, [Some(3), Some(3), Some(2)]);
    let whole = ScaleRequest {
        id: saved.id,
        ..answers(&[3, 3, 2, 2, 1, 1, 0, 0, 0])
    };
    let saved = desk.save_scale(&whole).unwrap();
    assert_eq!(
        (saved.score.as_str(), saved.band.as_str()),
        ("12", "moderate")
    );
    assert_eq!(desk.scale_course("phq-9").unwrap().rows.len(), 1);
    let nothing = desk.save_scale(&answers(&[])).unwrap_err();
    assert_eq!(nothing.code(), Code::BadRequest);
}

#[test]
fn help_is_shown_each_time_and_the_answer_is_kept_either_way() {
    let home = Home::new();
    let desk = home.made();
    let speaks = answers(&[0, 0, 0, 0, 0, 0, 0, 0, 1]);
    for _ in 0..2 {
        let check = desk.check_scale(&speaks).unwrap();
        let help = check.help.unwrap();
        assert!(help.text.contains("988"));
        let saved = desk.save_scale(&speaks).unwrap();
        assert!(saved.help.is_some());
        assert_eq!(saved.score, "1");
    }
    let quiet = desk
        .check_scale(&answers(&[3, 3, 3, 3, 3, 3, 3, 3, 0]))
        .unwrap();
    assert!(quiet.help.is_none());
    let kept = desk.scale_course("phq-9").unwrap();
    assert_eq!(kept.rows.len(), 2);
    // what the history shows says nothing of the answer
    let said: Vec<String> = desk
        .history()
        .unwrap()
        .into_iter()
        .map(|row| row.said)
        .collect();
    assert!(said.iter().any(|said| said == "Kept PHQ-9."), "{said:?}");
}

#[test]
fn a_total_that_cannot_be_is_kept_as_typed_and_said() {
    let home = Home::new();
    let desk = home.made();
    let odd = total_of("madrs", "2026-10-05", "63");
    assert!(
        desk.check_scale(&odd)
            .unwrap()
            .trouble
            .unwrap()
            .contains("from 0 to 60")
    );
    desk.save_scale(&odd).unwrap();
    desk.save_scale(&total_of("madrs", "October", "30"))
        .unwrap();
    let rows = desk.scale_course("madrs").unwrap().rows;
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (row.day.as_str(), row.score.as_str(), row.trouble.is_some()))
        .collect();
    assert_eq!(shown, [("October", "30", true), ("October 5", "63", true)]);
    let none = desk.check_scale(&total_of("nothing", "", "1")).unwrap_err();
    assert_eq!(none.code(), Code::BadRequest);
}

#[test]
fn what_leaves_the_vault_holds_iso_days_and_the_whole_table() {
    let home = Home::new();
    let desk = home.made();
    history(&desk);
    scores(&desk);
    let (name, bytes) = desk.treatment_csv().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(name, "Treatment history.csv");
    assert_eq!(text.lines().count(), 6);
    assert!(
        text.contains("\"Sertraline\",\"SSRI\",\"\",\"200 mg\",\"2021-02-08\""),
        "{text}"
    );
    let (name, bytes) = desk.scale_csv("phq-9").unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        (name.as_str(), text.lines().count()),
        ("PHQ-9 scores.csv", 9)
    );
    assert!(
        text.contains("\"2026-11-20\",\"11\",\"moderate\""),
        "{text}"
    );
    let (name, bytes) = desk.scale_picture("phq-9").unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(name, "PHQ-9 chart.svg");
    assert!(text.starts_with("<svg ") && text.ends_with("</svg>\n"));
    assert_eq!(text.matches("<circle").count(), 8);
    assert_eq!(
        desk.scale_picture("gad-7").unwrap_err().code(),
        Code::NotFound
    );
}

#[test]
fn sessions_keep_a_day_that_cannot_be_read() {
    let home = Home::new();
    let desk = home.made();
    let request = SessionRequest {
        days: "10/5/2026\n\nsome day in fall\n10/8/2026".to_owned(),
        ..SessionRequest::default()
    };
    assert!(desk.session_days_trouble(&request.days).is_some());
    desk.add_sessions(&request).unwrap();
    let rows = desk.treatment().unwrap().sessions;
    let days: Vec<_> = rows
        .iter()
        .map(|row| (row.day_shown.as_str(), row.unmarked))
        .collect();
    assert_eq!(
        days,
        [
            ("Oct 5, 2026", false),
            ("Oct 8, 2026", false),
            ("some day in fall", true)
        ]
    );
    desk.change_session(
        &rows[2].id,
        &SessionRequest {
            days: "10/12/2026".to_owned(),
            ..SessionRequest::default()
        },
    )
    .unwrap();
    desk.trash_session(&rows[0].id).unwrap();
    assert_eq!(desk.treatment().unwrap().sessions.len(), 2);
    assert_eq!(
        desk.add_sessions(&SessionRequest::default())
            .unwrap_err()
            .code(),
        Code::BadRequest
    );
}

#[test]
fn a_few_letters_bring_up_names() {
    let home = Home::new();
    let desk = home.made();
    let names = desk.complete_treatment("zol");
    assert_eq!(
        (names[0].name.as_str(), names[0].about.as_str()),
        ("Zoloft", "sertraline, SSRI")
    );
}

#[test]
fn a_day_of_a_session_that_cannot_be_read_is_named() {
    let home = Home::new();
    let desk = home.made();
    let request = SessionRequest {
        days: "10/5/2026\n10/32/2026\n10/8/2026\n10/12/2026".to_owned(),
        ..SessionRequest::default()
    };
    let said = desk.add_sessions(&request).unwrap().said;
    assert_eq!(
        said,
        "Added 4 sessions. We can't read the day \u{201c}10/32/2026\u{201d}. It is kept as you typed it."
    );
    let trouble = desk.session_days_trouble(&request.days).unwrap();
    assert!(trouble.contains("10/32/2026"), "{trouble}");
    let kept = desk.treatment().unwrap().sessions;
    assert!(kept.iter().any(|row| row.day == "10/32/2026"));
    let fine = SessionRequest {
        days: "10/15/2026".to_owned(),
        ..SessionRequest::default()
    };
    assert_eq!(desk.add_sessions(&fine).unwrap().said, "Added a session.");
}

#[test]
fn a_score_with_a_day_that_cannot_be_read_says_so_when_it_is_kept() {
    let home = Home::new();
    let desk = home.made();
    let saved = desk
        .save_scale(&total_of("phq-9", "10/32/2026", "12"))
        .unwrap();
    assert!(saved.say.contains("10/32/2026"), "{}", saved.say);
    assert!(saved.say.contains("kept as you typed it"), "{}", saved.say);
    assert_eq!(
        desk.scale_course("phq-9").unwrap().rows[0].day,
        "10/32/2026"
    );
}

#[test]
fn a_score_and_a_session_of_a_day_to_come_count_nowhere_and_say_so() {
    let home = Home::new();
    let desk = home.made();
    scores(&desk);
    let before = desk.scale_course("phq-9").unwrap();
    let saved = desk
        .save_scale(&total_of("phq-9", "1/1/2027", "4"))
        .unwrap();
    assert!(saved.say.contains("lies ahead"), "{}", saved.say);
    let added = desk
        .add_sessions(&SessionRequest {
            what: "Ketamine infusion".to_owned(),
            days: "10/5/2026\n12/25/2026".to_owned(),
            ..SessionRequest::default()
        })
        .unwrap();
    assert!(
        added
            .said
            .contains("More than one session stands on October 5"),
        "{}",
        added.said
    );
    assert!(added.said.contains("lies ahead"), "{}", added.said);
    let after = desk.scale_course("phq-9").unwrap();
    assert_eq!(after.figures, before.figures);
    assert_eq!(after.rows.len(), before.rows.len() + 1);
    let trouble = after.rows[0].trouble.clone().unwrap();
    assert!(trouble.contains("lies ahead"), "{trouble}");
    let words = after.chart.unwrap().name;
    assert!(!words.contains("2027"), "{words}");
}

#[test]
fn a_day_of_a_trial_that_cannot_be_read_is_not_called_missing() {
    let home = Home::new();
    let desk = home.made();
    desk.add_trial(&trial("Sertraline", "200 mg", "13/2020", "May 2021"))
        .unwrap();
    desk.add_trial(&trial("Bupropion", "50 mg", "Feb 2020", "2/30/2021"))
        .unwrap();
    let rows = desk.treatment().unwrap().trials;
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.look.short, row.look.doubts.join(" ")))
        .collect();
    let all = said.join(" / ");
    assert!(all.contains("can't read the first day"), "{all}");
    assert!(all.contains("can't read the last day"), "{all}");
    assert!(!all.contains("day is missing"), "{all}");
}

#[test]
fn a_score_of_which_only_the_month_is_known_stands_in_no_chart() {
    let home = Home::new();
    let desk = home.made();
    for (day, total) in [
        ("2026-09-29", "23"),
        ("Oct 2026", "17"),
        ("2026-11-09", "9"),
    ] {
        desk.save_scale(&total_of("phq-9", day, total)).unwrap();
    }
    let course = desk.scale_course("phq-9").unwrap();
    let row = course
        .rows
        .iter()
        .find(|row| row.day == "Oct 2026")
        .unwrap();
    assert!(row.trouble.is_some());
    let chart = course.chart.unwrap();
    assert_eq!(chart.points.len(), 2);
    assert!(!chart.name.contains("17"), "{}", chart.name);
    // with nothing but months there is no chart, and the scores are still counted
    for (day, total) in [("Sep 2026", "20"), ("Nov 2026", "8")] {
        desk.save_scale(&total_of("gad-7", day, total)).unwrap();
    }
    let course = desk.scale_course("gad-7").unwrap();
    assert!(course.chart.is_none());
    let figures = course.figures.unwrap();
    assert_eq!(figures.change, "20 \u{2192} 8");
    assert!(
        !figures.baseline.contains("September 1"),
        "{}",
        figures.baseline
    );
}

#[test]
fn a_gain_that_is_lost_is_said_to_have_lasted_until_a_day() {
    let home = Home::new();
    let desk = home.made();
    for (day, total) in [
        ("2026-09-29", "23"),
        ("2026-10-12", "9"),
        ("2026-10-20", "10"),
        ("2026-10-31", "16"),
    ] {
        desk.save_scale(&total_of("phq-9", day, total)).unwrap();
    }
    let figures = desk.scale_course("phq-9").unwrap().figures.unwrap();
    assert!(figures.response.unwrap().contains("not now"));
    let notes = figures.notes.join(" ");
    assert!(!notes.contains("so far"), "{notes}");
    assert!(
        notes.contains("The response lasted from October 12 to October 20, 8 days."),
        "{notes}"
    );
}

#[test]
fn answers_to_a_scale_that_is_kept_by_its_result_are_not_called_nothing() {
    let home = Home::new();
    let desk = home.made();
    let typed = ScaleRequest {
        answers: vec![Some(1), Some(1), Some(0)],
        ..total_of("c-ssrs-screen", "", "")
    };
    let refused = desk.save_scale(&typed).unwrap_err();
    let words = format!("{} {}", refused.message(), refused.hint());
    assert!(!words.contains("Nothing was answered"), "{words}");
    assert!(words.contains("none, low, moderate, high"), "{words}");
    // and help is shown: one of the answers is a yes
    assert!(desk.check_scale(&typed).unwrap().help.is_some());
    let told = ScaleRequest {
        result: "High".to_owned(),
        ..total_of("c-ssrs-screen", "", "")
    };
    let saved = desk.save_scale(&told).unwrap();
    assert!(saved.score.starts_with("high risk"), "{}", saved.score);
    assert!(saved.help.is_some());
    // a scale kept by its total alone
    let typed = ScaleRequest {
        answers: vec![Some(4), Some(4)],
        ..total_of("madrs", "", "")
    };
    let refused = desk.save_scale(&typed).unwrap_err();
    let words = format!("{} {}", refused.message(), refused.hint());
    assert!(words.contains("total"), "{words}");
    // one kept by the totals of its parts
    let refused = desk.save_scale(&total_of("bpi-sf", "", "6")).unwrap_err();
    assert!(!refused.message().contains("Nothing was answered"));
}

#[test]
fn a_trial_in_days_to_come_or_in_mixed_up_days_says_which() {
    let home = Home::new();
    let desk = home.made();
    let ahead = desk
        .preview_trial(&trial("Sertraline", "100 mg", "2028-01", "2028-06"))
        .unwrap();
    assert!(ahead.start_trouble.unwrap().contains("lies ahead"));
    assert_eq!(ahead.end_trouble, None);
    let mixed = desk
        .preview_trial(&trial("wellbutrn", "", "2022-05", "2022-03"))
        .unwrap();
    assert!(mixed.end_trouble.unwrap().contains("before the first day"));
    assert!(
        mixed
            .look
            .doubts
            .iter()
            .any(|doubt| doubt.contains("Wellbutrin")),
        "{:?}",
        mixed.look.doubts
    );
    let high = desk
        .preview_trial(&trial("Lithium", "600000 mg", "2021-02-08", "2021-06-14"))
        .unwrap();
    assert!(high.dose_trouble.unwrap().contains("Is this dose right?"));
    assert_eq!(high.look.state, "not-enough-known");
}

#[test]
fn a_class_is_told_in_plain_words() {
    let home = Home::new();
    let desk = home.made();
    history(&desk);
    let view = desk.treatment().unwrap();
    let row = &view.trials[0];
    assert!(row.class_plain.starts_with("A group of depression drugs"));
    assert!(row.look.say.contains("SSRI: A group"), "{}", row.look.say);
    assert!(view.classes.iter().all(|class| !class.plain.is_empty()));
}

#[test]
fn an_answer_that_a_scale_does_not_have_is_said() {
    let home = Home::new();
    let desk = home.made();
    let saved = desk
        .save_scale(&answers(&[1, 1, 1, 1, 1, 1, 1, 1, 7]))
        .unwrap();
    assert_eq!(saved.score, "");
    assert!(saved.say.contains("question 9"), "{}", saved.say);
    let saved = desk
        .save_scale(&answers(&[1, 1, 1, 1, 1, 1, 1, 1, 0, 3]))
        .unwrap();
    assert_eq!(saved.score, "8");
    assert!(saved.say.contains("It has 9 questions."), "{}", saved.say);
}

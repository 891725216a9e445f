//! The letter that asks for one's own records: filled in from the case, made as a PDF, and noted as asked.

use super::edit::find;
use crate::desk::{Desk, Opened, change_view};
use crate::error::{Code, Error};
use crate::kept::{change_in, keep_in, kept_in};
use crate::view::{ChangeView, RecordsRequestInput, RecordsRequestView, WantedRecordView};
use crate::words;
use chrono::NaiveDate;
use holdfast_case::checklist::{Asked, RecordsRequest};
use holdfast_case::{Fact, Private, RoughDay};
use holdfast_library::Library;
use holdfast_library::checklists::Item;
use holdfast_packet::{RecordsRequestLetter, RecordsRule};
use holdfast_rules::checklists::{
    RecordsClock, is_a_record, records_clock, records_of, share_a_holder,
};
use holdfast_vault::Operation;

/// From here on a name that was read stands in the letter without having been checked.
const SURE: f32 = 0.9;

impl Desk {
    /// The letter, filled in with what is known: as it was written last, else from the papers. `item` is chosen.
    pub fn records_request(&self, item: Option<&str>) -> Result<RecordsRequestView, Error> {
        let inner = &self.inner;
        let today = inner.clock.today();
        let clock = clock(inner.lib, today)?;
        let (last, listed) = inner.with(|open| {
            let last = kept_in::<RecordsRequest>(open.vault.read(), open.case)?
                .pop()
                .map(|k| k.record);
            let last = match last {
                Some(last) => last,
                None => from_papers(open)?,
            };
            Ok((last, inner.checklist_view(open)?.rows))
        })?;
        let asked = item.and_then(|id| inner.lib.checklists.items.iter().find(|i| i.id == id));
        let kept_together = |id: &str| {
            let other = inner.lib.checklists.items.iter().find(|i| i.id == id);
            match (asked, other) {
                (Some(asked), Some(other)) => share_a_holder(asked, other),
                _ => true,
            }
        };
        let items: Vec<WantedRecordView> = listed
            .into_iter()
            .filter(|row| row.record && kept_together(&row.id))
            .map(|row| WantedRecordView {
                chosen: Some(row.id.as_str()) == item,
                id: row.id,
                title: row.title,
            })
            .collect();
        let text = |t: &Private<String>| t.reveal().clone();
        Ok(RecordsRequestView {
            patient: text(&last.patient),
            address: text(&last.address),
            holder: text(&last.holder),
            holder_address: text(&last.holder_address),
            from: text(&last.from),
            to: text(&last.to),
            by_email: text(&last.by_email),
            items,
            time: format!(
                "They have {} days from the day it reaches them. Sent today, that is {}.",
                clock.of,
                words::day(clock.by, today)
            ),
            citation: clock.rule.citation.clone(),
            source_url: clock.rule.source_url.clone(),
        })
    }

    /// The letter as a PDF, with a name for its file. What was typed is kept. Errors: [`Code::BadRequest`] where a name
    /// is missing or nothing is asked for.
    pub fn records_request_pdf(
        &self,
        input: &RecordsRequestInput,
    ) -> Result<(String, Vec<u8>), Error> {
        let inner = &self.inner;
        let today = inner.clock.today();
        let request = request_of(inner.lib, input)?;
        let clock = clock(inner.lib, today)?;
        let wanted: Vec<&str> = request.wanted.iter().map(|w| w.reveal().as_str()).collect();
        let bytes = holdfast_packet::records_request(&RecordsRequestLetter {
            patient: request.patient.reveal(),
            address: request.address.reveal(),
            holder: request.holder.reveal(),
            holder_address: request.holder_address.reveal(),
            span: &span(request.from.reveal(), request.to.reveal()),
            wanted: &wanted,
            by_email: request.by_email.reveal(),
            written_on: today,
            by: clock.by,
            rule: RecordsRule {
                citation: &clock.rule.citation,
                days: clock.of,
                source_url: &clock.rule.source_url,
                checked: clock.rule.checked,
            },
        })?;
        inner.change(
            Operation::by_person("write-records-request")
                .described("Wrote a letter that asks for your records."),
            |tx, case| {
                let last = kept_in::<RecordsRequest>(**tx, case)?.pop();
                match last {
                    Some(last) => change_in(tx, last.id, &request),
                    None => keep_in(tx, case, &request).map(drop),
                }
            },
        )?;
        Ok(("Request for my records.pdf".to_owned(), bytes))
    }

    /// The letter has gone out: its items are asked for, today, and the wait begins.
    pub fn records_asked(&self, input: &RecordsRequestInput) -> Result<ChangeView, Error> {
        let inner = &self.inner;
        let today = inner.clock.today();
        let request = request_of(inner.lib, input)?;
        let clock = clock(inner.lib, today)?;
        let entries = inner.with(|open| {
            let found = request.items.iter().map(|id| find(open, inner.lib, id));
            found.collect::<Result<Vec<_>, _>>()
        })?;
        let said = format!(
            "Asked for your records. Their {} days run until {}.",
            clock.of,
            words::day(clock.by, today)
        );
        let operation = Operation::by_person("ask-for-records").described(said.clone());
        let change = inner.change(operation, |tx, case| {
            for mut found in entries {
                found.entry.asked = Some(Asked {
                    on: today,
                    of: request.holder.clone(),
                    records: true,
                    follow_up: None,
                });
                match found.id {
                    Some(id) => change_in(tx, id, &found.entry)?,
                    None => keep_in(tx, case, &found.entry).map(drop)?,
                }
            }
            Ok(())
        })?;
        Ok(change_view(&change, said))
    }
}

fn clock(lib: &Library, today: NaiveDate) -> Result<RecordsClock<'_>, Error> {
    records_clock(lib, today, today).ok_or_else(|| Code::Internal.into())
}

/// The patient and the clinic as the newest papers name them.
fn from_papers(open: &Opened) -> Result<RecordsRequest, Error> {
    let mut request = RecordsRequest::default();
    let readings = open.vault.read().readings()?;
    let sure = |fact: Option<&Fact<String>>| {
        fact.filter(|f| f.confidence >= SURE)
            .map(|f| f.value.clone())
    };
    let newest = readings.iter().rev();
    let patient = newest
        .clone()
        .find_map(|r| sure(r.reading.member.patient.as_ref()));
    let holder = newest
        .clone()
        .find_map(|r| sure(r.reading.claim.provider.as_ref()));
    request.patient = Private::new(patient.unwrap_or_default());
    request.holder = Private::new(holder.unwrap_or_default());
    Ok(request)
}

/// The request as it is kept. Errors: [`Code::BadRequest`].
fn request_of(lib: &Library, input: &RecordsRequestInput) -> Result<RecordsRequest, Error> {
    let lacks = |what: &str| Err(Error::of(Code::BadRequest).saying(what));
    if input.patient.trim().is_empty() {
        return lacks("The letter needs your name. What you typed is still here.");
    }
    if input.holder.trim().is_empty() {
        return lacks("Say whom you ask for your records. What you typed is still here.");
    }
    let days = [&input.from, &input.to].map(|text| (text.trim(), RoughDay::typed(text).span()));
    for (text, span) in &days {
        if !text.is_empty() && span.is_none() {
            return lacks(&format!(
                "We can\u{2019}t read \u{2018}{text}\u{2019} as a day. A month or a year is enough. What you typed is still here."
            ));
        }
    }
    if let [(_, Some(from)), (_, Some(to))] = &days
        && to.last < from.first
    {
        return lacks("The last day lies before the first. What you typed is still here.");
    }
    let items: Vec<_> = lib
        .checklists
        .items
        .iter()
        .filter(|i| is_a_record(i) && input.items.contains(&i.id))
        .collect();
    if items.is_empty() {
        return lacks("Choose at least one thing to ask for. What you typed is still here.");
    }
    let private = |text: &str| Private::new(text.trim().to_owned());
    Ok(RecordsRequest {
        patient: private(&input.patient),
        address: private(&input.address),
        holder: private(&input.holder),
        holder_address: private(&input.holder_address),
        from: private(&input.from),
        to: private(&input.to),
        wanted: records_in(lib, &items)
            .into_iter()
            .map(Private::new)
            .collect(),
        by_email: private(&input.by_email),
        items: items.iter().map(|i| i.id.clone()).collect(),
    })
}

/// What the papers are called that hold these items, each once: an item's own title is for the person, not for whoever
/// keeps the records.
fn records_in(lib: &Library, items: &[&Item]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for kind in items.iter().flat_map(|item| records_of(item)) {
        let named = lib.checklists.document_kinds.iter().find(|k| k.id == kind);
        if let Some(named) = named.filter(|k| !found.contains(&k.title)) {
            found.push(named.title.clone());
        }
    }
    found
}

/// The time the records are of, in the words that were typed.
fn span(from: &str, to: &str) -> String {
    match (from, to) {
        ("", "") => String::new(),
        (from, "") => format!("from {from} to today"),
        ("", to) => format!("up to {to}"),
        (from, to) => format!("from {from} to {to}"),
    }
}

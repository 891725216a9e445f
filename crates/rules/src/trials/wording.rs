//! What a trial lacks, in the words that ask for it.

use super::judge::Lack;

/// What is missing, in a few words.
pub(super) fn lack_words(lack: Lack) -> &'static str {
    match lack {
        Lack::Name => "We have no measure for it",
        Lack::Dose => "The dose is missing",
        Lack::DoseHigh => "Is this dose right?",
        Lack::Unit => "The dose lacks its unit",
        Lack::DosePerDay => "How much a day?",
        Lack::Start => "The first day is missing",
        Lack::StartUnread => "We can't read the first day",
        Lack::EndUnread => "We can't read the last day",
        Lack::End => "The last day is missing",
        Lack::Order => "The days are mixed up",
        Lack::Ahead => "It has not begun yet",
        Lack::ExactDays => "Days too rough to tell",
        Lack::ExactDose => "Which dose, and how long?",
        Lack::Sessions => "How many sessions?",
        Lack::MostDays => "Many days were missed",
        Lack::Episode => "In this time of illness?",
        Lack::Partner => "Added to which drug?",
    }
}

/// What is missing, as a sentence that asks for it.
pub fn ask_for(lack: Lack) -> &'static str {
    match lack {
        Lack::Name => {
            "We have no numbers for this one. Your prescriber can say whether it was a full trial."
        }
        Lack::Dose => {
            "The dose is missing, or we can't read it. Write it like 200 mg, or 75 mg twice a day."
        }
        Lack::DoseHigh => {
            "Is this dose right? It is far above what is usual. Look at the number and the unit again."
        }
        Lack::Unit => "The dose lacks its unit. Write mg, mcg or g after the number.",
        Lack::DosePerDay => "We need to know how much you took in a day.",
        Lack::Start => "The first day is missing. A month or a year will do.",
        Lack::StartUnread => "We can't read the first day. Write it like Feb 2021, or 2/14/2021.",
        Lack::EndUnread => "We can't read the last day. Write it like Feb 2021, or 2/14/2021.",
        Lack::End => "The last day is missing. A month or a year will do.",
        Lack::Order => "The last day lies before the first day.",
        Lack::Ahead => "The first day lies ahead of today. Is the year right?",
        Lack::ExactDays => "The days are too rough to tell. A month, or better a day, would help.",
        Lack::ExactDose => {
            "Part of this range is below what counts. Write the dose you came to, and since when."
        }
        Lack::Sessions => "How many sessions were there? A number will do.",
        Lack::MostDays => "You missed many days. Most plans ask for eight of ten doses.",
        Lack::Episode => "Your plan counts this time of illness only. Was it in this one?",
        Lack::Partner => {
            "It was added to another drug. Put that drug on the list too, with its days."
        }
    }
}

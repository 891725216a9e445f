//! Keys, sealed originals, records, search and journal

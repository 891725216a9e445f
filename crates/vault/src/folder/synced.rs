//! Folders that a cloud service syncs. A database in use must not be copied under its writer's hands.

use std::path::{Component, Path};

/// Files and folders which a service leaves in the root of what it syncs.
const MARKERS: [(&str, &str); 12] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".pcloud", "pCloud"),
    (".megaignore", "MEGA"),
    (".insync", "Insync"),
];

/// Names which a service gives the folder that it syncs.
const NAMES: [(&str, &str); 12] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("syncthing", "Syncthing"),
    ("cloudstorage", "a cloud service"),
];

/// The service that syncs `folder` or a folder above it, by the marks it leaves and the names it gives.
/// The folder need not exist yet.
pub fn synced_by(folder: &Path) -> Option<&'static str> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // A link may lead into a synced folder: what exists is looked at where it really is.
    let real = folder.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some(real.join(folder.strip_prefix(above).ok()?))
    });
    [Some(folder.as_path()), real.as_deref()]
        .into_iter()
        .flatten()
        .find_map(marked_or_named)
}

fn marked_or_named(folder: &Path) -> Option<&'static str> {
    let marked = folder.ancestors().find_map(|above| {
        let is_there = |name: &str| above.join(name).symlink_metadata().is_ok();
        let found = MARKERS
            .iter()
            .find(|(name, _)| is_there(name))
            .map(|(_, service)| *service);
        found.or_else(|| nextcloud_database(above))
    });
    marked.or_else(|| {
        folder.components().find_map(|part| match part {
            Component::Normal(name) => named(&name.to_string_lossy().to_lowercase()),
            _ => None,
        })
    })
}

/// `Dropbox`, `Dropbox (Personal)`, `OneDrive - Clinic`: the name alone or followed by what tells accounts apart.
fn named(name: &str) -> Option<&'static str> {
    NAMES.iter().find_map(|(known, service)| {
        let rest = name.strip_prefix(known)?;
        (rest.is_empty() || rest.starts_with(" (") || rest.starts_with(" - ")).then_some(*service)
    })
}

/// `.sync_<digits>.db`, where Nextcloud and ownCloud keep track.
fn nextcloud_database(folder: &Path) -> Option<&'static str> {
    let entries = std::fs::read_dir(folder).ok()?;
    // A home folder has hundreds of entries at most; a larger one is no root of a sync.
    entries.take(5000).flatten().find_map(|entry| {
        let name = entry.file_name();
        let name = name.to_str()?;
        let known = name.starts_with(".sync_") || name.starts_with("._sync_");
        (known && name.ends_with(".db")).then_some("Nextcloud")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_a_mark_or_a_name_is_synced_and_others_are_not() {
        let home = tempfile::tempdir().unwrap();
        for (number, (mark, service)) in MARKERS
            .into_iter()
            .chain([(".sync_4f2a.db", "Nextcloud")])
            .enumerate()
        {
            let root = home.path().join(format!("root-{number}"));
            std::fs::create_dir_all(&root).unwrap();
            assert_eq!(synced_by(&root.join("case/vault")), None, "before {mark}");
            std::fs::write(root.join(mark), "").unwrap();
            assert_eq!(synced_by(&root.join("case/vault")), Some(service), "{mark}");
        }
        for (name, service) in [
            ("Dropbox", Some("Dropbox")),
            ("Dropbox (Personal)", Some("Dropbox")),
            ("OneDrive - Clinic", Some("OneDrive")),
            ("Mobile Documents", Some("iCloud")),
            ("Dropboxes", None),
            ("my drives", None),
        ] {
            assert_eq!(
                synced_by(&home.path().join(name).join("vault")),
                service,
                "{name}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synced_folder_is_seen_through() {
        let home = tempfile::tempdir().unwrap();
        let synced = home.path().join("Nextcloud");
        std::fs::create_dir(&synced).unwrap();
        std::os::unix::fs::symlink(&synced, home.path().join("mine")).unwrap();
        assert_eq!(
            synced_by(&home.path().join("mine/vault")),
            Some("Nextcloud")
        );
    }
}

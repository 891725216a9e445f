//! End-to-end tests on the real window, with a real bus, keychain and notification daemon.

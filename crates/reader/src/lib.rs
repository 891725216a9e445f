//! Bytes to pages of words in a confined helper process, and pictures of pages

//! Typesets every sheet there is

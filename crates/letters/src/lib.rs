//! Pages to facts: what a letter says, each with place and confidence

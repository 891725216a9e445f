//! Facts to deadlines, ladders and reminder times, each with its why

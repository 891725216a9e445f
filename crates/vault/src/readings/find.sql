SELECT document, reading, doubts, reader, at FROM readings WHERE document = ?1;

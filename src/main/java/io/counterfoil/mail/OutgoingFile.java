package io.counterfoil.mail;

/** A file that goes with a mail. */
public record OutgoingFile(String filename, String contentType, byte[] content) {}

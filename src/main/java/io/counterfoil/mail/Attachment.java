package io.counterfoil.mail;

/**
 * A file in a mail; its bytes are read from the raw mail when somebody asks.
 *
 * @param number counted from 1 in the order of the mail; stable for the same raw mail
 * @param filename without path, never empty
 * @param contentType as the mail says it, lower-case; nothing to rely on
 * @param size bytes, transfer encoding undone
 * @param sha256 hexadecimal
 * @param contentId without brackets, empty when there is none
 * @param inline whether the HTML view shows it
 */
public record Attachment(
        int number, String filename, String contentType, long size, String sha256, String contentId, boolean inline) {}

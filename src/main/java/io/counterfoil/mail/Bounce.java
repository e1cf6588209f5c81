package io.counterfoil.mail;

import java.util.List;
import java.util.Optional;

/**
 * Tells that a mail was not delivered.
 *
 * @param originalMessageId of the mail that was not delivered, with brackets
 */
public record Bounce(List<Failure> failures, Optional<String> originalMessageId) {
    /**
     * One recipient who was not reached.
     *
     * @param recipient as the mail server says it
     * @param status enhanced status code (RFC 3463) such as 5.1.1; 5.0.0 or 4.0.0 when only the class is known
     * @param permanent false while the mail server still tries
     * @param diagnostic its words
     */
    public record Failure(String recipient, String status, boolean permanent, String diagnostic) {}
}

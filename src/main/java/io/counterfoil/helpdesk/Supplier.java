package io.counterfoil.helpdesk;

import java.time.Instant;
import java.util.List;

/**
 * Who supplies the organizer and writes about cases.
 *
 * @param addresses normal forms
 * @param domains lower-case, ASCII: every address there is the supplier's
 */
public record Supplier(
        String code, String name, List<String> addresses, List<String> domains, Instant createdAt, Instant updatedAt) {}

package io.counterfoil.helpdesk;

import org.jspecify.annotations.Nullable;

/**
 * Who works on a case.
 *
 * @param journalName how the journal names him
 * @param login of a user; null: a program
 * @param name what people see
 */
public record Actor(String journalName, @Nullable String login, String name) {}

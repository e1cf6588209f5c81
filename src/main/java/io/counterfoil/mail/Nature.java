package io.counterfoil.mail;

import java.util.List;
import java.util.Optional;

/**
 * What sent a mail, and how that is known.
 *
 * @param mayBeAnswered whether an automatic answer would reach a person who wrote; false for programs, lists and bulk
 * @param signs what says so, for people
 * @param bounce what was not delivered, when that is what it tells
 */
public record Nature(MailKind kind, boolean mayBeAnswered, List<String> signs, Optional<Bounce> bounce) {}

package io.counterfoil.mail;

import java.util.List;

/**
 * What a mail says.
 *
 * @param text all of it as plain text, lines ended by {@code \n}
 * @param newText what the sender wrote now, without quotes and signature
 * @param passages the text in its parts
 * @param html safe to be shown; made from the text where the mail has no HTML, or none that shows anything; empty only for a mail
 *     that says nothing, or nothing but in files and in pictures from elsewhere
 * @param blocked how many pictures from elsewhere the HTML would show
 */
public record MailContent(String text, String newText, List<Passage> passages, String html, int blocked) {}

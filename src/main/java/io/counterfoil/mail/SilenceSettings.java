package io.counterfoil.mail;

import java.util.List;

/**
 * When a mailbox that gets no mail raises an alarm, however mails arrive there.
 *
 * @param afterHours without any mail; 1 to 720
 * @param alarmTo who is told, and told again when a mail arrives
 */
public record SilenceSettings(int afterHours, List<String> alarmTo) {}

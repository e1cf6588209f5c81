/**
 * Transport and parsing of mails; knows nothing of what they are about. In: raw bytes to what they say, {@code MailReader}, pure;
 * which lines are quoted: {@code QuoteLine} and {@code ReplyFold}, what wrote it: {@code AutomaticMail}. Mails
 * that arrive are stored raw, once, before anything is decided: {@code InboundMails}; {@code MailTaker} says what they mean. Out: rows in the
 * transaction of what they tell of, {@code Outbox}, sent after the commit through the mailbox's server, tried again while it is away,
 * {@code SmtpAnswer}; how far each is, by address: {@code Deliveries}. Owns tables mailbox, reading_version, inbound_mail, mail_raw, mail_delivery,
 * outgoing_mail, outbound_mail, outbound_file and outbound_delivery.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers"})
package io.counterfoil.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

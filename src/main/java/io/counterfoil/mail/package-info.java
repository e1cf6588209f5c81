/**
 * Transport and parsing of mails; knows nothing of what they are about. In: raw bytes to what they say, {@code MailReader}, pure;
 * which lines are quoted: {@code QuoteLine} and {@code ReplyFold}, what wrote it: {@code AutomaticMail}. Out: a row in the
 * transaction of what it tells of, sent after the commit, tried again while the mail server is away. Mails
 * that arrive are stored raw, once, before anything is decided: {@code InboundMails}; {@code MailTaker} says what they mean. Owns tables
 * mailbox, inbound_mail, mail_raw, mail_delivery and outgoing_mail.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers"})
package io.counterfoil.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

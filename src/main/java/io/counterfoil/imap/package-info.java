/**
 * Reads mailboxes on other servers. In: mails over IMAP, each handed on as raw bytes with where it came from. Out: what a mailbox
 * is up to, what failed, and alarms. A mailbox has one reader in the cluster; where it is, is a row guarded by the reader's
 * fencing number. The story of one mailbox: {@code MailboxReader}; what may be set: {@code ImapSettings}. Owns tables
 * imap_reader, imap_after and imap_remark.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers", "mail"})
package io.counterfoil.imap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

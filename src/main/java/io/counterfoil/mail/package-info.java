/**
 * Mail out: a row in the transaction of what it tells of, sent after the commit, tried again while the mail server is away.
 * Owns table outgoing_mail. Knows nothing of what mails are about.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "organizers"})
package io.counterfoil.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * What mails mean: to which case they belong. So far its rules about text: how a case number stands in a subject, {@code IdTags}, and
 * which tags a mailbox may have, {@code TagSetting}. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.counterfoil.helpdesk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

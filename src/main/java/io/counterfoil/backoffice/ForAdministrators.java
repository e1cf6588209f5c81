package io.counterfoil.backoffice;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A page for whoever administers the installation or at least one organizer. Its controller works with {@code
 * SignedIn.asAdministrator()}, which reaches no further than he may.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ForAdministrators {}

package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right that a page needs: in the organizer that its path names as {@code {organizer}}, else in the whole installation. A
 * method of a controller without this, {@link ForAdministrators}, {@link ForUsers} or {@link ForAnyone} is closed to everyone.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface PageNeeds {
    Permission value();
}

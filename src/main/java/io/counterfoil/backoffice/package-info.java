/**
 * The screens: pages rendered on the server for people who look and act, in English and French. In: browsers with a session.
 * Out: pages. Nobody depends on it; owns no table. The frame of all pages: {@code Shell} and templates/layout.html.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "organizers",
            "contacts",
            "tickets",
            "gateway",
            "runs",
            "sync",
            "imports",
            "push",
            "mail",
            "imap",
            "helpdesk",
            "accounts"
        })
package io.counterfoil.backoffice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

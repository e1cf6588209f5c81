/**
 * The REST API: controllers and their response records. Nobody depends on it. Owns tables api_answer and api_answer_global
 * (what repeated writes are answered).
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
package io.counterfoil.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The command line: serve, demo, import, run, backup, restore, doctor, mail-pipe. Nobody depends on it.
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
            "helpdesk",
            "accounts",
            "wallet",
            "api"
        })
package io.counterfoil.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

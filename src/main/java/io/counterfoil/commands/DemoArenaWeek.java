package io.counterfoil.commands;

import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.wallet.CrowdPerson;

/** A week at the help desk of the arena, a smaller one. */
final class DemoArenaWeek {
    private final DemoTeller desk;

    DemoArenaWeek(DemoTeller desk) {
        this.desk = desk;
    }

    void tell() {
        parking();
        name();
        open();
    }

    private void parking() {
        CrowdPerson fan = desk.buyer(12);
        long parking = desk.arrives(
                desk.at(5, 10, 4), DemoMail.from(fan, "Parking le soir du concert", """
                        Bonjour,

                        y a-t-il un parking près de l'entrée ? Mon billet est le %s.
                        """.formatted(desk.ticket(12))));
        desk.answers(desk.at(5, 10, 20), parking, """
                Oui, le parking P2, à cinq minutes à pied ; il ouvre trois heures avant le concert.
                """, CaseState.SOLVED);
    }

    private void name() {
        CrowdPerson english = desk.buyer(13);
        long name = desk.arrives(desk.at(4, 16, 32), DemoMail.from(english, "Name on the ticket", """
                        Hello,

                        my partner comes instead of me with %s. Does the name on it have to be his?

                        Best
                        %s
                        """.formatted(
                        desk.ticket(13), english.firstName())));
        desk.answers(desk.at(3, 8, 45), name, """
                Yes: please open the ticket in the app, then "Holder", and type his name. It takes effect at once.
                """, CaseState.WAITING);
        desk.arrives(
                desk.at(3, 9, 2),
                DemoMail.from(english, "Out of office: Name on the ticket " + DemoTeller.tag(name), """
                        I am travelling until Thursday.
                        """)
                        .with("Auto-Submitted: auto-replied"));
        desk.arrives(desk.at(1, 19, 15), DemoMail.from(english, "Re: Name on the ticket " + DemoTeller.tag(name), """
                        Done, it shows his name now. Thanks!
                        """));
    }

    private void open() {
        CrowdPerson group = desk.buyer(16);
        desk.arrives(desk.at(1, 20, 8), DemoMail.from(group, "Deux billets, un seul téléphone", """
                        Bonjour,

                        mon fils n'a pas de téléphone. Puis-je garder les billets %s et %s tous les deux sur le mien ?
                        """.formatted(
                        desk.ticket(16), desk.ticket(76))));
        desk.arrives(desk.minutesAgo(34), DemoMail.from(desk.buyer(15), "When do the doors open?", """
                        Hi, when do the doors open for The Midnight Parade?
                        """));
    }
}

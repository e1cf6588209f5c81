package io.counterfoil.commands;

import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.wallet.CrowdPerson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** A week at the help desk of the opera, day by day. */
final class DemoOperaWeek {
    static final String GATES = "gates";
    static final String GATES_ADDRESS = "service@gates.example";
    /** The domain that people mistype; its mails go nowhere, as all of the demonstration. */
    static final String MISTYPED = "exampel.org";

    /** Ten pixels a side, of one blue. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgSPtPFqHSLq9/AFyXRwG2mH2tAAAAAElFTkSuQmCC");

    private final DemoTeller desk;
    private long seats;
    private long gate;
    private long companion;

    DemoOperaWeek(DemoTeller desk) {
        this.desk = desk;
    }

    void tell() {
        sixDaysAgo();
        refund();
        fiveDaysAgo();
        fourDaysAgo();
        place();
        threeDaysAgo();
        choir();
        fromElsewhere();
        newAddress();
        yesterday();
        today();
    }

    private void sixDaysAgo() {
        CrowdPerson fan = desk.buyer(1);
        seats = desk.arrives(desk.at(6, 8, 12), DemoMail.from(fan, "Two seats, but not side by side", """
                        Hello,

                        my ticket %s and my sister's %s are in different rows. Is there any chance
                        that we sit together? We would pay the difference.

                        Kind regards
                        %s
                        """.formatted(
                        desk.ticket(1), desk.ticket(61), fan.firstName())));
        desk.answers(desk.at(6, 9, 40), seats, """
                Row 1 is full that evening. I have put you both on the list; as soon as two neighbouring seats
                come back I will write to you. Would row 9 be all right as well?
                """, CaseState.WAITING);
    }

    private void refund() {
        CrowdPerson away = desk.buyer(4);
        long refund = desk.arrives(
                desk.at(6, 11, 5), DemoMail.from(away, "Remboursement du billet " + desk.ticket(4), """
                        Bonjour,

                        je ne pourrai malheureusement pas venir le 14 juin. Est-ce que vous remboursez le billet
                        %s ?

                        Merci d'avance
                        %s %s
                        """.formatted(
                                desk.ticket(4), away.firstName(), away.lastName())));
        desk.answers(desk.at(6, 11, 31), refund, """
                Nous ne remboursons pas, mais vous pouvez donner votre place dans l'application : ouvrez le billet, puis
                « Transférer ». La personne reçoit une invitation par e-mail.
                """, CaseState.SOLVED);
        desk.arrives(
                desk.at(6, 11, 32),
                DemoMail.from(away, "Réponse automatique : Remboursement " + DemoTeller.tag(refund), """
                        Je suis absente jusqu'à lundi et lirai votre message à mon retour.
                        """)
                        .with("Auto-Submitted: auto-replied")
                        .with("X-Auto-Response-Suppress: All"));
    }

    private void fiveDaysAgo() {
        CrowdPerson fan = desk.buyer(1);
        desk.arrives(
                desk.at(5, 7, 50),
                DemoMail.from(fan, "Re: Two seats, but not side by side " + DemoTeller.tag(seats), """
                        Row 9 is fine! Thank you.

                        > Row 1 is full that evening. I have put you both on the list; as soon as two
                        > neighbouring seats come back I will write to you. Would row 9 be all right as well?
                        """));
        desk.notes(desk.at(5, 8, 15), seats, "Asked the box office to hold 9/14 and 9/15 until Friday.");
        CrowdPerson german = desk.buyer(2);
        gate = desk.arrives(
                desk.at(5, 20, 44),
                DemoMail.from(german, "Gate did not open", """
                        Good evening,

                        at gate C the reader said "unknown" to the code of %s. A steward let me in by hand.
                        Please see the picture. Will the code work the next time?
                        """.formatted(desk.ticket(2)))
                        .html("""
                                <p>Good evening,</p><p>at gate C the reader said <b>&ldquo;unknown&rdquo;</b> to the code of %s.
                                A steward let me in by hand.</p><p><img src="cid:picture" alt="the gate" width="120" height="120"></p>
                                <p>Will the code work the next time?</p><img src="https://tracker.example/open.gif" width="1" height="1">
                                """.formatted(desk.ticket(2)), PICTURE));
    }

    private void fourDaysAgo() {
        desk.answers(desk.at(4, 8, 2), gate, """
                Thank you for telling us. Your ticket is in order; we have asked the company that runs the gates
                and will tell you what they find.
                """, CaseState.OPEN);
        desk.asks(desk.at(4, 8, 10), gate, GATES, GATES_ADDRESS, """
                Reader 3 at gate C refused a valid code on the evening before yesterday, about 19:20.
                Could you look into its log?
                """);
        desk.arrives(
                desk.at(4, 13, 25),
                DemoMail.from("Gate Service", GATES_ADDRESS, "Re: Gate did not open " + DemoTeller.tag(gate), """
                        Hello,

                        reader 3 had lost its connection from 19:12 to 19:31 and worked from an old list. We have
                        exchanged its network card.

                        Gate Service, your reference GS-88120
                        """)
                        .file("reader-3.csv", "text/csv", """
                                time,reader,event
                                19:12:04,3,connection lost
                                19:31:40,3,connection back
                                """.getBytes(StandardCharsets.UTF_8)));
    }

    private void place() {
        CrowdPerson french = desk.buyer(8);
        companion = desk.arrives(desk.at(4, 15, 3), DemoMail.from(french, "Place accompagnateur", """
                        Bonjour,

                        j'accompagne une personne en fauteuil roulant. Mon billet %s est-il à côté du sien,
                        le %s ?
                        """.formatted(
                        desk.ticket(8), desk.ticket(68))));
    }

    private void threeDaysAgo() {
        CrowdPerson french = desk.buyer(8);
        desk.answers(desk.at(3, 9, 30), gate, """
                The reader had been without a connection for some minutes, and is repaired. Your code works;
                we are sorry for the trouble, and a drink at the bar is on us.
                """, CaseState.SOLVED);
        desk.answers(desk.at(3, 9, 48), companion, """
                Oui : les deux places se touchent, et l'entrée se fait par la porte A, sans marche.
                """, CaseState.SOLVED);
        String ours = desk.sent(companion, french.email()).orElse("<none@example.org>");
        desk.arrives(
                desk.at(3, 12, 20),
                DemoMail.from(french, "merci", """
                        Merci beaucoup ! Une dernière question : à quelle heure ouvrent les portes ?
                        """).with("In-Reply-To: " + ours).with("References: " + ours));
        desk.arrives(
                desk.at(3, 16, 41),
                DemoMail.from(
                                "Ticket Market",
                                "deals@resale.example",
                                "Re: " + DemoTeller.tag(seats) + " your seats",
                                """
                        Please send me the codes of both tickets, I am the sister.
                        """)
                        .unproved());
    }

    private void choir() {
        CrowdPerson one = desk.buyer(5);
        CrowdPerson other = desk.buyer(9);
        String asked = "<choir.outing@mail.example.org>";
        desk.arrives(
                desk.at(2, 9, 14),
                DemoMail.from(one, "Re: Choir outing", """
                        We are fourteen by now. Could the box office tell us whether there is a group price?

                        > Dear all, shall we go to La Traviata together?
                        """)
                        .with("Cc: " + other.email())
                        .with("In-Reply-To: " + asked));
        desk.arrives(
                desk.at(2, 9, 52),
                DemoMail.from(other, "Re: Choir outing", """
                        And three of us need seats without stairs.

                        > Dear all, shall we go to La Traviata together?
                        """)
                        .with("Cc: " + one.email())
                        .with("In-Reply-To: " + asked));
    }

    private void fromElsewhere() {
        desk.arrives(
                desk.at(2, 10, 30),
                DemoMail.from(DemoUsers.AGENT_NAME, DemoUsers.AGENT_ADDRESS, "Fwd: Programme booklet", """
                        Please open a case for her.

                        -------- Forwarded Message --------
                        Subject: Programme booklet
                        Date: Mon, 1 Jun 2026 18:20:00 +0200
                        From: Rosa Klein <rosa.klein@example.com>
                        To: box.office@opera.example

                        Can I order the programme booklet of La Traviata by post?
                        """));
        desk.arrives(
                desk.at(2, 17, 5),
                DemoMail.from("Theatre News", "news@listings.example", "This week on stage", """
                        Twelve premieres you should not miss.
                        """)
                        .with("List-Id: <news.listings.example>")
                        .with("Precedence: bulk"));
        // belongs to no case: ignored, and listed
        desk.arrives(
                desk.at(2, 17, 6),
                DemoMail.from("Theatre News", "news@listings.example", "Automatic reply: your listing", """
                        Nobody reads this mailbox.
                        """)
                        .with("Auto-Submitted: auto-replied"));
    }

    private void newAddress() {
        CrowdPerson spanish = desk.buyer(3);
        String wrong = spanish.firstName().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "@" + MISTYPED;
        long address = desk.arrives(
                desk.at(1, 8, 55),
                DemoMail.from(spanish.firstName() + " " + spanish.lastName(), wrong, "My new address", """
                        Hello,

                        please use this address from now on for my ticket %s.
                        """.formatted(
                                        desk.ticket(3)))
                        .unproved());
        desk.answers(desk.at(1, 9, 20), address, """
                Gladly. So that nobody else can do that in your name: please write to us once from your old address.
                """, CaseState.WAITING);
        desk.sent(address, wrong).ifPresent(ours -> desk.arrives(desk.at(1, 9, 22), bounce(wrong, ours)));
    }

    private void yesterday() {
        CrowdPerson fan = desk.buyer(1);
        desk.answers(desk.at(1, 14, 0), seats, """
                Good news: row 9, seats 14 and 15 are yours. The new codes are in the app, there is nothing to pay.
                """, CaseState.SOLVED);
        desk.arrives(
                desk.at(1, 18, 33),
                DemoMail.from(fan, "Re: Two seats, but not side by side " + DemoTeller.tag(seats), """
                        Wonderful, thank you so much!
                        One more thing: my sister's app still shows the old seat. Should she sign in again?
                        """));
        // nobody has heard of her: her mail waits beside the case
        desk.arrives(
                desk.at(1, 18, 50),
                DemoMail.from(
                        "Sister of " + fan.firstName(),
                        "sister@example.net",
                        "Re: Two seats, but not side by side " + DemoTeller.tag(seats),
                        """
                        I am the sister. I have signed in again, and now I see both tickets twice.
                        Which of them is mine?
                        """));
    }

    private static DemoMail bounce(String wrong, String ours) {
        return DemoMail.from(
                        "Mail Delivery System",
                        "mailer-daemon@mx.opera.example",
                        "Undelivered Mail Returned to Sender",
                        "")
                .with("Auto-Submitted: auto-replied")
                .of("multipart/report; report-type=delivery-status; boundary=\"=_report\"", """
                        --=_report
                        Content-Type: text/plain; charset=UTF-8

                        I am sorry: the mail could not be delivered, as there is no such domain.
                        --=_report
                        Content-Type: message/delivery-status

                        Reporting-MTA: dns; mx.opera.example

                        Final-Recipient: rfc822; %s
                        Action: failed
                        Status: 5.1.2
                        Diagnostic-Code: smtp; 550 5.1.2 no such domain
                        --=_report
                        Content-Type: text/rfc822-headers

                        Message-ID: %s
                        To: %s
                        --=_report--
                        """.formatted(
                                wrong, ours, wrong));
    }

    private void today() {
        CrowdPerson fan = desk.buyer(0);
        desk.arrives(desk.minutesAgo(55), DemoMail.from(fan, "Billet envoyé à la mauvaise adresse", """
                        Bonjour,

                        j'ai transféré mon billet %s à ma fille, mais je me suis trompé d'adresse : j'ai écrit
                        « %s ». Pouvez-vous corriger ?

                        %s %s
                        """.formatted(
                        desk.ticket(60), DemoDesk.wrongAddress(fan), fan.firstName(), fan.lastName())));
        CrowdPerson late = desk.buyer(6);
        desk.arrives(desk.minutesAgo(21), DemoMail.from(late, "Ticket " + desk.ticket(6) + " is gone", """
                        Hi, I accepted a ticket from a friend, and now my own one %s no longer shows.
                        Where is it?
                        """.formatted(
                        desk.ticket(6))));
    }
}

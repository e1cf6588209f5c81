package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.CaptureRule;
import io.counterfoil.helpdesk.CaptureRules;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.helpdesk.Suppliers.SupplierChange;
import io.counterfoil.helpdesk.TextFinder;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Something in each list of the help desk's settings. */
final class DeskSettingsWorld {
    /** Their pages, below the organizer's. */
    static final List<String> PAGES = List.of(
            "settings/mailboxes",
            "settings/new-mailbox",
            "settings/mailboxes/support",
            "settings/suppliers",
            "settings/new-supplier",
            "settings/suppliers/lights",
            "settings/capture-rules",
            "settings/new-capture-rule",
            "settings/capture-rules/order",
            "settings/templates",
            "settings/templates/agent-reply/fr",
            "settings/mailboxes/support/brand",
            "settings/canned-answers",
            "settings/new-canned-answer",
            "settings/service-levels");

    private DeskSettingsWorld() {}

    static void in(ApplicationContext context, OrganizerCode organizer) {
        context.getBean(Mailboxes.class)
                .save(organizer, "support", MailboxChange.of("help@" + organizer + ".example", "en"), "test");
        MailboxTags tags = context.getBean(MailboxTags.class);
        tags.save(organizer, "support", IdTag.STANDARD, "test");
        tags.save(organizer, "support", new IdTag("[Case-", "]"), "test");
        context.getBean(Suppliers.class)
                .save(
                        organizer,
                        "lights",
                        new SupplierChange(
                                Told.of("Lights & Sons " + ScreensWorld.HOSTILE),
                                Told.of(List.of("lights@example.com")),
                                Told.of(List.of("lights.example"))),
                        "test");
        context.getBean(CaptureRules.class)
                .save(
                        organizer,
                        new CaptureRule(
                                "order",
                                "Order",
                                CaptureRule.Place.BOTH,
                                null,
                                TextFinder.between("Order no:", ""),
                                true),
                        "test");
        DeskTools tools = context.getBean(DeskTools.class);
        if (tools.cannedAnswers(organizer).isEmpty()) {
            tools.saveCannedAnswer(organizer, null, "en", "Open the app once", "Please open the app once.", "test");
        }
        for (int i = 1; i <= 3; i++) {
            context.getBean(InboundMails.class).store(organizer, "support", mail(organizer, i), new MailOrigin.Push());
        }
    }

    private static byte[] mail(OrganizerCode organizer, int number) {
        return """
                From: Anna <anna%d@fan.example>
                To: help@%s.example
                Date: Mon, 4 May 2026 08:00:00 +0000
                Message-ID: <%d@%s.fan.example>
                Subject: Seats %s

                Hello,
                %s: 471%d
                """.formatted(
                        number,
                        organizer,
                        number,
                        organizer,
                        ScreensWorld.HOSTILE,
                        number == 1 ? "Seat" : "Order no",
                        number)
                .getBytes(StandardCharsets.UTF_8);
    }
}

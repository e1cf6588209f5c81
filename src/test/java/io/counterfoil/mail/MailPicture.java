package io.counterfoil.mail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A mail's understanding as a text that people can check. */
final class MailPicture {
    private final StringBuilder out = new StringBuilder();

    private MailPicture() {}

    static String of(UnderstoodMail mail) {
        MailPicture picture = new MailPicture();
        picture.heading(mail.heading());
        picture.nature(mail.nature());
        picture.authentication(mail.authentication());
        mail.attachments().forEach(picture::attachment);
        mail.defects().forEach(defect -> picture.line("defect", defect));
        mail.content().passages().forEach(picture::passage);
        mail.forwarded().forEach(picture::forwarded);
        picture.html(mail.content());
        return picture.out.toString();
    }

    private void heading(Heading heading) {
        heading.from().ifPresent(from -> line("from", person(from)));
        heading.sender().ifPresent(sender -> line("sender", person(sender)));
        people("reply-to", heading.replyTo());
        people("to", heading.to());
        people("cc", heading.cc());
        line("subject", heading.subject());
        line("date", heading.date().map(Object::toString).orElse("none"));
        line("message-id", heading.messageId().isEmpty() ? "none" : heading.messageId());
        heading.inReplyTo().forEach(id -> line("in-reply-to", id));
        heading.references().forEach(id -> line("reference", id));
    }

    private void nature(Nature nature) {
        line("kind", nature.kind() + (nature.mayBeAnswered() ? ", may be answered" : ", never answered automatically"));
        nature.signs().forEach(sign -> line("sign", sign));
        nature.bounce().ifPresent(bounce -> {
            line("bounce of", bounce.originalMessageId().orElse("an unknown mail"));
            bounce.failures()
                    .forEach(failure -> line(
                            "not reached",
                            failure.recipient() + " " + failure.status() + " "
                                    + (failure.permanent() ? "for good" : "for now") + ": " + failure.diagnostic()));
        });
    }

    private void authentication(Authentication authentication) {
        if (authentication.verdict() != Authentication.Verdict.UNKNOWN) {
            Map<String, String> sorted = new TreeMap<>(authentication.results());
            line("authentication", authentication.verdict() + " " + sorted);
        }
    }

    private void attachment(Attachment file) {
        line(
                "file " + file.number(),
                file.filename() + ", " + file.contentType() + ", " + file.size() + " bytes, "
                        + file.sha256().substring(0, 12)
                        + (file.contentId().isEmpty() ? "" : ", cid " + file.contentId())
                        + (file.inline() ? ", shown in the HTML" : ""));
    }

    private void passage(Passage passage) {
        out.append("--- ")
                .append(passage.kind())
                .append('\n')
                .append(passage.text())
                .append('\n');
    }

    private void forwarded(ForwardedMail forwarded) {
        out.append("--- FORWARDED\n");
        line("from", forwarded.from().map(MailPicture::person).orElse("nobody with an address"));
        line("subject", forwarded.subject());
        line("date", forwarded.date().map(Object::toString).orElse("\"" + forwarded.dateText() + "\""));
        out.append(forwarded.text()).append('\n');
    }

    private void html(MailContent content) {
        out.append("--- HTML");
        out.append(content.blocked() > 0 ? ", blocked: " + content.blocked() : "")
                .append('\n');
        out.append(content.html()).append('\n');
    }

    private void people(String name, List<Correspondent> people) {
        if (!people.isEmpty()) {
            line(name, people.stream().map(MailPicture::person).collect(Collectors.joining("; ")));
        }
    }

    private static String person(Correspondent person) {
        return person.name() + (person.name().isEmpty() ? "" : " ") + "<" + person.address() + ">"
                + (person.usable().isPresent() ? "" : " (unusable)");
    }

    private void line(String name, String value) {
        out.append(name).append(": ").append(value).append('\n');
    }
}
